import fc from "fast-check";
import { type Counterexample, type CounterexampleStep, SEVERITIES, severityOf } from "../result/index.ts";
import { NoVerdict, type ScenarioContext, type ScenarioJudgement } from "../scenarios/index.ts";
import { REQUIREMENTS } from "../scim/index.ts";

/** What a failed run looks like to a person. */
export interface Told {
  readonly steps: readonly CounterexampleStep[];
  readonly story: string;
  readonly edits: number;
  readonly members: number;
}

// A recorded failure that does not show in so many runs is said not to come back.
const REPLAYS = 3;

type Failure = Extract<ScenarioJudgement, { readonly outcome: "failed" }>;

/** How one execution of a history came out. */
export interface Execution<History> {
  /** What was run, up to the step that failed. */
  readonly history: History;
  /** Judgements of the step that failed; empty when none did. */
  readonly failures: readonly Failure[];
  readonly passes: readonly ScenarioJudgement[];
  /** The kinds of edit that the failing step is made of: what is set aside. */
  readonly kinds: readonly string[];
  readonly noVerdict: NoVerdict | undefined;
  /** Made only when it is needed. */
  readonly tell: () => Told;
}

/** What a property generates, and how it is executed. */
export interface Subject<Draft, History> {
  /** Drafts say what to pick relative to the state; see `concretise`. */
  readonly drafts: fc.Arbitrary<Draft>;
  /** Drafts that are run first, whatever the seed. */
  readonly openers?: readonly Draft[];
  /** The history, with symbolic ids, of a draft; kinds of edit that are set aside are left out. */
  readonly concretise: (draft: Draft, setAside: ReadonlySet<string>) => History;
  /** Histories one thing smaller than a given one, the boldest first. */
  readonly smaller: (history: History) => Iterable<History>;
  /**
   * The same said more plainly: operations of one request in requests of their own, say. What fails in the same way so has
   * nothing to do with how it was said.
   */
  readonly plainer?: (history: History) => Iterable<History>;
  /** Runs it on fresh or reset resources. */
  readonly execute: (history: History) => Promise<Execution<History>>;
}

/** How far a search goes. */
export interface SearchLimits {
  /** Histories in all. */
  readonly runs: number;
  /** Executions spent on making one counterexample small: by fast-check, and then one thing after another. */
  readonly shrinkRuns: number;
  readonly smallerRuns: number;
  /** How many different faults a lane looks for. */
  readonly rounds: number;
  /** How often a counterexample is run again. */
  readonly reruns: number;
}

/**
 * Searches for histories that break the server, makes each as small as it can, runs it again, and reports it; then goes
 * on for other faults behind it. A spent budget, an abort or an error of our own ends the search quietly inside the property
 * and is thrown afterwards, when what was found until then has been reported.
 *
 * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
 * @throws NoVerdict when not one history could be judged
 */
export async function search<Draft, History>(
  context: ScenarioContext,
  subject: Subject<Draft, History>,
  limits: SearchLimits,
): Promise<void> {
  const state = new Search(context, subject, limits);
  const { replay } = context.effort;
  if (replay === undefined) await state.searchAll();
  else await state.replay(replay);
  state.conclude();
}

class Search<Draft, History> {
  readonly #context: ScenarioContext;
  readonly #subject: Subject<Draft, History>;
  readonly #limits: SearchLimits;
  readonly #known = new Set<string>();
  readonly #setAside = new Set<string>();
  #histories = 0;
  #judged = 0;
  #isFlaky = false;
  /** What ended the search before its time: a spent budget, an abort, or an error of our own. */
  #spent: unknown;
  #noVerdict: NoVerdict | undefined;

  constructor(context: ScenarioContext, subject: Subject<Draft, History>, limits: SearchLimits) {
    this.#context = context;
    this.#subject = subject;
    const { shrinkRuns } = context.effort;
    this.#limits =
      shrinkRuns === undefined ? limits : { ...limits, shrinkRuns, smallerRuns: 2 * shrinkRuns, reruns: 1 };
  }

