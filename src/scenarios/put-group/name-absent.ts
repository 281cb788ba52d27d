import { jsonBody } from "../../document/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { judgeMembers } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";

const NAME = "RFC7643-4.2-DISPLAYNAME";
const SENT = "RFC7644-3.5.1-REQUIRED";

/** A PUT without `displayName`, where the document does not require it: the RFC requires that a Group has one. */
export const nameAbsent: ScenarioFamily["scenarios"] = (_contract, operation) => {
  const body = jsonBody(operation.request.content);
  const demanded = body
    ?.validate({})
    .some(({ keyword, expected }) => keyword === "required" && /displayName/u.test(expected));
  return demanded === true ? [] : [scenario];
};

const scenario: Scenario = {
  id: "put.group.name-absent",
  title: "A PUT without `displayName` is refused, or leaves the Group a name",
  depth: "standard",
  requirements: [NAME, SENT, "RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    const { displayName: _, ...body } = groupBody(context, { displayName: "", members: [b] });
    const answer = await context.write(group.id, body, {
      title: "PUT another member without `displayName`",
      intent: { kind: "open", why: "a Group without displayName, which the RFC requires and the document does not" },
    });
    needAnswer(answer);
    // It is for the client to send it: what becomes of a PUT without it has been seen.
    if (isRefusal(answer) || isSuccess(answer))
      context.judge({ requirement: SENT, invariant: "learnt", shape: "body-required", outcome: "passed" });
    if (isRefusal(answer)) {
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        shape: "body-required",
        although: `the PUT was refused with ${statusText(answer)}`,
      });
      context.judge({ requirement: NAME, invariant: "refused", shape: "body-required", outcome: "passed" });
      return;
    }
    if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
    const seen = await context.read(group.id, stateOf(group.displayName, [b]));
    if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
    judgeMembers(context, seen.members, new Set([b]), "body-required", { by: seen.by, alsoViolates: [] });
    const common = { requirement: NAME, invariant: "kept", shape: "body-required" } as const;
    if (seen.displayName !== undefined && seen.displayName !== "") context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["a refusal", "or a Group with a name"],
        actual: `no name in ${seen.by}`,
        message: "A PUT without `displayName` took the name of the Group away.",
        pointer: "/displayName",
      });
    }
  },
};
