import type { GroupState } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import { addMembers, removeMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

/** A PATCH of one Group leaves others alone, also those that share its members; the same for the second Group. */
export const patchOnlyThisGroup: Scenario = {
  id: "patch.group.only-this-group",
  title: "A PATCH changes the Group in its URL and no other",
  depth: "standard",
  requirements: ["RFC7644-3.5.1-TARGET-ONLY", "RFC7644-3.5.2.2-FILTER-VALUE", "RFC7644-3.5.2.1-MULTI-APPEND"],
  users: 3,
  groups: 2,
  run: async (context) => {
    const style = { shapes: await context.patchShapes(), profile: context.contract.profile };
    const [a = "", b = "", c = ""] = await context.users(3);
    const first = await context.group([a, b]);
    const second = await context.group([b, c]);
    const seen = new Map<string, GroupState>([
      [first.id, first],
      [second.id, second],
    ]);
    const steps = [
      {
        group: first,
        other: second,
        operations: removeMembers(style, [b]),
        leaves: [a],
        rule: "RFC7644-3.5.2.2-FILTER-VALUE",
      },
      {
        group: second,
        other: first,
        operations: addMembers(style, [a]),
        leaves: [a, b, c],
        rule: "RFC7644-3.5.2.1-MULTI-APPEND",
      },
      {
        group: second,
        other: first,
        operations: removeMembers(style, [a]),
        leaves: [b, c],
        rule: "RFC7644-3.5.2.2-FILTER-VALUE",
      },
    ];
    for (const { group, other, operations, leaves, rule } of steps) {
      const answer = await context.write(group.id, operations, {
        title: "PATCH one of two Groups",
        intent: { kind: "valid" },
      });
      const expected = stateOf(group.displayName, leaves);
      const stored = await expectPatched(context, {
        group,
        answer,
        expected,
        shape: "members-few",
        rules: patchRules(rule),
        changes: true,
      });
      if (stored.kind === "present") seen.set(group.id, stateOf(stored.displayName ?? "", stored.members.values));
      await expectUnchanged(context, {
        id: other.id,
        before: seen.get(other.id) ?? other,
        requirement: "RFC7644-3.5.1-TARGET-ONLY",
        shape: "members-few",
        although: "the PATCH named another Group",
      });
    }
  },
};

/** An `id` beside the name in a value object never moves the Group, nor writes another one. */
export const patchBodyId: Scenario = {
  id: "patch.group.body-id-ignored",
  title: "Another Group's `id` in a value never changes which Group is written",
  depth: "standard",
  requirements: ["RFC7644-3.5.2-RO-REJECTED", "RFC7644-3.5.1-TARGET-ONLY"],
  users: 2,
  groups: 2,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const other = await context.group([b]);
    const group = await context.group([a]);
    const name = context.name("changed");
    const answer = await context.write(group.id, [{ op: "replace", value: { id: other.id, displayName: name } }], {
      title: "PATCH a name with another Group's id beside it",
      intent: { kind: "open", why: "a readOnly id beside a name" },
    });
    const status = answer.response?.status ?? 0;
    await expectUnchanged(context, {
      id: other.id,
      before: other,
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      alsoViolates: ["RFC7644-3.5.2-RO-REJECTED"],
      shape: "body-read-only",
      although: "the PATCH named another Group in its URL",
    });
    const seen = await context.read(group.id);
    const common = { requirement: "RFC7644-3.5.2-RO-REJECTED", invariant: "id", shape: "body-read-only" } as const;
    if (seen.kind === "absent") {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["the Group under its own id"],
        actual: "it is gone",
        message: "A PATCH with another `id` in its value moved the Group.",
      });
    } else context.judge({ ...common, outcome: "passed" });
    if (status < 200 || status > 299) {
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        shape: "body-read-only",
        although: `the PATCH was answered ${status}`,
      });
    }
  },
};
