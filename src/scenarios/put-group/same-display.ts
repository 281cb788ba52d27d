import { isRefusal } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, memberEntry, stateOf } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { memberValue } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const VALUE = "RFC7643-4.2-MEMBER-VALUE";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
const NAMESAKE = "Kim Namesake";
const base = { depth: "standard", users: 4, groups: 1 } as const;

/** People share names: a member is the one of `value` (RFC 7643 section 4.2), and two of one `display` are two. */
export const putSameDisplay: Scenario = {
  ...base,
  id: "put.group.members.same-display",
  title: "Members of the same `display` are as many as their `value`s",
  requirements: [VALUE, "RFC7644-3.5.1-MEMBERS-REPLACED"],
  run: async (context) => {
    const [a = "", b = "", c = "", d = ""] = await context.users(4);
    const group = await context.group([a, d]);
    for (const [title, ids] of [
      ["PUT 2 members of the same `display`", [a, b]],
      ["PUT 3 members of the same `display`", [a, b, c]],
    ] as const) {
      const members = ids.map((id) => ({ ...memberEntry(context, id), display: NAMESAKE }));
      const answer = await context.write(group.id, groupBody(context, group, { members }), {
        title,
        intent: { kind: "valid" },
      });
      const expected = stateOf(group.displayName, ids);
      await expectWritten(context, { group, answer, expected, shape: "members-few", about: VALUE });
    }
  },
};

/** The same by PATCH: two at once, and one to those who are there. */
export const patchSameDisplay: Scenario = {
  ...base,
  id: "patch.group.members.same-display",
  title: "Added members of the same `display` are as many as their `value`s",
  requirements: [ADDED, APPEND],
  run: async (context) => {
    const style = await styleOf(context);
    if (style.shapes.value === "bare-id")
      throw new NoVerdict("not-applicable", "members are written as bare ids, which have no `display`");
    const [a = "", b = "", c = "", d = ""] = await context.users(4);
    const group = await context.group([a]);
    for (const [title, added, members] of [
      ["PATCH: add 2 members of the same `display`", [b, c], [a, b, c]],
      ["PATCH: add a third one of that `display`", [d], [a, b, c, d]],
    ] as const) {
      const value = memberValue(style, added, { display: NAMESAKE });
      const answer = await context.write(group.id, [{ op: "add", path: "members", value }], {
        title,
        intent: { kind: "open", why: "`display` of a member, which a page that lists what it takes need not know" },
      });
      if (isRefusal(answer)) throw new NoVerdict("not-applicable", "the server refuses members with a `display`");
      await expectPatched(context, {
        group,
        answer,
        expected: stateOf(group.displayName, members),
        shape: "members-few",
        rules: patchRules(APPEND),
        changes: true,
        about: ADDED,
      });
    }
  },
};
