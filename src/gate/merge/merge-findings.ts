import { type Finding, groupBy, type Judgement, type ScriptedProof, type Shard } from "../../result/index.ts";
import { byWorth } from "../by-worth.ts";

/** What a part of a run found in one suite. */
export interface FoundPart extends Pick<Shard, "singles" | "scripted"> {
  readonly findings: readonly Finding[];
}

/** Joins what the parts of a run found in one suite: the same as if one run had found it all. */
export function mergeFindings(parts: readonly FoundPart[]): readonly Finding[] {
  const found = parts.flatMap(({ findings, singles }) => [...findings, ...singles]);
  const scripted = scriptedCauses(
    found,
    parts.flatMap((part) => part.scripted),
  );
  const groups = groupBy(
    found,
    (finding) => (isSingle(finding) ? scripted.get(causeOf(finding)) : undefined) ?? finding.fingerprint,
  );
  return [...groups].map(([fingerprint, group]) => joined(fingerprint, group)).sort(byWorth);
}

/** A history of a single edit: the engine files it under what a script found, where one did. */
function isSingle({ counterexample }: Finding): boolean {
  return counterexample?.edits === 1;
}

function causeOf({ requirement, operation, invariant }: Finding): string {
  return [requirement, operation, invariant].join("\u0000");
}

/** Of each cause the fingerprint under which a script found it; of several the one with the shortest proof. */
function scriptedCauses(findings: readonly Finding[], proofs: readonly ScriptedProof[]): ReadonlyMap<string, string> {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const causes = new Map<string, string>();
  for (const { fingerprint } of [...proofs].sort(byProof)) {
    const finding = byFingerprint.get(fingerprint);
    if (finding !== undefined && !causes.has(causeOf(finding))) causes.set(causeOf(finding), fingerprint);
  }
  return causes;
}

type Proof = Pick<Judgement, "exchanges" | "scenario">;

function byProof(left: Proof, right: Proof): number {
  return (
    left.exchanges.length - right.exchanges.length ||
    compare(left.scenario, right.scenario) ||
    lastSent(left) - lastSent(right)
  );
}

function lastSent({ exchanges }: Proof): number {
  return Number(/#(\d+)$/u.exec(exchanges.at(-1) ?? "")?.[1] ?? 0);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function joined(fingerprint: string, group: readonly Finding[]): Finding {
  const [first] = [...group].sort(byWhatIsShown);
  if (first === undefined) throw new TypeError("a group of findings is never empty");
  const also = new Set(group.flatMap(({ alsoViolates }) => alsoViolates));
  also.delete(first.requirement);
  return {
    ...first,
    fingerprint,
    // The one that the fingerprint is made of.
    shape: group.find((one) => one.fingerprint === fingerprint)?.shape ?? first.shape,
    alsoViolates: [...also].sort(),
    occurrences: group.reduce((sum, { occurrences }) => sum + occurrences, 0),
    scenarios: [...new Set(group.flatMap(({ scenarios }) => scenarios))].sort(),
    replay: first.replay.replace(`--replay ${first.fingerprint}`, `--replay ${fingerprint}`),
    waived: group.find(({ waived }) => waived !== null)?.waived ?? null,
  };
}

/** The smallest history first, as it is read first; else the shortest proof. */
function byWhatIsShown(left: Finding, right: Finding): number {
  const [one, other] = [left.counterexample, right.counterexample];
  if (one === null || other === null) {
    if (one !== other) return one === null ? 1 : -1;
    return byProof(proofOf(left), proofOf(right));
  }
  return (
    one.edits - other.edits ||
    one.members - other.members ||
    compare(JSON.stringify(one.history), JSON.stringify(other.history)) ||
    byProof(proofOf(left), proofOf(right))
  );
}

function proofOf({ exchanges, scenarios }: Finding): Proof {
  return { exchanges, scenario: exchanges[0]?.replace(/#\d+$/u, "") ?? scenarios[0] ?? "" };
}
