import { expectUserUnchanged, NoVerdict, type ScenarioJudgement } from "../../scenarios/index.ts";
import type { JsonObject } from "../../scim/index.ts";
import type { FailedJudgement } from "../run-types.ts";
import { baseOf } from "./base.ts";
import { UserBinder } from "./bind.ts";
import type { JudgedEdit, LiveUser, Meeting, UserGround } from "./ground.ts";
import { pathsIn, type UserEdit, type UserHistory, type UserSymbol } from "./history.ts";
import { judgePatch, watchedPaths } from "./judge-patch.ts";
import { judgePut } from "./judge-put.ts";
import { kindsOf } from "./kinds.ts";
import type { UserRun, UserStep } from "./run-types.ts";
import { type Sketch, sketched, withContent } from "./sketch.ts";

/**
 * Runs a history on Users of its own, holding each answer, an independent read, and the other User against what must be.
 * Judges nothing itself: what was judged is handed back.
 *
 * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
 * @throws NoVerdict when no User can be made
 */
export async function runUserHistory(ground: UserGround, history: UserHistory): Promise<UserRun> {
  const run = new Run(ground, history);
  try {
    await run.begin();
    for (const edit of history.edits) {
      if (run.isOver) break;
      await run.step(edit);
    }
    return run.result();
  } finally {
    await run.end();
  }
}

class Run {
  readonly #ground: UserGround;
  readonly #history: UserHistory;
  readonly #inPlay: readonly string[];
  readonly #users = new Map<UserSymbol, LiveUser>();
  readonly #sketches = new Map<UserSymbol, Sketch>();
  readonly #leftOut: Meeting["leftOut"] = new Map();
  readonly #steps: UserStep[] = [];
  readonly #passes: ScenarioJudgement[] = [];
  #failed: UserStep | undefined;
  #noVerdict: NoVerdict | undefined;

  constructor(ground: UserGround, history: UserHistory) {
    this.#ground = ground;
    this.#history = history;
    this.#inPlay = pathsIn(history);
  }

  get isOver(): boolean {
    return this.#failed !== undefined || this.#noVerdict !== undefined;
  }

  result(): UserRun {
    return {
      users: this.#users,
      steps: this.#steps,
      passes: this.#passes,
      failed: this.#failed,
      noVerdict: this.#noVerdict,
    };
  }

  /** Makes the Users and reads them: what is there is what edits are held against. */
  async begin(): Promise<void> {
    const { context, attributes, nextRun } = this.#ground;
    const from = context.sent.length;
    const run = nextRun();
    for (const symbol of this.#history.users) {
      const label = `history ${run} ${symbol}`;
      const fixture = await context.user(label);
      const binder = new UserBinder(context, attributes, label, fixture.body);
      this.#users.set(symbol, { fixture, binder, seen: {} });
      this.#sketches.set(symbol, baseOf(fixture.body, attributes));
      const look = await context.readUser(fixture.id, { holds: () => true, names: this.#inPlay });
      if (look.kind !== "present") throw new NoVerdict("inconclusive", "a User that was made cannot be read");
      this.#users.set(symbol, { fixture, binder, seen: look.resource });
    }
    this.#record(undefined, [], from, [], new Map());
  }

  async step(edit: UserEdit): Promise<void> {
    const { context } = this.#ground;
    const from = context.sent.length;
    const user = this.#user(edit.user);
    const sketch = this.#sketches.get(edit.user) ?? new Map();
    const kinds = kindsOf(edit, sketch, this.#inPlay);
    const meeting: Meeting = { user, inPlay: this.#inPlay, leftOut: this.#leftOut };
    // The other User must be as it was before, whatever is read of it after.
    const expected = new Map<UserSymbol, JsonObject>([...this.#users].map(([symbol, { seen }]) => [symbol, seen]));
    let judged: JudgedEdit | undefined;
    const held = await context.hold(async () => {
      judged =
        edit.do === "put" ? await judgePut(this.#ground, edit, meeting) : await judgePatch(this.#ground, edit, meeting);
      await this.#othersUnchanged(edit);
    });
    this.#sketches.set(edit.user, afterEdit(edit, sketch));
    if (judged !== undefined) expected.set(edit.user, judged.expected);
    if (judged?.seen !== undefined) this.#users.set(edit.user, { ...user, seen: judged.seen });
    this.#passes.push(...held.judgements.filter(({ outcome }) => outcome === "passed"));
    const failures = held.judgements.filter((one): one is FailedJudgement => one.outcome === "failed");
    if (failures.length > 0) {
      this.#failed = this.#record(edit, kinds, from, failures, expected, await this.#look());
      return;
    }
    this.#record(edit, kinds, from, [], expected);
    this.#noVerdict = held.noVerdict;
  }

  /** Gives the Users back, also after an error. */
  async end(): Promise<void> {
    for (const { fixture } of this.#users.values()) await this.#ground.context.discard(fixture);
  }

  #user(symbol: UserSymbol): LiveUser {
    const user = this.#users.get(symbol);
    if (user === undefined) throw new RangeError(`the history has no User ${symbol}`);
    return user;
  }

  async #othersUnchanged(edit: UserEdit): Promise<void> {
    for (const [symbol, { fixture, seen }] of this.#users) {
      if (symbol === edit.user) continue;
      const now = await expectUserUnchanged(this.#ground.context, {
        id: fixture.id,
        before: seen,
        paths: watchedPaths(seen, this.#inPlay),
        requirement: edit.do === "put" ? "RFC7644-3.5.1-TARGET-ONLY" : "RFC7644-3.5.2-TARGET-ONLY",
        although: "the request named another User",
      });
      this.#users.set(symbol, { ...this.#user(symbol), seen: now });
    }
  }

  /** After a failure: what every User shows now, for the story. */
  async #look(): Promise<ReadonlyMap<UserSymbol, JsonObject>> {
    const seen = new Map<UserSymbol, JsonObject>();
    for (const [symbol, { fixture }] of this.#users) {
      const look = await this.#ground.context.readUser(fixture.id, { holds: () => true, names: [] });
      if (look.kind === "present") seen.set(symbol, look.resource);
    }
    return seen;
  }

  #record(
    edit: UserEdit | undefined,
    kinds: readonly string[],
    from: number,
    failures: readonly FailedJudgement[],
    expected: ReadonlyMap<UserSymbol, JsonObject>,
    actual: ReadonlyMap<UserSymbol, JsonObject> = new Map([...this.#users].map(([symbol, { seen }]) => [symbol, seen])),
  ): UserStep {
    const known = expected.size > 0 ? expected : actual;
    const exchanges = this.#ground.context.sent.slice(from);
    const step: UserStep = { edit, kinds, expected: known, actual, exchanges, failures };
    this.#steps.push(step);
    return step;
  }
}

function afterEdit(edit: UserEdit, sketch: Sketch): Sketch {
  if (edit.do === "put") {
    return Object.entries(edit.set).reduce((one, [path, content]) => withContent(one, path, content), sketch);
  }
  const isRefused = edit.operations.some(({ op }) => op === "invalid");
  return isRefused ? sketch : edit.operations.reduce((one, operation) => sketched(operation, one), sketch);
}
