import type { ShapeClass } from "../result/index.ts";
import {
  expectUnchanged,
  type GroupFixture,
  type GroupState,
  type Held,
  type NoVerdict,
  type Observation,
  type ScenarioJudgement,
} from "../scenarios/index.ts";
import { type EditKind, kindsOf, shapeOf } from "./edit-kind.ts";
import { type GroupEdit, type GroupHistory, type GroupSymbol, type UserSymbol, usersOfEdit } from "./history.ts";
import { type JudgedEdit, judgeEdit } from "./judge-edit.ts";
import { type GroupModel, startOf, type World } from "./model.ts";
import type { FailedJudgement, Ground, HistoryRun, StepRun } from "./run-types.ts";

/**
 * Runs a history on Groups of its own, holding each answer, an independent read, and the other Groups against the
 * model. Judges nothing itself: what was judged is handed back.
 *
 * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
 */
export async function runHistory(ground: Ground, history: GroupHistory): Promise<HistoryRun> {
  const run = new Run(ground, history);
  try {
    await run.begin();
    for (const [index, edit] of history.edits.entries()) {
      if (run.isOver) break;
      const blind = history.burst === true && index < history.edits.length - 1;
      await (blind
        ? ground.context.withoutReads(() => run.step(edit, "burst"))
        : run.step(edit, history.burst === true ? "burst-end" : "looked-at"));
    }
    if (!run.isOver) await run.finish(history.edits.at(-1), history.reread === true);
    return run.result();
  } finally {
    await run.end();
  }
}

const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";

// So often are Groups looked at when all is done and a history asks for it.
const LOOKS_AGAIN = 3;

class Run {
  readonly #ground: Ground;
  readonly #start: GroupHistory["start"];
  readonly #groups = new Map<GroupSymbol, GroupFixture>();
  readonly #steps: StepRun[] = [];
  readonly #passes: ScenarioJudgement[] = [];
  readonly #refused = new Set<UserSymbol>();
  #world: World;
  #failed: StepRun | undefined;
  #noVerdict: NoVerdict | undefined;
  #stopped = false;

  constructor(ground: Ground, history: GroupHistory) {
    this.#ground = ground;
    this.#start = history.start;
    this.#world = startOf(history);
  }

  get isOver(): boolean {
    return this.#stopped || this.#failed !== undefined || this.#noVerdict !== undefined;
  }

  result(): HistoryRun {
    return { steps: this.#steps, passes: this.#passes, failed: this.#failed, noVerdict: this.#noVerdict };
  }

  /** Makes the Groups; a start that cannot be reached is the fixtures' matter, judged where it is made. */
  async begin(): Promise<void> {
    const { context, binder } = this.#ground;
    const from = context.sent.length;
    for (const [symbol, members] of Object.entries(this.#start)) {
      this.#groups.set(symbol, await context.group(members.map(binder.idOf)));
    }
    this.#steps.push({
      edit: undefined,
      kinds: [],
      shape: "none",
      before: this.#world,
      expected: this.#world,
      actual: new Map(),
      exchanges: context.sent.slice(from),
      failures: [],
    });
  }

  /** @param manner in a burst nothing is read, and of the answer only that it acknowledges is judged */
  async step(edit: GroupEdit, manner: Manner): Promise<void> {
    const { context } = this.#ground;
    const from = context.sent.length;
    const before = this.#world;
    const own = before.get(edit.group);
    if (own === undefined) return;
    const kinds = kindsOf(edit, own);
    const shape = shapeOf(kinds);
    let judged: JudgedEdit | undefined;
    const held = await context.hold(async () => {
      judged = await judgeEdit(this.#ground, {
        edit,
        shape,
        last: kinds.at(-1) === "remove-last",
        group: this.#fixture(edit.group),
        before: own,
        state: this.#stateOf(edit.group),
        refused: this.#refused,
      });
      if (judged.refused === true) for (const user of usersOfEdit(edit)) this.#refused.add(user);
      await this.#othersUnchanged(edit.group, shape);
    });

    this.#settle(
      inManner(held, manner, this.#ground.shapes !== undefined),
      edit,
      kinds,
      before,
      judged?.after ?? own,
      from,
    );
    if (this.#failed !== undefined) await this.#look(this.#failed, from);
    if (judged?.stop === true) this.#stopped = true;
  }

