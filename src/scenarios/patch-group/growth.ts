import type { Exchange } from "../../result/index.ts";
import { isSuccess } from "../answer.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { GROWTH_SIZES, growthScenario } from "../growth.ts";
import { addMembers, removeMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { styleOf } from "./style.ts";

const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";

/** Members added in one request while the Group is made large: what most servers take. */
const AT_ONCE = 500;

/** The growth of PATCHes that add or remove one member; the sizes are for tests. */
export function patchGrowth(sizes: readonly number[] = GROWTH_SIZES): Scenario {
  const parts = {
    id: "patch.group.members.growth",
    requirements: [APPEND, "RFC7644-3.5.2.1-MEMBER-ADD", "RFC7644-3.1-RESPONSE-STATE", "RFC7644-3.5.2-200-FULL"],
  };
  return growthScenario(
    parts,
    async (context) => {
      const style = await styleOf(context);
      return {
        grow: async ({ id }, members, has, options) => {
          let answer: Exchange | undefined;
          for (let from = has; from < members.length; from += AT_ONCE) {
            answer = await context.write(id, addMembers(style, members.slice(from, from + AT_ONCE)), options);
            if (!isSuccess(answer)) return undefined;
          }
          return answer;
        },
        change: async ({ id }, members, isIn, options) => {
          const one = members.slice(-1);
          return await context.write(id, isIn ? addMembers(style, one) : removeMembers(style, one), options);
        },
        expect: async (group, members, answer) => {
          await expectPatched(context, {
            group,
            answer,
            expected: stateOf(group.displayName, members),
            shape: "members-many",
            rules: patchRules(APPEND),
            changes: true,
          });
        },
      };
    },
    sizes,
  );
}
