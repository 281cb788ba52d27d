import type { Exchange, ShapeClass } from "../result/index.ts";
import { compareMembers, isObject, type MemberSet, sameMembers } from "../scim/index.ts";
import { answeredState, isSuccess, needAnswer, notTheServersFault, statusText } from "./answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type Observation, type ScenarioContext } from "./context.ts";
import { listIds, quote } from "./words.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const MEMBERS = "RFC7644-3.5.1-MEMBERS-REPLACED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";
const FULL = "RFC7644-3.5.1-200-FULL";
const NO_DUP = "RFC7643-2.4-NO-DUP";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";

/** Which requirements a write is held to; those of PUT by default. */
export interface WriteRules {
  readonly name: string;
  readonly members: string;
  readonly full: string;
  /** True where an acknowledgement may come without a body: RFC 7644 section 3.5.2 allows a PATCH 204. */
  readonly bodyOptional: boolean;
}

/** What a PUT is held to (RFC 7644 section 3.5.1). */
export const PUT_RULES: WriteRules = { name: REPLACED, members: MEMBERS, full: FULL, bodyOptional: false };

/** A write that must have taken effect. */
export interface Written {
  readonly group: Pick<GroupFixture, "id">;
  readonly answer: Exchange;
  readonly expected: GroupState;
  readonly shape: ShapeClass;
  /** The requirement that this write is about; a refusal breaks it. Membership by default. */
  readonly about?: string;
  readonly rules?: WriteRules;
}

/** Where a state was seen, and what else a wrong one breaks. */
interface Where {
  readonly by: string;
  readonly alsoViolates: readonly string[];
  readonly rules?: WriteRules;
}

/**
 * Holds an acknowledged write against what it sent: the answer, and an independent read.
 * The read decides what was stored; the answer must tell the same (RFC 7644 sections 3.5.1 and 3.1).
 *
 * @returns what the read showed
 * @throws NoVerdict when the write was not acknowledged, or the result cannot be seen
 */
export async function expectWritten(context: ScenarioContext, written: Written): Promise<Observation> {
  const { answer, expected, group, shape, rules = PUT_RULES } = written;
  needAnswer(answer);
  expectAccepted(context, written);
  const observation = await context.read(group.id, expected);
  const answered = answeredState(answer);
  switch (observation.kind) {
    case "unreadable":
      throw new NoVerdict("inconclusive", `the result could not be read: ${observation.why}`);
    case "absent":
      context.judge({
        requirement: written.about ?? rules.members,
        invariant: "resource-lost",
        shape,
        outcome: "failed",
        expected: ["the Group under its id"],
        actual: `${observation.by} answered ${statusText(observation.exchange)}`,
        message: "After an acknowledged write the Group can no longer be found.",
      });
      throw new NoVerdict("inconclusive", "the Group is gone");
    case "not-offered":
      if (answered !== undefined) {
        const right = judgeState(context, answered, expected, shape, { by: "the answer", alsoViolates: [], rules });
        if (right && showsEarlier(answer, expected)) context.confirmed("later answer");
      }
      break;
    case "present": {
      const { about } = written;
      // A rename that loses members breaks the rule it is made under as well.
      const alsoViolates = [DONE, ...(about === undefined ? [] : [about, rules.name])];
      const stored = judgeState(context, observation, expected, shape, { by: observation.by, alsoViolates, rules });
      if (stored) {
        context.confirmed(observation.by);
        if (written.about !== undefined) {
          context.judge({ requirement: written.about, invariant: "applied", shape, outcome: "passed" });
        }
      }
      if (answered === undefined) judgeMissingBody(context, answer, shape, rules);
      else judgeAnswer(context, { answer, answered, observed: observation }, shape, rules);
      break;
    }
  }
  return observation;
}

/** True where the answer shows what an earlier write has stored, and this request does not carry it. */
function showsEarlier({ request }: Exchange, { displayName, members }: GroupState): boolean {
  const sent = request.body ?? "";
  return (
    !sent.includes(JSON.stringify(displayName).slice(1, -1)) ||
    (members.size > 0 && ![...members].some((id) => sent.includes(id)))
  );
}

