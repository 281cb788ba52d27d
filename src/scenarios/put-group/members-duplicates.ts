import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

/** The same member twice in one request counts once; a server may also refuse the request and keep what it had. */
export const membersDuplicates: Scenario = {
  id: "put.group.members.duplicates",
  title: "A member named twice in one PUT is a member once",
  depth: "standard",
  requirements: ["RFC7643-2.4-NO-DUP", "RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([c]);
    const answer = await context.write(
      group.id,
      groupBody(context, { displayName: group.displayName, members: [a, b, a] }),
      {
        title: "PUT 2 members, the first of them twice",
        intent: { kind: "open", why: "the same member twice in one list" },
      },
    );
    needAnswer(answer);
    if (isSuccess(answer)) {
      await expectWritten(context, {
        group,
        answer,
        expected: stateOf(group.displayName, [a, b]),
        shape: "members-duplicate",
      });
    } else if (isRefusal(answer)) {
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        shape: "members-duplicate",
        although: `the PUT was refused with ${statusText(answer)}`,
      });
    }
    context.learn({
      id: "put.members-duplicate",
      title: "The same member twice in one PUT",
      value: isSuccess(answer) ? "is accepted" : `is answered with ${statusText(answer)}`,
    });
  },
};
