import type { ScenarioContext } from "../context.ts";
import { expectLegal } from "../expect-legal.ts";
import { patchRules } from "../expect-patched.ts";
import type { PatchOperation } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const UNASSIGNED = "RFC7643-2.5-UNASSIGNED";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";

interface Ask {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly about: string;
  readonly shape: "members-few" | "members-empty";
  readonly operation: (users: readonly string[]) => PatchOperation;
}

/** A PATCH that a server may refuse; one that it acknowledges comes to what the RFC has it come to. */
function ask({ id, title, words, about, shape, operation }: Ask): Scenario {
  return {
    id: `patch.group.members.${id}`,
    title,
    depth: "standard",
    requirements: [about, "RFC7644-3.12-REFUSED-UNCHANGED"],
    users: 3,
    groups: 1,
    run: async (context: ScenarioContext) => {
      const users = await context.users(3);
      const group = await context.group(users);
      const operations = [operation(users)];
      const answer = await context.write(group.id, operations, {
        title: `PATCH: ${words}`,
        intent: { kind: "open", why: words },
      });
      const rules = patchRules(about);
      await expectLegal(context, {
        group,
        before: group,
        answer,
        operations,
        shape,
        rules,
        about,
        mayRefuse: true,
      });
    },
  };
}

/** An add of nobody, members replaced by null, and a removal of everybody but one. */
export const patchNobody: readonly Scenario[] = [
  ask({
    id: "add-nobody",
    title: "An add of an empty list changes nothing",
    words: "add no members",
    about: APPEND,
    shape: "members-few",
    operation: () => ({ op: "add", path: "members", value: [] }),
  }),
  ask({
    id: "null",
    title: "Members that are replaced by null are none",
    words: "replace the members by null",
    about: UNASSIGNED,
    shape: "members-empty",
    operation: () => ({ op: "replace", path: "members", value: null }),
  }),
  ask({
    id: "remove-others",
    title: "A removal by `ne` takes everybody but the one it names",
    words: "remove everybody but one, by `ne`",
    about: FILTER,
    shape: "members-few",
    operation: ([one = ""]) => ({ op: "remove", path: `members[value ne ${JSON.stringify(one)}]` }),
  }),
];
