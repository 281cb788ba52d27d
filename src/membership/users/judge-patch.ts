import type { Exchange, Intent } from "../../result/index.ts";
import {
  expectPatchedUser,
  expectUserUnchanged,
  isRefusal,
  isSuccess,
  judgeRefusedWrongly,
  NoVerdict,
  needAnswer,
  notTheServersFault,
  outcomesFor,
  type ScenarioContext,
  statusText,
  valueAt,
} from "../../scenarios/index.ts";
import { isObject, type JsonObject, type LegalOutcome } from "../../scim/index.ts";
import { type JudgedEdit, type Meeting, SHAPE, type UserGround } from "./ground.ts";
import type { UserEdit } from "./history.ts";
import { hasTwins, hasTypeTwins } from "./judge-put.ts";
import { patchOperations } from "./patch-operations.ts";
import { ruleOf, ruleOfForm } from "./patch-rules.ts";
import { editWords } from "./words.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const ATOMIC = "RFC7644-3.5.2-ATOMIC";
const SEQUENTIAL = "RFC7644-3.5.2-SEQUENTIAL";
const OP_KNOWN = "RFC7644-3.5.2-OP-KNOWN";
const NO_TARGET = "RFC7644-3.5.2.3-VALUEPATH-NOTARGET";

type Patch = Extract<UserEdit, { do: "patch" }>;

/**
 * Sends one PATCH and holds the answer, and what a read shows, against every end that RFC 7644 section 3.5.2 allows it.
 *
 * @throws NoVerdict when it cannot be judged
 */
export async function judgePatch({ context }: UserGround, edit: Patch, meeting: Meeting): Promise<JudgedEdit> {
  const { user, inPlay } = meeting;
  const { fixture, binder, seen } = user;
  const operations = patchOperations(edit.operations, edit.form, binder, seen);
  const outcomes = outcomesFor(seen, operations);
  const why = openQuestion(edit, meeting) ?? typeTwins(edit, outcomes);
  const answer = await context.write(fixture.id, operations, {
    title: editWords(edit),
    intent: intentOf(outcomes, why),
  });
  needAnswer(answer);
  const paths = watchedPaths(seen, inPlay);
  const asked: Asked = {
    edit,
    answer,
    outcomes,
    rules: rulesOf(edit, outcomes),
    ...(why === undefined ? {} : { why }),
  };
  if (isRefusal(answer)) {
    const isOdd = edit.form !== undefined && !mayRefuse(asked);
    if (!isOdd) judgeRefusal(context, asked);
    const now = await expectUserUnchanged(context, {
      id: fixture.id,
      before: seen,
      paths,
      requirement: REFUSED,
      ...(edit.operations.length > 1 ? { alsoViolates: [ATOMIC] } : {}),
      although: `the PATCH was refused with ${statusText(answer)}`,
    });
    if (isOdd) judgeRefusal(context, await plainly(context, asked, meeting));
    return { expected: seen, seen: now };
  }
  const states = outcomes.flatMap((one) => (one.kind === "state" ? [one] : []));
  if (states.length === 0) {
    judgeAcceptance(context, asked);
    return { expected: seen, seen: undefined };
  }
  const patched = { id: fixture.id, was: seen, answer, states, paths: judgedPaths(edit, paths), rules: asked.rules };
  if (edit.operations.length > 1 || !mayLackTarget(edit, outcomes)) return await expectPatchedUser(context, patched);
  return await expectTargetless(context, asked, patched);
}

/** Where nothing is there to be replaced, what is taken and leaves everything as it was was to be refused. */
async function expectTargetless(
  context: ScenarioContext,
  asked: Asked,
  patched: Parameters<typeof expectPatchedUser>[1],
): Promise<JudgedEdit> {
  let judged: JudgedEdit | undefined;
  const held = await context.hold(async () => {
    judged = await expectPatchedUser(context, patched);
  });
  const isWrong = held.judgements.some(({ outcome }) => outcome === "failed");
  const { was = {}, paths } = patched;
  const seen = judged?.seen;
  const isIdle = seen !== undefined && paths.every((path) => shown(valueAt(was, path)) === shown(valueAt(seen, path)));
  if (isWrong && isIdle) judgeAcceptance(context, asked);
  else for (const judgement of held.judgements) context.judge(judgement);
  if (judged === undefined) throw held.noVerdict ?? new NoVerdict("inconclusive", "the PATCH could not be judged");
  return judged;
}

