import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

/** A PUT with another `displayName` and the same members renames and keeps everybody. */
export const rename: Scenario = {
  id: "put.group.rename",
  title: "A PUT with another name renames the Group and keeps its members",
  depth: "smoke",
  requirements: ["RFC7644-3.5.1-RW-REPLACED", "RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.1-RESPONSE-STATE"],
  users: 0,
  groups: 1,
  run: async (context) => {
    const users = await context.someUsers(2);
    const group = await context.group(users);
    // Twice: a server that renames only once (or back) shows on the second.
    for (const label of ["renamed", "renamed again"]) {
      const expected = stateOf(context.name(label), users);
      const answer = await context.write(group.id, groupBody(context, expected), {
        title: `PUT the Group with another name (“${label}”) and the same members`,
        intent: { kind: "valid" },
      });
      await expectWritten(context, {
        group,
        answer,
        expected,
        shape: "name-ordinary",
        about: "RFC7644-3.5.1-RW-REPLACED",
      });
    }
  },
};
