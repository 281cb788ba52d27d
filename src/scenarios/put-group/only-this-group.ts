import type { GroupState } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

/** A PUT of one Group leaves others alone, also those that share its members; the same for the second Group. */
export const onlyThisGroup: Scenario = {
  id: "put.group.only-this-group",
  title: "A PUT changes the Group in its URL and no other",
  depth: "standard",
  requirements: ["RFC7644-3.5.1-TARGET-ONLY", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 3,
  groups: 2,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const first = await context.group([a, b]);
    const second = await context.group([b, c]);
    // The state each was last seen in: what one PUT stored wrongly must not be held against the next.
    const seen = new Map<string, GroupState>([
      [first.id, first],
      [second.id, second],
    ]);
    const steps = [
      { group: first, other: second, members: [c] },
      { group: second, other: first, members: [a] },
      { group: first, other: second, members: [] },
    ];
    for (const { group, other, members } of steps) {
      const expected = stateOf(group.displayName, members);
      const answer = await context.write(group.id, groupBody(context, expected), {
        title: `PUT ${members.length === 1 ? "1 member" : "no members"} on one of two Groups`,
        intent: { kind: "valid" },
      });
      const stored = await expectWritten(context, { group, answer, expected, shape: "members-few" });
      if (stored.kind === "present") seen.set(group.id, stateOf(stored.displayName ?? "", stored.members.values));
      await expectUnchanged(context, {
        id: other.id,
        before: seen.get(other.id) ?? other,
        requirement: "RFC7644-3.5.1-TARGET-ONLY",
        shape: "members-few",
        although: "the PUT named another Group",
      });
    }
  },
};