function shown(value: unknown): string | undefined {
  return JSON.stringify(value);
}

/** A PATCH that was answered, and what may come of it. */
interface Asked {
  readonly edit: Patch;
  readonly answer: Exchange;
  readonly outcomes: readonly LegalOutcome[];
  readonly rules: readonly string[];
  /** Why the server may refuse what the oracle finds in order. */
  readonly why?: string;
}

/** Whether a refusal may be right: the RFC leaves it open, or advises against it at most. */
function mayRefuse({ outcomes, why }: Asked): boolean {
  return why !== undefined || outcomes.some(({ kind }) => kind === "refused");
}

/**
 * What was asked as it is to be judged: where the same is refused with bare paths as well, the way of writing them is not
 * to blame. The request may change the User: a step that fails is the last of its history.
 */
async function plainly(context: ScenarioContext, asked: Asked, { user }: Meeting): Promise<Asked> {
  const { form: _, ...edit } = asked.edit;
  const operations = patchOperations(edit.operations, undefined, user.binder, user.seen);
  const title = `${editWords(edit)}, to tell what is refused`;
  const answer = await context.write(user.fixture.id, operations, {
    title,
    intent: intentOf(asked.outcomes, asked.why),
  });
  return isRefusal(answer) ? { ...asked, edit, rules: rulesOf(edit, asked.outcomes) } : asked;
}

function judgeRefusal(context: ScenarioContext, asked: Asked): void {
  const { edit, answer, outcomes, rules } = asked;
  const ended = notTheServersFault(answer);
  if (ended !== undefined) throw new NoVerdict("inconclusive", ended);
  if (outcomes.every(({ kind }) => kind === "refused")) judgeNoTarget(context, edit, answer);
  // What is only advised, as to add again what is there, is asserted by scenarios, in requests of its own.
  if (mayRefuse(asked)) return;
  const [rule = SEQUENTIAL] = rules;
  judgeRefusedWrongly(context, {
    requirement: ruleOfForm(edit.form, edit.operations) ?? rule,
    shape: SHAPE,
    answer,
    advised: undefined,
  });
}

/** A filter that selects nothing, in a request of its own: the status is 400, where the document has it. */
function judgeNoTarget(context: ScenarioContext, { operations }: Patch, answer: Exchange): void {
  const [only, ...others] = operations;
  const isDeclared = context.operation.responses.some(({ status }) => /^4(?:00|XX)$/u.test(status));
  if (only === undefined || others.length > 0 || !("where" in only) || only.op !== "replace" || !isDeclared) return;
  const common = { requirement: NO_TARGET, invariant: "status", shape: SHAPE } as const;
  if (answer.response?.status === 400) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["400"],
      actual: statusText(answer),
      message: "A replacement through a filter that selects nothing is refused with another status than 400.",
    });
  }
}

/** No state is legal: the request was to be refused. */
function judgeAcceptance(context: ScenarioContext, { edit: { operations }, answer, rules }: Asked): void {
  if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
  const isInvalid = operations.some(({ op }) => op === "invalid");
  const requirement = isInvalid ? OP_KNOWN : NO_TARGET;
  context.judge({
    requirement,
    alsoViolates: operations.length === 1 ? [] : [ATOMIC, ...rules.filter((rule) => rule !== requirement)],
    invariant: "refused",
    shape: SHAPE,
    outcome: "failed",
    expected: ["a refusal with 4xx"],
    actual: statusText(answer),
    message: isInvalid
      ? "The server accepts an operation that is not valid."
      : "The server accepts a replacement through a filter that selects nothing.",
  });
}

