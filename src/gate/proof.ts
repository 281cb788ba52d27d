import type { Counterexample, Judgement } from "../result/index.ts";

/** What is broken and how: what a script and a history of a single edit have in common. */
type Cause = Pick<Judgement, "requirement" | "operation" | "invariant">;

/** What shows it. */
export type Proof = Pick<Judgement, "exchanges" | "scenario">;

/** A proof that may be a history. */
interface Shown extends Proof {
  readonly counterexample?: Counterexample | null;
}

/** What scripted scenarios found, by what was broken and how: {@link scriptedCauses}. */
export type Scripted = ReadonlyMap<string, string>;

/** True of a history of a single edit: it is filed under what a script found, where one did. */
export function isSingle({ counterexample }: Pick<Shown, "counterexample">): boolean {
  return counterexample?.edits === 1;
}

/**
 * The fingerprints of what scripted scenarios found, by what was broken and how; under several shapes the one with the shortest
 * proof. The same whether it is made of the judgements of a whole run or of what its parts kept.
 */
export function scriptedCauses<Found extends Cause & Proof & Pick<Judgement, "shape">>(
  found: readonly Found[],
  fingerprintOf: (one: Found) => string,
): Scripted {
  const causes = new Map<string, string>();
  const shortest = found.toSorted((left, right) => byExchanges(left, right) || compare(left.shape, right.shape));
  for (const one of shortest) {
    const cause = causeOf(one);
    if (!causes.has(cause)) causes.set(cause, fingerprintOf(one));
  }
  return causes;
}

/**
 * A history of a single edit shows what a scripted scenario shows: one root cause, one finding. A history that needs
 * more has a cause that no script has met, and a finding of its own.
 *
 * @returns undefined for whatever is filed under its own fingerprint
 */
export function sameCause(one: Cause & Pick<Shown, "counterexample">, scripted: Scripted): string | undefined {
  return isSingle(one) ? scripted.get(causeOf(one)) : undefined;
}

function causeOf({ requirement, operation, invariant }: Cause): string {
  return [requirement, operation, invariant].join("\u0000");
}

/** The occurrence with the shortest proof comes first; ties go by scenario id, by the order sent, then by what else there is. */
export function byProof(left: Proof, right: Proof): number {
  return byExchanges(left, right) || compare(JSON.stringify(left), JSON.stringify(right));
}

/** A history is the proof that a person reads first: of several the one with the fewest edits, then the fewest users. */
export function byWhatIsShown(left: Shown, right: Shown): number {
  const [one, other] = [left.counterexample ?? undefined, right.counterexample ?? undefined];
  if (one === undefined || other === undefined) {
    if (one !== other) return one === undefined ? 1 : -1;
    return byProof(left, right);
  }
  return (
    one.edits - other.edits ||
    one.members - other.members ||
    compare(JSON.stringify(one.history), JSON.stringify(other.history)) ||
    byProof(left, right)
  );
}

function byExchanges(left: Proof, right: Proof): number {
  return (
    left.exchanges.length - right.exchanges.length ||
    compare(left.scenario, right.scenario) ||
    lastSent(left) - lastSent(right)
  );
}

/** The number in the id of the last exchange of a proof: `put.group.rename#12`. */
function lastSent({ exchanges }: Proof): number {
  return Number(/#(\d+)$/u.exec(exchanges.at(-1) ?? "")?.[1] ?? 0);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
