import { judgeAdvance } from "../advance.ts";
import type { GroupState } from "../context.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import { granularityOf, lastModified } from "../modified.ts";
import type { Scenario } from "../scenario.ts";
import { judgeStandsStill } from "../stands-still.ts";

const REQUIREMENT = "RFC7643-3.1-META-LASTMOD-MOVES";

/** `meta.lastModified` advances with each kind of effective PUT, given time enough for its granularity. */
export const lastModifiedAdvances: Scenario = {
  id: "put.group.last-modified-advances",
  title: "`meta.lastModified` advances when a PUT changes something",
  depth: "standard",
  requirements: [REQUIREMENT, "RFC7644-3.1-RESPONSE-STATE"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    const name = context.name("changed name");
    const steps: readonly { readonly label: string; readonly expected: GroupState }[] = [
      { label: "changed name", expected: stateOf(name, [a]) },
      { label: "changed member", expected: stateOf(name, [b]) },
      { label: "member more", expected: stateOf(name, [a, b]) },
      { label: "member less", expected: stateOf(name, [a]) },
    ];
    await judgeStandsStill(context, group.id);
    for (const { label, expected } of steps) {
      const before = await lastModified(context, group.id);
      await context.wait(granularityOf(before));
      const answer = await context.write(group.id, groupBody(context, expected), {
        title: `PUT a ${label}`,
        intent: { kind: "valid" },
      });
      await expectWritten(context, { group, answer, expected, shape: "none", about: "RFC7644-3.5.1-RW-REPLACED" });
      const after = await lastModified(context, group.id);
      const again = async (): Promise<number> => {
        const later = stateOf(context.name(`${label}, again`), [...expected.members]);
        await context.write(group.id, groupBody(context, later), {
          title: "PUT another name",
          intent: { kind: "valid" },
        });
        return (await lastModified(context, group.id)).epochMs;
      };
      // Each further step would wait as long to say the same.
      if ((await judgeAdvance(context, { before, after, deed: "PUT changed the Group", answer, again })) === "never")
        return;
    }
  },
};