/** The requirements of an edit, the first the one that a wrong outcome breaks. */
function rulesOf(edit: Patch, outcomes: readonly LegalOutcome[]): readonly string[] {
  const { operations, form } = edit;
  const written = ruleOfForm(form, operations);
  return [
    // What fails bare as well is told of the bare ones: see `plainerUsers`.
    ...(written === undefined ? [] : [written]),
    ...(operations.length > 1 ? [SEQUENTIAL] : []),
    ...new Set(operations.map(ruleOf)),
    ...(mayLackTarget(edit, outcomes) ? [NO_TARGET] : []),
  ];
}

/** Whether there may be nothing that a replacement through a filter is about. */
function mayLackTarget({ operations }: Patch, outcomes: readonly LegalOutcome[]): boolean {
  return (
    operations.some((operation) => operation.op === "replace" && "where" in operation) &&
    outcomes.some((one) => one.kind === "refused" && one.scimTypes.includes("noTarget"))
  );
}

function intentOf(outcomes: readonly LegalOutcome[], why: string | undefined): Intent {
  if (why !== undefined) return { kind: "open", why };
  if (outcomes.every(({ kind }) => kind === "state")) return { kind: "valid" };
  if (outcomes.every(({ kind }) => kind === "refused")) return { kind: "provoked", cause: "bad-body" };
  return { kind: "open", why: "what RFC 7644 section 3.5.2 leaves open" };
}

/** Why a server may refuse an operation that the oracle finds in order; undefined when it may not. */
function openQuestion({ operations }: Patch, { user }: Meeting): string | undefined {
  for (const operation of operations) {
    if (operation.op === "invalid") continue;
    const { path } = operation;
    if (operation.op === "remove") return `a User without some of ${path}, which a server may need`;
    if (user.binder.list(path)?.open === true) return `which values of ${path} exist`;
    if (!("entries" in operation)) continue;
    if (operation.entries.length === 0) return `a User without ${path}, which a server may need`;
    const present = operation.op === "add" ? operation.entries.some((entry) => isValueThere(entry, user, path)) : false;
    if (hasTwins(operation.entries) || present) return `the same value twice in ${path}`;
  }
  return undefined;
}

/** Why a server may refuse what would leave two entries of one type in a list; undefined when it would not. */
function typeTwins({ operations }: Patch, outcomes: readonly LegalOutcome[]): string | undefined {
  const paths = operations.flatMap((operation) => (operation.op === "invalid" ? [] : [operation.path]));
  const path = paths.find((each) =>
    outcomes.some((one) => {
      const list = one.kind === "state" ? valueAt(one.resource, each) : undefined;
      return Array.isArray(list) && hasTypeTwins(list.filter(isObject));
    }),
  );
  return path === undefined ? undefined : `two entries of one type in ${path}`;
}

function isValueThere(entry: { readonly value: string }, { binder, seen }: Meeting["user"], path: string): boolean {
  const list = valueAt(seen, path);
  const main = binder.list(path)?.main ?? "value";
  return (Array.isArray(list) ? (list as JsonObject[]) : []).some(
    (one) => binder.symbolOf(path, valueAt(one, main)) === entry.value,
  );
}

/** What is looked at: what the history writes, and what every User has. */
export function watchedPaths(seen: JsonObject, inPlay: readonly string[]): readonly string[] {
  const beside = ["userName", "active", "displayName", "emails", "name.givenName", "name.familyName"];
  return [...inPlay, ...beside.filter((path) => !inPlay.includes(path) && valueAt(seen, path) !== undefined)];
}

/** A server may make one name of another: what it is to be is not said then. */
function judgedPaths(edit: Patch, paths: readonly string[]): readonly string[] {
  const writesName = edit.operations.some(
    (operation) => operation.op !== "invalid" && operation.path.startsWith("name."),
  );
  return writesName ? paths.filter((path) => path !== "displayName") : paths;
}