  async finish(last: GroupEdit | undefined, reread: boolean): Promise<void> {
    const { context, after } = this.#ground;
    const from = context.sent.length;
    const held = await context.hold(async () => {
      if (reread) await this.#lookAgain();
      await after?.({ world: this.#world, idOf: (group) => this.#fixture(group).id, last });
    });
    const { failures } = split(held.judgements);
    this.#passes.push(...held.judgements.filter(({ outcome }) => outcome === "passed"));
    const step = this.#steps.at(-1);
    if (failures.length === 0 || step === undefined) return;
    this.#failed = { ...step, failures, exchanges: [...step.exchanges, ...context.sent.slice(from)] };
    this.#steps[this.#steps.length - 1] = this.#failed;
    await this.#look(this.#failed, from);
  }

  /** Gives the Groups back, also after an error. */
  async end(): Promise<void> {
    for (const group of this.#groups.values()) await this.#ground.context.discard(group);
  }

  /** What was acknowledged, and seen once, is still there at the second, third and fourth look. */
  async #lookAgain(): Promise<void> {
    for (let look = 0; look < LOOKS_AGAIN; look += 1) {
      for (const group of this.#groups.keys()) {
        await expectUnchanged(this.#ground.context, {
          id: this.#fixture(group).id,
          before: this.#stateOf(group),
          requirement: this.#ground.shapes === undefined ? "RFC7644-3.5.1-MEMBERS-REPLACED" : KEPT,
          alsoViolates: ["RFC7644-3.12-SUCCESS-MEANS-DONE"],
          shape: this.#steps.at(-1)?.shape ?? "none",
          although: "nothing was written since it was seen as it had to be",
        });
      }
    }
  }

  #targetOnly(): string {
    return this.#ground.shapes === undefined ? "RFC7644-3.5.1-TARGET-ONLY" : "RFC7644-3.5.2-TARGET-ONLY";
  }

  #fixture(group: GroupSymbol): GroupFixture {
    const fixture = this.#groups.get(group);
    if (fixture === undefined) throw new RangeError(`the history has no Group ${group}`);
    return fixture;
  }

  #stateOf(group: GroupSymbol): GroupState {
    const model = this.#world.get(group);
    const { binder } = this.#ground;
    const name = model?.name;
    return {
      displayName: name === undefined ? this.#fixture(group).displayName : binder.nameOf(`${group} ${name}`),
      members: new Set([...(model?.members ?? [])].map(binder.idOf)),
    };
  }

  async #othersUnchanged(written: GroupSymbol, shape: ShapeClass): Promise<void> {
    for (const group of this.#groups.keys()) {
      if (group === written) continue;
      const before = this.#stateOf(group);
      await expectUnchanged(this.#ground.context, {
        id: this.#fixture(group).id,
        before,
        requirement: this.#targetOnly(),
        shape,
        although: "the request named another Group",
      }).catch(unlessUnseen);
    }
  }

  #settle(
    held: Held,
    edit: GroupEdit,
    kinds: readonly EditKind[],
    before: World,
    after: GroupModel,
    from: number,
  ): void {
    const { failures, passes } = split(held.judgements);
    this.#passes.push(...passes);
    const expected = new Map(before);
    expected.set(edit.group, after);
    this.#world = expected;
    const exchanges = this.#ground.context.sent.slice(from);
    const step: StepRun = {
      edit,
      kinds,
      shape: shapeOf(kinds),
      before,
      expected,
      actual: new Map(),
      exchanges,
      failures,
    };
    this.#steps.push(step);
    if (failures.length > 0) this.#failed = step;
    else this.#noVerdict = held.noVerdict;
  }

  /** After a failure: what every Group shows now, for the story. */
  async #look(step: StepRun, from: number): Promise<void> {
    const { context } = this.#ground;
    const actual = new Map<GroupSymbol, ReadonlySet<UserSymbol> | null>();
    for (const group of this.#groups.keys()) {
      actual.set(group, this.#seen(await context.read(this.#fixture(group).id)));
    }
    this.#failed = { ...step, actual, exchanges: context.sent.slice(from) };
    this.#steps[this.#steps.length - 1] = this.#failed;
  }

  #seen(observation: Observation): ReadonlySet<UserSymbol> | null {
    if (observation.kind === "absent") return new Set();
    if (observation.kind !== "present") return null;
    return new Set([...observation.members.values].map((id) => this.#ground.binder.symbolOf(id)));
  }
}

function split(judgements: readonly ScenarioJudgement[]): {
  readonly failures: readonly FailedJudgement[];
  readonly passes: readonly ScenarioJudgement[];
} {
  const isFailure = (one: ScenarioJudgement): one is FailedJudgement => one.outcome === "failed";
  return { failures: judgements.filter(isFailure), passes: judgements.filter(({ outcome }) => outcome === "passed") };
}

type Manner = "looked-at" | "burst" | "burst-end";

/**
 * In a burst the look at its end decides what was stored, and an answer may leave members out. What is wrong then is a
 * change that was acknowledged on the way and is lost. Without an answer nobody knows what was stored: there it ends.
 */
function inManner(held: Held, manner: Manner, isPatch: boolean): Held {
  if (manner === "looked-at") return held;
  const { judgements } = held;
  if (manner === "burst") {
    return { ...held, judgements: judgements.filter((one) => one.outcome === "failed" && one.invariant === "accepted") };
  }
  if (!isPatch) return held;
  return { ...held, judgements: judgements.map(asLost) };
}

/** What is wrong at the end of a burst of PATCHes breaks the rule that what was acknowledged is kept, too. */
function asLost(judgement: ScenarioJudgement): ScenarioJudgement {
  if (judgement.outcome !== "failed") return judgement;
  return { ...judgement, alsoViolates: [...(judgement.alsoViolates ?? []), KEPT] };
}

/** A Group beside that cannot be seen says nothing about the one that was written. */
function unlessUnseen(error: unknown): void {
  if (!(error instanceof Error && error.name === "NoVerdict")) throw error;
}
