import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { addMembers, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const RULES = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");

/** A PATCH of the name renames and keeps everybody. */
export const patchRename: Scenario = {
  id: "patch.group.rename",
  title: "A PATCH of the name renames the Group and keeps its members",
  depth: "smoke",
  requirements: ["RFC7644-3.5.2.3-SINGLE", "RFC7644-3.5.2.3-NO-PATH", "RFC7644-3.1-RESPONSE-STATE"],
  users: 0,
  groups: 1,
  run: async (context) => {
    const users = await context.someUsers(2);
    const group = await context.group(users);
    // The shape of member values does not matter to a name.
    const style = { shapes: { value: "array", remove: "filter" }, profile: context.contract.profile } as const;
    for (const label of ["renamed", "renamed again"]) {
      const expected = stateOf(context.name(label), users);
      const answer = await context.write(group.id, [renameTo(style, expected.displayName)], {
        title: `PATCH another name (“${label}”)`,
        intent: { kind: "valid" },
      });
      const about = style.profile.patch.pathRequired ? "RFC7644-3.5.2.3-SINGLE" : "RFC7644-3.5.2.3-NO-PATH";
      await expectPatched(context, {
        group,
        answer,
        expected,
        shape: "name-ordinary",
        rules: RULES,
        changes: true,
        about,
      });
    }
  },
};

/** Several operations of one request apply in their order, each on the result of the one before. */
export const patchSeveral: Scenario = {
  id: "patch.group.several-operations",
  title: "The operations of one PATCH apply in their order",
  depth: "standard",
  requirements: ["RFC7644-3.5.2-SEQUENTIAL", "RFC7644-3.5.2.3-SINGLE"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const style = { shapes: await context.patchShapes(), profile: context.contract.profile };
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a]);
    const expected = stateOf(context.name("last"), [a, b, c]);
    const operations = [
      renameTo(style, context.name("first")),
      ...addMembers(style, [b]),
      renameTo(style, expected.displayName),
      ...addMembers(style, [c]),
    ];
    const answer = await context.write(group.id, operations, {
      title: "PATCH: rename, add a member, rename again, add another",
      intent: { kind: "valid" },
    });
    const about = "RFC7644-3.5.2-SEQUENTIAL";
    await expectPatched(context, { group, answer, expected, shape: "members-few", rules: RULES, changes: true, about });
  },
};