  async searchAll(): Promise<void> {
    for (let round = 0; round < this.#limits.rounds && this.#histories < this.#limits.runs; round += 1) {
      const found = await this.#round(round);
      if (found === undefined) break;
      const { best, runs, isExplained } = await this.#smallest(found.best);
      if (isExplained) this.#setKnown(best);
      else await this.#report(best, found.shrinkRuns + runs);
      if (this.#spent !== undefined || this.#isFlaky) break;
    }
  }

  /** Runs a recorded history until it fails, a few times at most, and reports either way how it went. */
  async replay(recorded: Counterexample): Promise<void> {
    const history = recorded.history as History;
    let runs = 0;
    while (runs < REPLAYS && this.#spent === undefined) {
      const execution = await this.#execute(history);
      runs += 1;
      this.#histories += 1;
      if (execution !== undefined && execution.failures.length > 0) {
        await this.#report(execution, 0);
        return;
      }
    }
    // Runs without a verdict are no passes.
    const passed = this.#judged;
    if (passed === 0) return;
    this.#context.judge({
      requirement: "HISTORY-REPEATS",
      invariant: "replay",
      shape: "none",
      outcome: "failed",
      expected: [`as recorded: ${recorded.story}`],
      actual: `it passed ${passed === 1 ? "once" : `${passed} times of ${passed}`}`,
      message: "A recorded failure did not come back: it was mended, or it does not happen every time.",
      counterexample: { ...recorded, reruns: { failed: 0, of: passed } },
    });
  }

  conclude(): void {
    if (this.#spent !== undefined) throw this.#spent;
    if (this.#judged === 0) throw this.#noVerdict ?? new NoVerdict("inconclusive", "no history could be judged");
  }

  async #round(round: number): Promise<{ readonly best: Execution<History>; readonly shrinkRuns: number } | undefined> {
    let best: Execution<History> | undefined;
    // What was left out of the history that failed is left out of its smaller ones too.
    let leftOut: ReadonlySet<string> = new Set();
    let shrinkRuns = 0;
    const seen = new Map<string, boolean>();
    const property = fc.asyncProperty(this.#subject.drafts, async (draft) => {
      if (this.#spent !== undefined) return true;
      const isShrinking = best !== undefined;
      if (isShrinking && shrinkRuns >= this.#limits.shrinkRuns) return true;
      if (!isShrinking) leftOut = this.#leftOut();
      const history = this.#subject.concretise(draft, leftOut);
      const text = JSON.stringify(history);
      if (!isShrinking) this.#histories += 1;
      const before = seen.get(text);
      if (before !== undefined && isShrinking) return before;
      if (isShrinking) shrinkRuns += 1;
      const execution = await this.#execute(history);
      const passes = execution === undefined || this.#isKnown(execution);
      seen.set(text, passes);
      if (!passes && execution !== undefined) best = execution;
      return passes;
    });
    await fc.check(property, {
      seed: (this.#context.effort.seed + round * 104_729) | 0,
      // Weights say where faults are; fast-check's own leaning to small and large values would undo them.
      unbiased: true,
      examples: round === 0 ? (this.#subject.openers ?? []).map((draft): [Draft] => [draft]) : [],
      numRuns: Math.max(1, this.#limits.runs - this.#histories),
    });
    return best === undefined ? undefined : { best, shrinkRuns };
  }

  /** Takes out of a failing history, one thing after another, what it fails without, and then says it more plainly. */
  async #smallest(from: Execution<History>): Promise<Smallest<History>> {
    let best = from;
    let runs = 0;
    let isExplained = false;
    const failed = new Map<string, Execution<History> | undefined>();
    const taken = new Set<Execution<History>>();
    const run = async (history: History): Promise<Execution<History> | undefined> => {
      const text = JSON.stringify(history);
      if (failed.has(text)) return failed.get(text);
      if (this.#spent !== undefined || runs >= this.#limits.smallerRuns) return undefined;
      runs += 1;
      const execution = await this.#execute(history);
      const failure = execution === undefined || execution.failures.length === 0 ? undefined : execution;
      failed.set(text, failure);
      return failure;
    };
    const next = async (): Promise<boolean> => {
      for (const history of this.#subject.smaller(best.history)) {
        const execution = await run(history);
        if (execution === undefined || taken.has(execution) || this.#isKnown(execution)) continue;
        best = execution;
        taken.add(best);
        return true;
      }
      for (const history of this.#subject.plainer?.(best.history) ?? []) {
        const execution = await run(history);
        if (execution === undefined || taken.has(execution) || !isSameWrong(execution, best)) continue;
        isExplained = this.#isKnown(execution);
        if (!isExplained) best = execution;
        taken.add(best);
        return !isExplained;
      }
      return false;
    };
    while (await next());
    return { best, runs, isExplained };
  }

  /** Two histories of three leave known kinds of failure out; the third may show another fault of the same kind. */
  #leftOut(): ReadonlySet<string> {
    return this.#histories % 3 === 2 ? new Set() : this.#setAside;
  }

  async #execute(history: History): Promise<Execution<History> | undefined> {
    try {
      const execution = await this.#subject.execute(history);
      for (const judgement of execution.passes) this.#context.judge(judgement);
      if (execution.failures.length > 0 || execution.noVerdict === undefined) this.#judged += 1;
      this.#noVerdict ??= execution.noVerdict;
      return execution;
    } catch (error) {
      if (error instanceof NoVerdict) {
        this.#noVerdict ??= error;
        return undefined;
      }
      // To fast-check whatever is thrown is a property that does not hold: an error of our own would be no more than a search that ends.
      this.#spent = error;
      return undefined;
    }
  }

  #isKnown({ failures, kinds }: Execution<History>): boolean {
    // The same rule broken in the same way by a step with an operation that is known to break it is the same fault.
    const isAside = kinds.some((kind) => this.#setAside.has(kind));
    return failures.every(
      (failure) => this.#known.has(keyOf(failure)) || (isAside && this.#known.has(causeOf(failure))),
    );
  }

  /** Runs the smallest history again, judges what it broke, and sets its kind aside. */
  async #report(best: Execution<History>, shrinkRuns: number): Promise<void> {
    const { history } = best;
    let execution = best;
    let failed = 0;
    let of = 0;
    while (of < this.#limits.reruns && this.#spent === undefined) {
      const again = await this.#execute(history);
      if (again === undefined) break;
      of += 1;
      if (again.failures.length === 0) continue;
      failed += 1;
      execution = again;
    }
    const told = execution.tell();
    const isFlaky = failed < of;
    const flaky = isFlaky ? ` It came back in ${failed} of ${of} repetitions: it does not happen every time.` : "";
    this.#setKnown(execution);
    const [failure, ...others] = bySeverity(execution.failures);
    if (failure === undefined) return;
    this.#context.judge({
      ...failure,
      // One step that fails is one finding: what else it breaks stands beside it.
      alsoViolates: beside(failure, others),
      message: `${failure.message}${flaky}`,
      exchanges: told.steps.flatMap(({ exchanges }) => exchanges.map((id) => ({ id }))),
      counterexample: {
        property: this.#context.scenario,
        history,
        story: told.story,
        steps: told.steps,
        edits: told.edits,
        members: told.members,
        reruns: { failed, of },
        effort: { histories: this.#histories, shrinkRuns },
      },
    });
    // On a server that does not do the same twice every further search would only find the same again.
    if (isFlaky) this.#isFlaky = true;
  }

  #setKnown({ failures, kinds }: Execution<History>): void {
    for (const failure of failures) {
      this.#known.add(keyOf(failure));
      this.#known.add(causeOf(failure));
    }
    for (const kind of kinds) this.#setAside.add(kind);
  }
}

