import { jsonBody, type Operation, type SingleViolation, singleViolations } from "../../document/index.ts";
import type { Exchange } from "../../result/index.ts";
import { compareMembers, sameMembers } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { attributeNamed, described } from "../service/described.ts";
import { violationWords } from "../violation-words.ts";
import { listIds, quote } from "../words.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const LENIENT = "LENIENT-ACCEPTED";
const NAME = "RFC7643-4.2-DISPLAYNAME";
const MALFORMED = "RFC7644-3.12-400-MALFORMED";

/** A body that breaks one thing, and the valid change beside it: the canary that shows whether it was applied. */
interface Broken {
  readonly id: string;
  readonly title: string;
  readonly shape: "body-malformed" | "body-type" | "body-required";
  /** True for what is no JSON object: no part of it can have been understood. */
  readonly unparsable: boolean;
  /** True for JSON of another kind: which refusal it gets no sentence says. */
  readonly isJson?: true;
  /** @throws NoVerdict where nothing says that the body is wrong */
  readonly need?: (context: ScenarioContext) => Promise<void>;
  /** The body to send, from the valid body that carries both changes. */
  readonly make: (valid: Record<string, unknown>) => unknown;
}

const UNPARSABLE: readonly Broken[] = [
  broken("malformed-truncated", "JSON that breaks off", (valid) => JSON.stringify(valid).slice(0, -1)),
  broken("malformed-comma", "JSON with a comma too many", (valid) => `${JSON.stringify(valid).slice(0, -1)},}`),
  broken("malformed-quotes", "JSON with single quotes", (valid) => JSON.stringify(valid).replaceAll('"', "'")),
  broken("malformed-text", "plain text", () => "displayName=not json"),
  broken("malformed-empty", "no body at all", () => ""),
  { ...broken("kind-list", "the Group in a list", (valid) => JSON.stringify([valid])), isJson: true },
  { ...broken("kind-null", "null in place of the Group", () => "null"), isJson: true },
  { ...broken("kind-text", "a JSON text in place of the Group", () => '"Group"'), isJson: true },
];

function broken(id: string, title: string, make: Broken["make"]): Broken {
  return { id, title, shape: "body-malformed", unparsable: true, make };
}

/** An entry that says something, though not who it is: an empty one may be dropped as saying nothing. */
const WITHOUT_VALUE: Broken = {
  id: "member-entry-without-value",
  title: "a member that has a display and no value",
  shape: "body-required",
  unparsable: false,
  need: needRequiredValue,
  make: (valid) => ({ ...valid, members: [NOBODY] }),
};
const NOBODY = { display: "nobody of that name" };

/** The RFC's own schema of a Group does not call the `value` of a member required: only a server that does is held to it. */
async function needRequiredValue(context: ScenarioContext): Promise<void> {
  const members = attributeNamed((await described(context, "Group"))?.attributes, "members");
  if (attributeNamed(members?.subAttributes, "value")?.required === true) return;
  if (context.fits(groupBody(context, { displayName: "Group" }, { members: [NOBODY] })))
    throw new NoVerdict("not-applicable", "neither the document nor the server says that a member must have a `value`");
}

/** Each single violation of the declared request schema, and bodies that are no JSON, each with a canary. */
export const invalidBodies: ScenarioFamily["scenarios"] = (_contract, operation) => [
  ...UNPARSABLE.map(scenarioFor),
  ...(declares(operation, "members[].value") ? [scenarioFor(WITHOUT_VALUE)] : []),
  ...declaredViolations(operation).map(fromSchema).map(scenarioFor),
];

function declaredViolations(operation: Operation): readonly SingleViolation[] {
  const body = jsonBody(operation.request.content);
  if (body === undefined) return [];
  // What the RFC has as readOnly is ignored, whatever the document forgot to say of it: a wrong one breaks nothing.
  return singleViolations(body).filter(({ pointer }) => !/^\/(?:id$|meta\/)/u.test(pointer));
}

function fromSchema(violation: SingleViolation): Broken {
  return {
    id: violationWords(violation.id),
    title: violation.description,
    shape: violation.keyword === "required" ? "body-required" : "body-type",
    unparsable: false,
    make: (valid) => violation.apply(valid),
  };
}