/** Judges that a valid request was acknowledged with a 2xx. */
function expectAccepted(context: ScenarioContext, written: Written): void {
  if (isSuccess(written.answer)) return;
  const why = notTheServersFault(written.answer);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  context.judge({
    requirement: written.about ?? ruleOf(written.answer, written.rules),
    invariant: "accepted",
    shape: written.shape,
    outcome: "failed",
    expected: ["200 and the write applied"],
    actual: statusText(written.answer),
    message: `The server did not carry out a valid request: it answered ${statusText(written.answer)}.`,
    pointer: "",
  });
  throw new NoVerdict("inconclusive", `it was answered ${statusText(written.answer)}`);
}

/** The requirement of a request: that of the name where it asks for nothing else. */
function ruleOf({ request }: Exchange, rules: WriteRules = PUT_RULES): string {
  const operations = operationsIn(request.body ?? "");
  return operations.length > 0 && operations.every(isRename) ? rules.name : rules.members;
}

/** The operations of a PATCH message as it was sent; none where it is no such message. */
function operationsIn(text: string): readonly unknown[] {
  try {
    const message = JSON.parse(text) as unknown;
    return isObject(message) && Array.isArray(message["Operations"]) ? (message["Operations"] as unknown[]) : [];
  } catch {
    return [];
  }
}

function isRename(operation: unknown): boolean {
  if (!isObject(operation)) return false;
  const { path, value } = operation;
  if (typeof path === "string") return path.toLowerCase() === "displayname";
  return isObject(value) && Object.keys(value).every((name) => name.toLowerCase() === "displayname");
}

/** Name and members, wherever they were seen. */
export interface Shown {
  readonly displayName: string | undefined;
  readonly members: MemberSet;
}

/** Judges name and members against what was sent; true when both are as sent. */
export function judgeState(
  context: ScenarioContext,
  shown: Shown,
  expected: GroupState,
  shape: ShapeClass,
  where: Where,
): boolean {
  const named = judgeName(context, shown, expected, shape, where);
  return judgeMembers(context, shown.members, expected.members, shape, where) && named;
}

function judgeName(
  context: ScenarioContext,
  shown: Shown,
  expected: GroupState,
  shape: ShapeClass,
  where: Where,
): boolean {
  const requirement = where.rules?.name ?? REPLACED;
  const common = { requirement, invariant: "displayName", shape } as const;
  if (shown.displayName === expected.displayName) {
    context.judge({ ...common, outcome: "passed" });
    return true;
  }
  context.judge({
    ...common,
    alsoViolates: where.alsoViolates.filter((id) => id !== requirement),
    outcome: "failed",
    expected: [quote(expected.displayName)],
    actual: `${quote(shown.displayName)} in ${where.by}`,
    message: "`displayName` is not what the acknowledged write sent.",
    pointer: "/displayName",
  });
  return false;
}

/** Judges a member set; true when it is as expected. Repeated entries are told apart: they are only advised against. */
export function judgeMembers(
  context: ScenarioContext,
  shown: MemberSet,
  expected: ReadonlySet<string>,
  shape: ShapeClass,
  where: Where,
): boolean {
  const difference = compareMembers(expected, shown.values);
  const right = sameMembers(difference);
  const requirement = where.rules?.members ?? MEMBERS;
  if (right) context.judge({ requirement, invariant: "members", shape, outcome: "passed" });
  else {
    const { missing, strangers } = difference;
    const lost = missing.length > 0 ? `lost: ${listIds(missing)}` : "";
    const kept = strangers.length > 0 ? `should not be there: ${listIds(strangers)}` : "";
    context.judge({
      requirement,
      alsoViolates: where.alsoViolates.filter((id) => id !== requirement),
      invariant: missing.length === 0 ? "members-kept" : strangers.length === 0 ? "members-lost" : "members-wrong",
      shape,
      outcome: "failed",
      expected: [expected.size === 0 ? "no members" : `exactly ${listIds(expected)}`],
      actual: `${listIds(shown.values)} in ${where.by}; ${[lost, kept].filter((part) => part !== "").join("; ")}`,
      message: `After an acknowledged write the members are not the ones it sent (${missing.length} lost, ${strangers.length} too many).`,
      pointer: "/members",
    });
  }
  if (shown.repeated.length > 0) judgeRepeated(context, shown.repeated, where.by, shape);
  else context.judge({ requirement: NO_DUP, invariant: "members", shape, outcome: "passed" });
  return right;
}

