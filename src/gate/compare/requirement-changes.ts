import type { RequirementChange, RequirementChangeKind, RequirementResult, RunResult } from "../../result/index.ts";

type State = RequirementChange["from"];

/** Requirements that came out otherwise; those of documents, which only findings speak about, left to the findings. */
export function requirementChanges(old: RunResult, fresh: RunResult): readonly RequirementChange[] {
  const before = byKey(old);
  const after = byKey(fresh);
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): readonly RequirementChange[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const known = is ?? was;
    if (known === undefined) return [];
    const from: State = was?.outcome ?? "absent";
    const to: State = is?.outcome ?? "absent";
    if (from === to) return [];
    const { suite, id, text, severity } = known;
    const reason = is === undefined ? `nothing of ${suite} is in the new result` : is.reason;
    return [
      { suite, id, text, severity, from, to, kind: kindOf(from, to), ...(reason === undefined ? {} : { reason }) },
    ];
  });
  return changes.toSorted(
    (one, other) =>
      ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
      compare(one.suite, other.suite) ||
      compare(one.id, other.id),
  );
}

/** What needs a person first. */
const ORDER: readonly RequirementChangeKind[] = ["broken", "coverage-lost", "mended", "coverage-gained", "other"];

function kindOf(from: State, to: State): RequirementChangeKind {
  if (to === "failed") return "broken";
  if (from === "failed" && to === "passed") return "mended";
  if (to === "passed") return "coverage-gained";
  // A verdict that is no longer given, whichever it was, is nothing to be glad about.
  return from === "passed" || from === "failed" ? "coverage-lost" : "other";
}

function byKey({ requirements }: RunResult): ReadonlyMap<string, RequirementResult> {
  return new Map(
    requirements.filter(({ party }) => party !== "document").map((one) => [`${one.suite}\u0000${one.id}`, one]),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
