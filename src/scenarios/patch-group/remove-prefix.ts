import { needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { removeMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { styleOf } from "./style.ts";

const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
/** Shorter ids are numbers given in a row: what is left of one may well be another's. */
const LEAST = 3;

/** `eq` is the whole value (RFC 7644 section 3.4.2.2): the beginning of a member's id hits nobody. */
export const patchRemovePrefix: Scenario = {
  id: "patch.group.members.remove-prefix",
  title: "A removal that names the beginning of a member's id takes nobody out",
  depth: "standard",
  requirements: [FILTER],
  users: 3,
  groups: 1,
  run: async (context) => {
    const style = await styleOf(context);
    const users = await context.users(3);
    const begun = Array.from(users[1] ?? "")
      .slice(0, -1)
      .join("");
    if (begun.length < LEAST - 1)
      throw new NoVerdict("not-applicable", "the server's ids are shorter than 3 characters");
    if (users.includes(begun)) throw new NoVerdict("not-applicable", "the beginning of an id is an id");
    const group = await context.group(users);
    const answer = await context.write(group.id, removeMembers(style, [begun]), {
      title: "PATCH: remove the member whose id is the beginning of another's",
      intent: { kind: "open", why: "an id that names nobody" },
    });
    needAnswer(answer);
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: FILTER,
      shape: "members-few",
      although: `a removal answered ${statusText(answer)} named nobody who is a member`,
    });
  },
};