/** Judges that members are listed more than once. */
function judgeRepeated(context: ScenarioContext, repeated: MemberSet["repeated"], by: string, shape: ShapeClass): void {
  context.judge({
    requirement: NO_DUP,
    invariant: "members",
    shape,
    outcome: "failed",
    expected: ["each member once"],
    actual: `more than once: ${listIds(repeated)} in ${by}`,
    message: "A member is listed more than once.",
    pointer: "/members",
  });
}

/** Judges an acknowledgement without a resource: only a document that declares it so makes that right. */
function judgeMissingBody(context: ScenarioContext, answer: Exchange, shape: ShapeClass, rules: WriteRules): void {
  if (rules.bodyOptional && answer.response?.status === 204) return;
  const status = String(answer.response?.status ?? "");
  const declared = context.operation.responses.find((response) => response.status === status);
  if (declared?.content.length === 0) return;
  context.judge({
    requirement: rules.full,
    invariant: "body",
    shape,
    outcome: "failed",
    expected: ["200 with the whole resource in the body"],
    actual: `${status} without a resource in the body`,
    message: "The write was acknowledged without showing the resource.",
  });
}

/**
 * Whether an answer may come without `members`: where a read shows them on request alone, so does the answer to a write that
 * did not name them (RFC 7643 section 7, `returned`: `request`).
 */
function mayLeaveOut({ request }: Exchange, { by }: { readonly by: string }): boolean {
  return by.includes("attributes=members") && !/\bmembers\b/iu.test(request.body ?? "");
}

/** The answer to a write, and what a read showed after it. */
interface Answered {
  readonly answer: Exchange;
  readonly answered: Shown;
  readonly observed: Shown & { readonly by: string };
}

/** Whether an answer leaves out members that a read shows, and whether it may. */
function leavesOut({ answer, answered, observed }: Answered): "rightly" | "wrongly" | undefined {
  if (answered.members.shown || observed.members.values.size === 0) return undefined;
  return mayLeaveOut(answer, observed) ? "rightly" : "wrongly";
}

function judgeLeftOut(context: ScenarioContext, shape: ShapeClass, rules: WriteRules): void {
  context.judge({
    requirement: rules.full,
    invariant: "members",
    shape,
    outcome: "failed",
    expected: ["the whole resource, members included"],
    actual: "an answer without `members`",
    message: "The answer to the write leaves out `members`.",
  });
}

/** Judges that the answer to a PUT shows members where a read does, whoever they are. */
export function judgeMembersShown(context: ScenarioContext, parts: Answered, shape: ShapeClass): void {
  if (leavesOut(parts) === "wrongly") judgeLeftOut(context, shape, PUT_RULES);
}

/** Judges that the answer to the write told what the read showed. */
function judgeAnswer(context: ScenarioContext, parts: Answered, shape: ShapeClass, rules: WriteRules): void {
  const { observed } = parts;
  const isLeftOut = leavesOut(parts);
  if (isLeftOut === "wrongly") {
    judgeLeftOut(context, shape, rules);
    return;
  }
  const answered = isLeftOut === "rightly" ? { ...parts.answered, members: observed.members } : parts.answered;
  if (answered.members.repeated.length > 0 && observed.members.repeated.length === 0)
    judgeRepeated(context, answered.members.repeated, "the answer", shape);
  const sameName = answered.displayName === observed.displayName;
  const difference = compareMembers(observed.members.values, answered.members.values);
  const same = sameName && sameMembers(difference);
  const common = { requirement: STATE, invariant: sameName ? "members" : "displayName", shape } as const;
  // An answer that lacks what the resource has is not the whole of it, whatever else it tells.
  const onlyLacks = difference.missing.length > 0 && difference.strangers.length === 0;
  const isPart = answered.displayName === undefined || (sameName && onlyLacks);
  if (same) {
    context.judge({ ...common, outcome: "passed" });
    context.judge({ requirement: rules.full, invariant: "members", shape, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    ...(isPart ? { alsoViolates: [rules.full] } : {}),
    outcome: "failed",
    expected: [`what the server keeps: ${quote(observed.displayName)} with ${listIds(observed.members.values)}`],
    actual: `the write was answered with ${quote(answered.displayName)} and ${listIds(answered.members.values)}`,
    message: "The answer to the write shows another state than a read right after it.",
  });
}
