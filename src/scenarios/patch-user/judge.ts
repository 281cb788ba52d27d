import type { Exchange, Intent, ShapeClass } from "../../result/index.ts";
import { isObject, type JsonObject, type LegalOutcome, type PatchOperation, SCIM_TYPES } from "../../scim/index.ts";
import { bodyIn, isRefusal, isSuccess, needAnswer, notTheServersFault, scimTypeOf, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { judgeRefusedWrongly } from "../refused-wrongly.ts";
import { AGAINST_ADVICE, againstAdvice } from "./advice.ts";
import { expectPatchedUser } from "./expect-patched-user.ts";
import { isOneOf, leftSomethingOut } from "./half-done.ts";
import { expectUserUnchanged } from "./unchanged.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const ATOMIC = "RFC7644-3.5.2-ATOMIC";
const FITS = "RFC7644-3.12-SCIMTYPE-FITS";
const BAD_VALUE = "RFC7644-3.12-400-INVALIDVALUE";
const LENIENT = "LENIENT-ACCEPTED";
const NO_TARGET = "RFC7644-3.5.2.3-VALUEPATH-NOTARGET";

/** Requirements whose sentence names the status 400, and with it a `scimType`. */
const NAMES_400: ReadonlySet<string> = new Set([
  NO_TARGET,
  "RFC7644-3.5.2.2-PATH-REQUIRED",
  "RFC7644-3.5.2-PATH-GRAMMAR",
  BAD_VALUE,
]);
/** Those that name the `scimType` of the refusal and leave its status open. */
const NAMES_TYPE: ReadonlySet<string> = new Set([...NAMES_400, "RFC7644-3.5.2.2-REQUIRED", "RFC7644-3.5.2.2-READONLY"]);

/** A PATCH of a User as it was answered, and what it is held against. */
export interface AskedOfUser {
  readonly id: string;
  /** The User as it was read last. */
  readonly before: JsonObject;
  readonly answer: Exchange;
  /** Everything that may come of the request, the letter of the RFC first. */
  readonly outcomes: readonly LegalOutcome[];
  /** What is looked at. */
  readonly paths: readonly string[];
  /** The requirements that the request rests on, the first the one that a wrong answer or state breaks. */
  readonly rules: readonly string[];
  readonly shape: ShapeClass;
  /** Why the server may refuse what the oracle finds in order. */
  readonly mayRefuse?: string;
  /** What was asked, where that is several operations: half of them done breaks more than one sentence. */
  readonly several?: readonly PatchOperation[];
  /** Sends the same in a way that every server knows. @returns true where it is refused as well */
  readonly isRefusedPlainly?: () => Promise<boolean>;
  /** Of several operations the one that cannot be carried out: what the others come to, and whether it is taken alone. */
  readonly wrong?: { readonly ends: readonly JsonObject[]; readonly isTaken: () => Promise<boolean> };
  /** The states that a lenient server may make of a request that is wrong, where no sentence names its refusal. */
  readonly taken?: readonly JsonObject[];
}

/** What the sender of operations knows about them. */
export function intentFor(outcomes: readonly LegalOutcome[], mayRefuse: string | undefined): Intent {
  if (outcomes.every(({ kind }) => kind === "refused")) return { kind: "provoked", cause: "bad-body" };
  if (mayRefuse !== undefined) return { kind: "open", why: mayRefuse };
  if (outcomes.every(({ kind }) => kind === "state")) return { kind: "valid" };
  return { kind: "open", why: "what RFC 7644 section 3.5.2 leaves open" };
}

/**
 * Holds the answer to a PATCH of a User, and what a read shows, against every end that is legal.
 *
 * @returns the User as it was read; undefined where what it is now is open
 * @throws NoVerdict when the answer says nothing, or the User cannot be seen
 */
export async function judgeUserPatch(context: ScenarioContext, asked: AskedOfUser): Promise<JsonObject | undefined> {
  const { id, before, answer, outcomes, paths, rules, shape } = asked;
  needAnswer(answer);
  if (isRefusal(answer)) {
    if (asked.isRefusedPlainly !== undefined) return await judgeForm(context, asked, asked.isRefusedPlainly);
    judgeRefusal(context, asked);
    return await expectStill(context, asked);
  }
  if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
  const states = outcomes.flatMap((one) => (one.kind === "state" ? [one] : []));
  if (states.length === 0) {
    await judgeAcceptance(context, asked);
    return undefined;
  }
  const { expected, seen } = await expectPatchedUser(context, { id, before, answer, states, paths, rules, shape });
  learnChoice(context, answer, outcomes, expected);
  return seen;
}

async function expectStill(
  context: ScenarioContext,
  { id, before, answer, paths, shape, several }: AskedOfUser,
): Promise<JsonObject> {
  return await expectUserUnchanged(context, {
    id,
    before,
    paths,
    shape,
    requirement: REFUSED,
    ...(several === undefined ? {} : { alsoViolates: [ATOMIC] }),
    although: `the PATCH was refused with ${statusText(answer)}`,
  });
}

/** A refusal is put down to the form of a request only where the same is taken in another. */
async function judgeForm(
  context: ScenarioContext,
  asked: AskedOfUser,
  isRefusedPlainly: () => Promise<boolean>,
): Promise<undefined> {
  await expectStill(context, asked);
  if (await isRefusedPlainly()) {
    throw new NoVerdict("not-applicable", "the server refuses the same in its plain form, which other scenarios judge");
  }
  judgeRefusal(context, asked);
}

function judgeRefusal(context: ScenarioContext, asked: AskedOfUser): void {
  const { answer, outcomes, rules, shape, mayRefuse } = asked;
  const ended = notTheServersFault(answer);
  if (ended !== undefined) throw new NoVerdict("inconclusive", ended);
  const [rule = REFUSED, ...also] = rules;
  const refusals = outcomes.filter(({ kind }) => kind === "refused");
  if (refusals.length === outcomes.length) {
    for (const requirement of rules) context.judge({ requirement, invariant: "refused", shape, outcome: "passed" });
    judgeNamed(context, asked);
    return;
  }
  const advised = refusals.flatMap((one) => againstAdvice(one) ?? [])[0];
  if (mayRefuse !== undefined || (refusals.length > 0 && advised === undefined)) {
    learn(context, answer, `is refused with ${statusText(answer)}`);
    return;
  }
  judgeRefusedWrongly(context, {
    requirement: advised === undefined ? rule : AGAINST_ADVICE,
    alsoViolates: advised === undefined ? also : [],
    shape,
    answer,
    advised,
  });
}

/** The status and the `scimType` of a refusal, where a sentence names them and the document has such a status. */
function judgeNamed(context: ScenarioContext, { answer, outcomes, rules, shape }: AskedOfUser): void {
  const status = answer.response?.status ?? 0;
  const [first = ""] = rules;
  judgeBody(context, answer, shape);
  const isDeclared = context.operation.responses.some((response) => /^4(?:00|XX)$/u.test(response.status));
  const named = rules.find((rule) => NAMES_400.has(rule));
  if (named !== undefined && isDeclared) {
    const common = { requirement: named, invariant: "status", shape } as const;
    if (status === 400) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["400"],
        actual: statusText(answer),
        message: `A request that is to be refused with 400 was refused with ${statusText(answer)}.`,
      });
    }
  }
  const given = scimTypeOf(answer);
  // A keyword that nobody has registered is another check's matter, and so is one of a vendor's own.
  if (given === undefined || !SCIM_TYPES.has(given) || !NAMES_TYPE.has(first)) return;
  const wanted = [...new Set(outcomes.flatMap((one) => (one.kind === "refused" ? one.scimTypes : [])))];
  const common = { requirement: FITS, invariant: "scimType", shape } as const;
  if (wanted.some((type) => type === given)) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: wanted,
      actual: given,
      message: `The refusal says \`${given}\`, and the RFC names another keyword for it.`,
      pointer: "/scimType",
    });
  }
}

