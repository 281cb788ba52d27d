import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, type WriteMethod } from "../group-body.ts";
import { nameStyleOf } from "../patch-group/style.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const RULE = { put: "RFC7644-3.5.1-RW-REPLACED", patch: "RFC7644-3.5.2.3-SINGLE" } as const;

/**
 * Names that begin like the one before, or are the beginning of it. A new name that differs in case alone a server may take
 * for the old one: `displayName` is not caseExact (RFC 7643 sections 7 and 8.7.1).
 */
export const renameClose = (method: WriteMethod): Scenario => ({
  id: `${method}.group.close-name`,
  title: "A name that is nearly the old one is stored like any other",
  depth: "standard",
  requirements: [RULE[method]],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const group = await context.group(members);
    const name = context.name("near");
    for (const [title, displayName] of [
      ["another name", name],
      ["that name and a number after it", `${name} 2`],
      ["that name with another last digit", `${name} 3`],
      ["the name without the number", name],
    ] as const) {
      const body =
        method === "put" ? groupBody(context, { displayName, members }) : [renameTo(nameStyleOf(context), displayName)];
      const answer = await context.write(group.id, body, {
        title: `${method.toUpperCase()} ${title}`,
        intent: { kind: "valid" },
      });
      const expected = stateOf(displayName, members);
      const written = { group, answer, expected, shape: "name-ordinary", about: RULE[method] } as const;
      if (method === "put") await expectWritten(context, written);
      else
        await expectPatched(context, { ...written, rules: patchRules("RFC7644-3.5.2.1-MULTI-APPEND"), changes: true });
    }
  },
});
