import { judgeAdvance, judgeKept, offTheMinute } from "../advance.ts";
import { isRefusal, needAnswer, statusText } from "../answer.ts";
import { type GroupState, NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { granularityOf, lastModified, type Modified, shownTime } from "../modified.ts";
import { addMembers, type PatchOperation, removeMembers, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { judgeStandsStill } from "../stands-still.ts";
import { styleOf } from "./style.ts";

const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";
const RESTORE = "RFC7644-3.5.2-RESTORE";
const base = { depth: "standard", users: 2, groups: 1 } as const;

/** `meta.lastModified` advances with each effective PATCH, given time enough for its granularity. */
export const patchLastModified: Scenario = {
  ...base,
  id: "patch.group.last-modified-advances",
  title: "`meta.lastModified` advances when a PATCH changes something",
  requirements: [MOVES, "RFC7644-3.1-RESPONSE-STATE"],
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    const name = context.name("changed name");
    const steps: readonly { title: string; operations: readonly PatchOperation[]; expected: GroupState }[] = [
      { title: "add a member", operations: addMembers(style, [b]), expected: stateOf(group.displayName, [a, b]) },
      { title: "remove a member", operations: removeMembers(style, [a]), expected: stateOf(group.displayName, [b]) },
      { title: "rename", operations: [renameTo(style, name)], expected: stateOf(name, [b]) },
    ];
    let before = await judgeStandsStill(context, group.id);
    for (const { title, operations, expected } of steps) {
      await context.wait(granularityOf(before));
      const answer = await context.write(group.id, operations, { title: `PATCH: ${title}`, intent: { kind: "valid" } });
      const rules = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");
      const seen = await expectPatched(context, { group, answer, expected, shape: "none", rules, changes: true });
      const after = shownTime(seen);
      const again = async (): Promise<number> => {
        const later = renameTo(style, context.name(`${title}, again`));
        await context.write(group.id, [later], { title: "PATCH: another name", intent: { kind: "valid" } });
        return (await lastModified(context, group.id)).epochMs;
      };
      // The name is another one then: the steps that follow would not find what they expect.
      const advanced = await judgeAdvance(context, { before, after, deed: "PATCH changed the Group", answer, again });
      if (advanced !== "at-once") return;
      before = after;
    }
  },
};

/** A refused PATCH leaves `meta` as well: what failed has not modified the resource. */
export const patchRefusedKeepsMeta: Scenario = {
  ...base,
  id: "patch.group.refused-keeps-meta",
  title: "A refused PATCH leaves `meta.lastModified` as it is",
  requirements: [RESTORE],
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    let expected: GroupState = group;
    const renamed = async (): Promise<Modified> => {
      expected = stateOf(context.name("a second later"), [a]);
      await context.write(group.id, [renameTo(style, expected.displayName)], {
        title: "PATCH: another name",
        intent: { kind: "valid" },
      });
      return await lastModified(context, group.id);
    };
    const before = await offTheMinute(context, await lastModified(context, group.id), (one) => one, renamed);
    await context.wait(granularityOf(before));
    const wrong = { ...renameTo(style, context.name("refused")), op: "upsert" };
    const answer = await context.write(group.id, [...addMembers(style, [b]), wrong], {
      title: "PATCH: add a member, and an operation that is not valid",
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    if (!isRefusal(answer))
      throw new NoVerdict("not-applicable", `the request was not refused but answered ${statusText(answer)}`);
    const after = shownTime(await context.read(group.id, expected));
    judgeKept(context, { requirement: RESTORE, shape: "body-type", before, after, although: "the PATCH was refused" });
  },
};
