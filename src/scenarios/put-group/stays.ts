import { NoVerdict, type SettledGroup } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import type { WriteMethod } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";

// A sample: who loses what was written to one Group after a while loses it of others.
const MOST = 10;

/** What was read right after a write may have been the copy of it that is forgotten, or written over, a while later. */
export function stays(method: WriteMethod): Scenario {
  return {
    id: `${method}.group.stays`,
    title: `What a ${method.toUpperCase()} wrote to a Group is still so when all scenarios have ended`,
    depth: "standard",
    requirements: [DONE],
    users: 0,
    groups: 0,
    last: true,
    run: async (context) => {
      const settled = context.settled().filter(({ scenario }) => scenario !== context.scenario);
      if (settled.length === 0) {
        throw new NoVerdict(
          "not-applicable",
          "no Group was left as it was read after a write, by scenarios that were run",
        );
      }
      for (const { id, state, scenario } of sample(settled)) {
        await expectUnchanged(context, {
          id,
          before: state,
          requirement: DONE,
          shape: state.members.size < 10 ? "members-few" : "members-many",
          although: `${scenario} read it so, and nothing was sent to it since`,
        });
      }
    },
  };
}

/** Some of them, of as many scenarios as may be. */
function sample(all: readonly SettledGroup[]): readonly SettledGroup[] {
  const step = Math.max(1, all.length / MOST);
  return Array.from({ length: Math.min(MOST, all.length) }, (_, at) => all[Math.floor(at * step)]).filter(
    (one) => one !== undefined,
  );
}
