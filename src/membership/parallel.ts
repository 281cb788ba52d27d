import type { CounterexampleStep, Exchange } from "../result/index.ts";
import {
  addMembers,
  isSuccess,
  NoVerdict,
  type PatchStyle,
  removeMembers,
  renameTo,
  type Scenario,
  type ScenarioContext,
  statusText,
} from "../scenarios/index.ts";
import { type Binder, bind } from "./bind.ts";
import type { UserSymbol } from "./history.ts";
import { partingWords, people, personName } from "./words.ts";

const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";

/** Edits of one Group that are sent at once, each about another user: no order among them matters. */
export interface ParallelHistory {
  readonly kind: "parallel";
  readonly start: readonly UserSymbol[];
  readonly add: readonly UserSymbol[];
  readonly remove: readonly UserSymbol[];
  /** Another request renames the Group at the same time. */
  readonly rename?: boolean;
}

/** What one round came to. */
interface Round {
  readonly history: ParallelHistory;
  readonly expected: ReadonlySet<UserSymbol>;
  readonly actual: ReadonlySet<UserSymbol>;
  /** Users whose change was not acknowledged: whatever became of them is right. */
  readonly open: ReadonlySet<UserSymbol>;
  readonly lost: boolean;
  readonly exchanges: readonly string[];
}

// The fewest edits come first: what shows with two of them needs no more to be understood.
const FORMS: readonly ParallelHistory[] = [
  { kind: "parallel", start: [], add: ["u1", "u2"], remove: [] },
  { kind: "parallel", start: ["u1"], add: ["u2"], remove: ["u1"] },
  { kind: "parallel", start: [], add: ["u1", "u1"], remove: [] },
  { kind: "parallel", start: ["u1"], add: ["u2"], remove: [], rename: true },
  { kind: "parallel", start: ["u1", "u2", "u3"], add: ["u4"], remove: ["u1", "u2"] },
  { kind: "parallel", start: ["u1"], add: ["u2", "u3", "u4", "u5", "u6"], remove: [] },
  { kind: "parallel", start: ["u1", "u2", "u3", "u4"], add: ["u5", "u6", "u7"], remove: ["u1", "u2", "u3"] },
];

const ROUNDS = { smoke: 1, standard: 3, thorough: 20 } as const;

// So often is a form that lost something repeated, to tell how often it does.
const REPEATS = 6;

/**
 * Parallel PATCHes of one Group: an acknowledged change may not be lost. 409, 412, 429 and 503 are right answers, and
 * only what was acknowledged with 2xx counts. Told with the rate at which it happens, apart from all else: no seed
 * brings the same interleaving twice.
 */
export const parallelEdits: Scenario = {
  id: "patch.group.parallel",
  title: "No change is lost that a server acknowledges while others change the same Group",
  depth: "standard",
  requirements: [KEPT],
  users: 3,
  groups: 1,
  makes: ({ runs, depth }) => ({ users: 7, groups: FORMS.length * (runs ?? ROUNDS[depth]) }),
  // Alone at the end: other scenarios would take the connections that are to be used at once.
  last: true,
  run: async (context) => {
    const { effort } = context;
    if (effort.concurrency < 2) throw new NoVerdict("not-applicable", "needs --concurrency 2 or more");
    const style: PatchStyle = { shapes: await context.patchShapes(), profile: context.contract.profile };
    const binder = await bind(context, 7);
    const replay = effort.replay?.history as ParallelHistory | undefined;
    const forms = replay === undefined ? FORMS.filter((form) => fits(form, binder)) : [replay];
    if (forms.length === 0) throw new NoVerdict("blocked", "give 2 users with --fixture users=ID,ID");
    const rounds = replay === undefined ? (effort.runs ?? ROUNDS[effort.depth]) : REPEATS;
    for (const form of forms) {
      const failing = await firstLost(context, style, binder, form, rounds);
      if (failing === undefined) continue;
      await report(context, style, binder, failing);
      return;
    }
    context.judge({ requirement: KEPT, invariant: "members", shape: "edit-parallel", outcome: "passed" });
  },
};

function fits({ start, add, remove }: ParallelHistory, { size }: Binder): boolean {
  return [...start, ...add, ...remove].every((user) => Number(user.slice(1)) <= size);
}

async function firstLost(
  context: ScenarioContext,
  style: PatchStyle,
  binder: Binder,
  form: ParallelHistory,
  rounds: number,
): Promise<Round | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const outcome = await runRound(context, style, binder, form);
    if (outcome.lost) return outcome;
  }
  return undefined;
}

