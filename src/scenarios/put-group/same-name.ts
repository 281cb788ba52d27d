import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

/** Two Groups of one name, where the server allows it, are two Groups: a PUT goes by the id in its URL. */
export const sameName: Scenario = {
  id: "put.group.same-name",
  title: "A PUT on one of two Groups of the same name leaves the other alone",
  depth: "standard",
  requirements: ["RFC7644-3.5.1-TARGET-ONLY", "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 3,
  groups: 2,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const first = await context.group([a]);
    const second = await context.group([b]);
    const named = stateOf(first.displayName, [b]);
    const naming = await context.write(second.id, groupBody(context, named), {
      title: "PUT the first Group's name on the second",
      intent: { kind: "open", why: "the name of another Group" },
    });
    needAnswer(naming);
    context.learn({
      id: "put.same-name",
      title: "Two Groups of the same name",
      value: isSuccess(naming) ? "are allowed" : `are refused with ${statusText(naming)}`,
    });
    if (isRefusal(naming)) {
      await expectUnchanged(context, {
        id: second.id,
        before: second,
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        shape: "name-odd",
        although: `the PUT was refused with ${statusText(naming)}`,
      });
      return;
    }
    if (!isSuccess(naming)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(naming)}`);
    await expectWritten(context, { group: second, answer: naming, expected: named, shape: "name-odd" });
    const changed = stateOf(first.displayName, [c]);
    const answer = await context.write(second.id, groupBody(context, changed), {
      title: "PUT another member on the second of two Groups of one name",
      intent: { kind: "open", why: "two Groups of the same name" },
    });
    await expectWritten(context, { group: second, answer, expected: changed, shape: "name-odd" });
    await expectUnchanged(context, {
      id: first.id,
      before: first,
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      shape: "name-odd",
      although: "the PUT named the other Group of that name",
    });
  },
};