/** A PATCH that fails is answered with an error body, unless the document has errors without any. */
function judgeBody(context: ScenarioContext, answer: Exchange, shape: ShapeClass): void {
  const common = { requirement: "RFC7644-3.5.2-ERR-BODY", invariant: "body", shape } as const;
  if (isObject(bodyIn(answer))) return context.judge({ ...common, outcome: "passed" });
  const errors = context.operation.responses.filter(({ status }) => /^(?:4|default)/u.test(status));
  if (errors.length > 0 && errors.every(({ content }) => !content.some(({ type }) => /json/iu.test(type)))) return;
  return context.judge({
    ...common,
    outcome: "failed",
    expected: ["a JSON object that says what failed"],
    actual: `${statusText(answer)} without one`,
    message: "A PATCH that failed was answered without the body of an error.",
  });
}

/** No state is legal: the request was to be refused. */
async function judgeAcceptance(context: ScenarioContext, asked: AskedOfUser): Promise<void> {
  const { id, before, answer, rules, shape, paths, several, taken } = asked;
  if (taken !== undefined && (await isOneOf(context, { id, ends: taken, paths }))) {
    context.judge({
      requirement: LENIENT,
      invariant: "taken",
      shape,
      outcome: "failed",
      expected: ["a refusal with 4xx"],
      actual: `${statusText(answer)}, and what can be meant by it was carried out`,
      message: "A PATCH that is not of the form which RFC 7644 has for it was accepted.",
    });
    return;
  }
  const isPart =
    several !== undefined &&
    (await leftSomethingOut(context, { id, before, operations: several, paths })) &&
    !(await isTakenForDone(context, asked));
  // Of a request that was carried out whole, atomicity is no question: only that it was to be refused.
  const named = isPart ? rules : rules.filter((rule) => rule !== ATOMIC);
  const [requirement = REFUSED, ...also] = named;
  context.judge({
    requirement,
    alsoViolates: [...also, ...(isPart && !named.includes(ATOMIC) ? [ATOMIC] : [])],
    invariant: "refused",
    shape,
    outcome: "failed",
    expected: ["a refusal with 4xx"],
    actual: statusText(answer),
    message: "The server accepts a request that it is to refuse.",
  });
}

/** Whether the wrong operation is acknowledged alone as well, and all others are carried out: nothing has failed to the server. */
async function isTakenForDone(context: ScenarioContext, { id, paths, wrong }: AskedOfUser): Promise<boolean> {
  if (wrong === undefined || !(await isOneOf(context, { id, ends: wrong.ends, paths }))) return false;
  return await wrong.isTaken();
}

/** Which of several legal ends the server has chosen. */
function learnChoice(
  context: ScenarioContext,
  answer: Exchange,
  outcomes: readonly LegalOutcome[],
  expected: JsonObject,
): void {
  if (outcomes.length < 2) return;
  const chosen = outcomes.find((one) => one.kind === "state" && one.resource === expected);
  const how = chosen?.departures.map(({ question, answer: way }) => `${question}: ${way}`) ?? [];
  learn(context, answer, how.length === 0 ? "is taken by the letter" : `is taken (${how.join(", ")})`);
}

function learn(context: ScenarioContext, { title }: Exchange, value: string): void {
  const slug = title.toLowerCase().replaceAll(/[^a-z0-9]+/gu, "-");
  context.learn({ id: `patch.user.${slug}`, title, value });
}
