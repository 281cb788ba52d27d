import { isFailing } from "../gate/index.ts";
import { type Finding, fingerprintOf, type Judgement, type RunEvent } from "../result/index.ts";
import { findingsOf } from "./fold/findings.ts";
import type { SuitePlan } from "./plan.ts";
import { requirementsOf } from "./requirements.ts";

/** What is counted, and up to where. */
export interface FailureLimitOptions {
  /** So many findings that fail a run, and it is over. */
  readonly limit: number;
  readonly failOn: "error" | "warning" | "never";
  /** True of a finding that is known and lets a run pass. */
  readonly isWaived: (finding: Finding) => boolean;
}

/**
 * Counts the findings that fail a run while it runs, over all its suites. They are the same findings that the result will have:
 * made of the judgements so far by what makes them of all, so that a hundred failures of one cause count once.
 */
export class FailureLimit {
  /** So many end the run. */
  readonly limit: number;
  readonly #options: FailureLimitOptions;
  readonly #plans: ReadonlyMap<string, SuitePlan>;
  readonly #known: ReadonlyMap<string, ReturnType<typeof requirementsOf>>;
  /** Scenarios that have still to come to their end. */
  readonly #pending: Set<string>;
  readonly #judgements = new Map<string, Map<string, Judgement>>();
  readonly #counts = new Map<string, number>();

  constructor(plans: readonly SuitePlan[], options: FailureLimitOptions) {
    this.#options = options;
    this.limit = options.limit;
    this.#plans = new Map(plans.map((plan) => [plan.suite.id, plan]));
    this.#known = new Map(plans.map(({ suite, contract }) => [suite.id, requirementsOf(contract)]));
    this.#pending = new Set(plans.flatMap(({ suite, scenarios }) => scenarios.map(({ id }) => keyOf(suite.id, id))));
  }

  /**
   * Takes notice of an event.
   *
   * @returns true where a scenario has ended, the limit is reached, and something is still to be done: a scenario is seen to its
   * end, for what it finds last may be what explains the rest
   */
  note(event: RunEvent): boolean {
    if (event.type === "judgement") this.#judged(event.suite, event.judgement);
    if (event.type === "suite-ended") {
      for (const { id } of this.#plans.get(event.suite)?.scenarios ?? []) this.#pending.delete(keyOf(event.suite, id));
    }
    if (event.type !== "scenario-ended") return false;
    this.#pending.delete(keyOf(event.suite, event.scenario));
    return this.#pending.size > 0 && this.#count() >= this.limit;
  }

  #count(): number {
    return [...this.#plans.keys()].reduce((sum, suite) => sum + this.#countOf(suite), 0);
  }

  #judged(suite: string, judgement: Judgement): void {
    const kept = this.#judgements.get(suite) ?? new Map<string, Judgement>();
    this.#judgements.set(suite, kept);
    // One of each kind makes the same findings as all of them.
    const key = [fingerprintOf(suite, judgement), judgement.scenario, judgement.counterexample?.edits ?? ""].join(" ");
    if (kept.has(key)) return;
    kept.set(key, judgement);
    this.#counts.delete(suite);
  }

  #countOf(suite: string): number {
    const known = this.#counts.get(suite);
    if (known !== undefined) return known;
    const plan = this.#plans.get(suite);
    const failures = [...(this.#judgements.get(suite)?.values() ?? [])];
    const count = plan === undefined || failures.length === 0 ? 0 : this.#failing(plan, failures);
    this.#counts.set(suite, count);
    return count;
  }

  #failing({ suite, contract, operation }: SuitePlan, failures: readonly Judgement[]): number {
    const { failOn, isWaived } = this.#options;
    const known = this.#known.get(suite.id) ?? requirementsOf(contract);
    const findings = findingsOf({ suite: suite.id, contract, operation, known, failures, replayOf: () => "" });
    return findings.filter((finding) => isFailing(finding, failOn) && !isWaived(finding)).length;
  }
}

function keyOf(suite: string, scenario: string): string {
  return `${suite} ${scenario}`;
}
