import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { nameStyleOf } from "./style.ts";

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
    const style = nameStyleOf(context);
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