function scenarioFor(body: Broken): Scenario {
  return {
    id: `put.group.invalid.${body.id}`,
    title: `A PUT with ${body.title} is refused without effect, or applied`,
    depth: "standard",
    requirements: [REFUSED, DONE, ...(body.unparsable ? [MALFORMED] : [LENIENT, NAME])],
    users: 2,
    groups: 1,
    run: async (context) => {
      await body.need?.(context);
      const [a = "", b = ""] = await context.users(2);
      const group = await context.group([a]);
      const wanted = stateOf(context.name("canary"), [b]);
      const valid = groupBody(context, wanted);
      const sent = body.make(structuredClone(valid));
      const answer = await context.write(group.id, sent, {
        title: `PUT ${body.title}, with a valid change beside it`,
        intent: { kind: "provoked", cause: "bad-body" },
      });
      needAnswer(answer);
      if (isRefusal(answer) || (answer.response?.status ?? 0) >= 500) await judgeRefusal(context, body, group, answer);
      else if (isSuccess(answer)) await judgeAcceptance(context, body, { group, answer, wanted, sent, valid });
      else throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
    },
  };
}

async function judgeRefusal(
  context: ScenarioContext,
  body: Broken,
  group: GroupFixture,
  answer: Exchange,
): Promise<void> {
  const status = answer.response?.status ?? 0;
  if (status < 500) context.judge({ requirement: DONE, invariant: "refused", shape: body.shape, outcome: "passed" });
  if (!body.unparsable && status < 500) {
    context.judge({ requirement: LENIENT, invariant: body.id, shape: body.shape, outcome: "passed" });
  }
  if (body.unparsable && body.isJson !== true && status < 500) {
    const common = { requirement: MALFORMED, invariant: "status", shape: body.shape } as const;
    if (status === 400) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["400"],
        actual: statusText(answer),
        message: `A body that is not JSON was refused with ${status}.`,
      });
    }
  }
  await expectUnchanged(context, {
    id: group.id,
    before: group,
    requirement: REFUSED,
    shape: body.shape,
    although: `the PUT was answered ${statusText(answer)}`,
  });
}

interface Accepted {
  readonly group: GroupFixture;
  readonly answer: Exchange;
  readonly wanted: GroupState;
  readonly sent: unknown;
  readonly valid: Record<string, unknown>;
}

/** A 2xx says that it was done: then the valid part must be there. What became of the broken part is only told. */
async function judgeAcceptance(context: ScenarioContext, body: Broken, accepted: Accepted): Promise<void> {
  const { group, answer, wanted, sent, valid } = accepted;
  const common = { requirement: DONE, invariant: "canary", shape: body.shape } as const;
  if (body.unparsable) {
    context.judge({
      ...common,
      alsoViolates: [MALFORMED],
      invariant: "unparsable-accepted",
      outcome: "failed",
      expected: ["400"],
      actual: statusText(answer),
      message: `A body that is no JSON object (${body.title}) was answered ${statusText(answer)}.`,
    });
    return;
  }
  const now = await context.read(group.id, wanted);
  if (now.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
  const intact = intactParts(sent, valid);
  const nameDone = now.displayName === wanted.displayName;
  const membersDone = sameMembers(compareMembers(wanted.members, now.members.values));
  const undone = [
    intact.displayName && !nameDone ? "displayName" : undefined,
    intact.members && !membersDone ? "members" : undefined,
  ].filter((part) => part !== undefined);
  const state = `${quote(now.displayName)} with ${listIds(now.members.values)}`;
  if (now.displayName === undefined || now.displayName === "") {
    context.judge({
      requirement: NAME,
      invariant: "kept",
      shape: body.shape,
      outcome: "failed",
      expected: ["a refusal", "or a Group with a name"],
      actual: `answered ${statusText(answer)}; the Group is ${state}`,
      message: `A PUT with ${body.title} was acknowledged, and the Group has no name.`,
      pointer: "/displayName",
    });
    return;
  }
  if (undone.length > 0) {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["a refusal", `or the valid part applied: ${undone.join(", ")}`],
      actual: `answered ${statusText(answer)}; the Group is ${state}`,
      message: `A PUT with ${body.title} was acknowledged, and the valid part of it was not applied.`,
    });
    return;
  }
  context.judge({ ...common, outcome: "passed" });
  context.judge({
    requirement: LENIENT,
    invariant: body.id,
    shape: body.shape,
    outcome: "failed",
    expected: ["a refusal with 4xx"],
    actual: `answered ${statusText(answer)}; the Group is ${state}`,
    message: `A PUT with ${body.title} was accepted.`,
  });
}

/** Which of the two valid changes the broken body still carries as they were. */
function intactParts(sent: unknown, valid: Record<string, unknown>): { displayName: boolean; members: boolean } {
  const same = (name: string): boolean =>
    typeof sent === "object" &&
    sent !== null &&
    JSON.stringify((sent as Record<string, unknown>)[name]) === JSON.stringify(valid[name]);
  return { displayName: same("displayName"), members: same("members") };
}