async function runRound(
  context: ScenarioContext,
  style: PatchStyle,
  binder: Binder,
  history: ParallelHistory,
): Promise<Round> {
  const from = context.sent.length;
  const group = await context.group(history.start.map(binder.idOf));
  try {
    const send = async (
      user: UserSymbol,
      operations: readonly unknown[],
      title: string,
    ): Promise<[UserSymbol, Exchange]> => [
      user,
      await context.write(group.id, operations, {
        title,
        intent: { kind: "open", why: "other requests change the same Group at the same time" },
        apart: true,
      }),
    ];
    const sent = [
      ...history.add.map((user) =>
        send(user, addMembers(style, [binder.idOf(user)]), `at once: add ${personName(user)}`),
      ),
      ...history.remove.map((user) =>
        send(user, removeMembers(style, [binder.idOf(user)]), `at once: remove ${personName(user)}`),
      ),
    ];
    const name = history.rename === true ? context.name("renamed at once") : undefined;
    const renamed = name === undefined ? undefined : send("", [renameTo(style, name)], "at once: rename");
    const answers = await Promise.all(sent);
    const nameAnswer = await renamed;
    judgeFailures(context, answers);
    const unacknowledged = answers.filter(([, answer]) => !isSuccess(answer));
    if (unacknowledged.length === answers.length) {
      const [, answer] = unacknowledged[0] ?? [];
      throw new NoVerdict(
        "inconclusive",
        `none of the parallel requests was acknowledged (${answer === undefined ? "no answer" : statusText(answer)})`,
      );
    }
    const open = new Set(unacknowledged.map(([user]) => user));
    const expected = new Set([...history.start, ...history.add].filter((user) => !history.remove.includes(user)));
    const ids = new Set([...expected].filter((user) => !open.has(user)).map(binder.idOf));
    const seen = await context.read(group.id, { displayName: group.displayName, members: ids });
    // A list shows it as well as a GET.
    if (seen.kind === "not-offered") {
      throw new NoVerdict("not-applicable", "the server offers no way to read the Group back");
    }
    if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
    const actual = new Set([...seen.members.values].map((id) => binder.symbolOf(id)));
    const closed = (users: ReadonlySet<UserSymbol>): UserSymbol[] => [...users].filter((user) => !open.has(user));
    const isRenamed = nameAnswer === undefined || !isSuccess(nameAnswer[1]) || seen.displayName === name;
    judgeRepeated(
      context,
      seen.members.repeated.map((id) => binder.symbolOf(id)),
    );
    const lost =
      !isRenamed ||
      closed(expected).some((user) => !actual.has(user)) ||
      closed(actual).some((user) => !expected.has(user));
    if (!lost) context.confirmed(seen.by);
    return { history, expected, actual, open, lost, exchanges: context.sent.slice(from) };
  } finally {
    await context.discard(group);
  }
}

/** A server may turn one of several away with 503 (RFC 9110 section 15.6.4); it may not fail. */
function judgeFailures(context: ScenarioContext, answers: readonly (readonly [UserSymbol, Exchange])[]): void {
  const common = {
    requirement: "RFC7644-3.12-NO-5XX",
    invariant: "status-5xx-parallel",
    shape: "edit-parallel",
  } as const;
  const failed = answers
    .map(([, answer]) => answer)
    .find(({ response }) => {
      const status = response?.status ?? 0;
      return status >= 500 && status !== 503;
    });
  if (failed === undefined) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["2xx, or 409, 412, 429 or 503"],
      actual: statusText(failed),
      message: `The server failed with ${statusText(failed)} while several requests changed one Group.`,
    });
  }
}

/** Somebody who is added by two requests at once is a member once. */
function judgeRepeated(context: ScenarioContext, repeated: readonly UserSymbol[]): void {
  // Filed with repetitions that need no second request at the same time: mostly that is the cause.
  const common = { requirement: "RFC7643-2.4-NO-DUP", invariant: "members", shape: "members-duplicate" } as const;
  if (repeated.length === 0) {
    context.judge({ ...common, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: ["each member once"],
    actual: `more than once: ${people(repeated)}`,
    message: "A member whom parallel requests added is listed more than once.",
    pointer: "/members",
  });
}

async function report(context: ScenarioContext, style: PatchStyle, binder: Binder, failing: Round): Promise<void> {
  let failed = 0;
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const again = await runRound(context, style, binder, failing.history);
    if (again.lost) failed += 1;
  }
  const { history, expected, actual, open, exchanges } = failing;
  const start = new Set(history.start);
  const shown = (users: Iterable<UserSymbol>): string[] => [...users].map(personName);
  const words = [
    history.rename === true ? "rename" : "",
    history.add.length === 0 ? "" : `add ${history.add.map(personName).join(" | add ")}`,
    history.remove.length === 0 ? "" : `remove ${history.remove.map(personName).join(" | remove ")}`,
  ]
    .filter((part) => part !== "")
    .join(" | ");
  const parting = partingWords(without(expected, open), without(actual, open), start);
  const parted = parting === "" ? "the new name is lost" : parting;
  const steps: readonly CounterexampleStep[] = [
    step(0, `begin with ${people(start)} in Group 1`, shown(start), shown(start), false, exchanges.slice(0, 1)),
    step(1, `at once: ${words}`, shown(expected), shown(actual), true, exchanges.slice(1)),
  ];
  context.judge({
    requirement: KEPT,
    alsoViolates: ["RFC7644-3.12-SUCCESS-MEANS-DONE"],
    invariant: "members",
    shape: "edit-parallel",
    outcome: "failed",
    expected: [`every acknowledged change done: ${people(without(expected, open))}`],
    actual: `${people(actual)}; in ${failed} of ${REPEATS} repetitions a change was lost again`,
    message: "Of changes that were acknowledged while others changed the same Group, some were lost.",
    pointer: "/members",
    exchanges: exchanges.map((id) => ({ id })),
    counterexample: {
      property: context.scenario,
      history,
      story: `Group 1 has ${people(start)} → at once: ${words} → ${parted}`,
      steps,
      edits: history.add.length + history.remove.length,
      members: new Set([...history.start, ...history.add, ...history.remove]).size,
      reruns: { failed, of: REPEATS },
      effort: { histories: 1, shrinkRuns: 0 },
    },
  });
}

function step(
  number: number,
  words: string,
  expected: readonly string[],
  actual: readonly string[],
  parted: boolean,
  exchanges: readonly string[],
): CounterexampleStep {
  return { number, words, subjects: [{ id: "g1", name: "Group 1", expected, actual }], parted, exchanges };
}

function without(users: ReadonlySet<UserSymbol>, others: ReadonlySet<UserSymbol>): ReadonlySet<UserSymbol> {
  return new Set([...users].filter((user) => !others.has(user)));
}
