import { compareMembers, sameMembers } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const UNASSIGNED = "RFC7643-2.5-UNASSIGNED";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** null is unassigned, as an empty list is (RFC 7643 section 2.5); a document may know lists alone. */
export const membersNull: Scenario = {
  id: "put.group.members.null",
  title: "A PUT with null for `members` leaves none, or is refused without effect",
  depth: "standard",
  requirements: [UNASSIGNED, REFUSED],
  users: 2,
  groups: 1,
  run: async (context) => {
    const group = await context.group(await context.users(2));
    const displayName = context.name("null");
    const body = groupBody(context, { displayName }, { members: null });
    const answer = await context.write(group.id, body, {
      title: "PUT another name with null for `members`",
      intent: { kind: "open", why: "null for `members`" },
    });
    needAnswer(answer);
    if (isRefusal(answer)) {
      const although = `the PUT was refused with ${statusText(answer)}`;
      const shape = "members-empty";
      await expectUnchanged(context, { id: group.id, before: group, requirement: REFUSED, shape, although });
      return;
    }
    if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
    // Where the document has lists alone, whoever takes null may also drop it: the members are as if they were not named.
    const kept = !context.fits(body) && (await isKept(context, group, stateOf(displayName, [])));
    if (kept) context.learn({ id: "put.members-null", title: "null for `members` in a PUT", value: "is dropped" });
    await expectWritten(context, {
      group,
      answer,
      expected: stateOf(displayName, kept ? group.members : []),
      shape: "members-empty",
      about: UNASSIGNED,
    });
  },
};

/** Looks for the change first: where reads may be late, the old members are not kept members. */
async function isKept(context: ScenarioContext, { id, members }: GroupFixture, changed: GroupState): Promise<boolean> {
  const seen = await context.read(id, changed);
  return seen.kind === "present" && sameMembers(compareMembers(members, seen.members.values));
}
