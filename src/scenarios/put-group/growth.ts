import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import { GROWTH_SIZES, growthScenario } from "../growth.ts";
import type { Scenario } from "../scenario.ts";

/** The growth of PUTs that differ in one member; the sizes are for tests. */
export function putGrowth(sizes: readonly number[] = GROWTH_SIZES): Scenario {
  const parts = {
    id: "put.group.members.growth",
    requirements: ["RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.1-RESPONSE-STATE", "RFC7644-3.5.1-200-FULL"],
  };
  return growthScenario(
    parts,
    (context) =>
      Promise.resolve({
        grow: async ({ id, displayName }, members, _, options) =>
          await context.write(id, groupBody(context, { displayName, members }), options),
        change: async ({ id, displayName }, members, isIn, options) =>
          await context.write(
            id,
            groupBody(context, { displayName, members: isIn ? members : members.slice(0, -1) }),
            options,
          ),
        expect: async (group, members, answer) => {
          await expectWritten(context, {
            group,
            answer,
            expected: stateOf(group.displayName, members),
            shape: "members-many",
          });
        },
      }),
    sizes,
  );
}