/** The smallest history that was found for a failure. */
interface Smallest<History> {
  readonly best: Execution<History>;
  readonly runs: number;
  /** True when it fails, said more plainly, in a way that has been reported: it is no fault of its own. */
  readonly isExplained: boolean;
}

/** Whether one of them has something wrong that the other has as well, whatever rule that is said to break. */
function isSameWrong<History>(one: Execution<History>, other: Execution<History>): boolean {
  return one.failures.some(({ invariant }) => other.failures.some((failure) => failure.invariant === invariant));
}

/** The gravest first; of equals the one judged first, which is about the state. */
function bySeverity(failures: readonly Failure[]): readonly Failure[] {
  return failures.toSorted((left, right) => rank(left) - rank(right));
}

function rank({ requirement }: Failure): number {
  const record = REQUIREMENTS.find(({ id }) => id === requirement);
  return record === undefined ? 0 : SEVERITIES.indexOf(severityOf(record));
}

function beside(failure: Failure, others: readonly Failure[]): readonly string[] {
  const also = [
    ...(failure.alsoViolates ?? []),
    ...others.flatMap(({ requirement, alsoViolates = [] }) => [requirement, ...alsoViolates]),
  ];
  return [...new Set(also)].filter((id) => id !== failure.requirement);
}

/** One root cause, as far as it can be told: what was broken, how, and by which kind of edit. */
function keyOf(failure: Failure): string {
  return `${causeOf(failure)} ${failure.shape}`;
}

function causeOf({ requirement, invariant }: Failure): string {
  return `${requirement} ${invariant}`;
}
