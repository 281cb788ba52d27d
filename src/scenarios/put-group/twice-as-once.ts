import { compareMembers, sameMembers } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import { listIds, quote } from "../words.ts";

const REQUIREMENT = "RFC7644-3.5.1-IDEMPOTENT";

/** The same PUT three times leaves what one left. */
export const twiceAsOnce: Scenario = {
  id: "put.group.twice-as-once",
  title: "The same PUT again changes nothing more",
  depth: "standard",
  requirements: [REQUIREMENT, "RFC7643-2.4-NO-DUP"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a]);
    const expected = stateOf(context.name("same"), [b, c]);
    const body = groupBody(context, expected);
    const once = await context.write(group.id, body, {
      title: "PUT a new name and 2 other members",
      intent: { kind: "valid" },
    });
    const first = await expectWritten(context, { group, answer: once, expected, shape: "members-few" });
    for (const label of ["a second", "a third"]) {
      const again = await context.write(group.id, body, {
        title: `PUT the same body ${label} time`,
        intent: { kind: "valid" },
      });
      needAnswer(again);
      if (!isSuccess(again)) {
        context.judge({
          requirement: REQUIREMENT,
          invariant: "status",
          shape: "members-few",
          outcome: "failed",
          expected: [statusText(once)],
          actual: statusText(again),
          message: "The same PUT was accepted once and refused when repeated.",
        });
        return;
      }
      const second = await context.read(group.id, expected);
      if (first.kind !== "present" || second.kind !== "present") {
        throw new NoVerdict("inconclusive", "the Group could not be read back");
      }
      const repeated = second.members.repeated.length > first.members.repeated.length;
      const same =
        second.displayName === first.displayName &&
        sameMembers(compareMembers(first.members.values, second.members.values)) &&
        !repeated;
      const common = { requirement: REQUIREMENT, invariant: "state", shape: "members-few" } as const;
      if (same) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          ...(repeated ? { alsoViolates: ["RFC7643-2.4-NO-DUP"] } : {}),
          outcome: "failed",
          expected: [`as after the first: ${quote(first.displayName)} with ${listIds(first.members.values)}`],
          actual: `${quote(second.displayName)} with ${listIds(second.members.values)}${repeated ? `, more than once: ${listIds(second.members.repeated)}` : ""}`,
          message: "The same PUT, sent again, changed the Group.",
          pointer: "/members",
        });
      }
    }
  },
};
