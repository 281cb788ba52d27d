import { compareMembers, sameMembers } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { addMembers, type PatchOperation, removeMembers, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { listIds, quote } from "../words.ts";
import { stateSeen, styleOf } from "./style.ts";

const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";

/** PATCHes in a row, with no read between them: each finds what the one before it has changed. */
export const patchKeepsAcknowledged: Scenario = {
  id: "patch.group.keeps-acknowledged",
  title: "PATCHes in a row, with no read between them, keep what each has changed",
  depth: "standard",
  requirements: [KEPT, "RFC7644-3.12-SUCCESS-MEANS-DONE"],
  users: 4,
  groups: 1,
  // The reads of other scenarios would bring a stale copy up to date.
  last: true,
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = "", c = "", d = ""] = await context.users(4);
    const group = await context.group([a, b]);
    const name = context.name("renamed");
    const steps: readonly (readonly [title: string, operations: readonly PatchOperation[]])[] = [
      ["add a member", addMembers(style, [c])],
      ["add another", addMembers(style, [d])],
      ["rename", [renameTo(style, name)]],
      ["remove the first member", removeMembers(style, [a])],
    ];
    for (const [title, operations] of steps) {
      const answer = await context.write(group.id, operations, { title: `PATCH: ${title}`, intent: { kind: "valid" } });
      needAnswer(answer);
      if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `“${title}” was answered ${statusText(answer)}`);
    }
    const expected = stateOf(name, [b, c, d]);
    const seen = await context.read(group.id, expected);
    const now = stateSeen(seen);
    const common = { requirement: KEPT, invariant: "state", shape: "members-few" } as const;
    if (now.displayName === name && sameMembers(compareMembers(expected.members, now.members))) {
      context.judge({ ...common, outcome: "passed" });
      return;
    }
    context.judge({
      ...common,
      alsoViolates: ["RFC7644-3.12-SUCCESS-MEANS-DONE"],
      outcome: "failed",
      expected: [`${quote(name)} with ${listIds(expected.members)}`],
      actual: `${quote(now.displayName)} with ${listIds(now.members)}`,
      message: "Of several PATCHes in a row, each acknowledged, some have left nothing behind.",
    });
  },
};

/** A rename keeps what the PATCHes before it have done to the members. */
export const patchRenameAfterEdits: Scenario = {
  id: "patch.group.rename-after-edits",
  title: "A rename keeps what the PATCHes before it have done to the members",
  depth: "standard",
  requirements: [SINGLE, APPEND, FILTER, KEPT],
  users: 3,
  groups: 1,
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a, b]);
    const steps = [
      { title: "remove a member", operations: removeMembers(style, [a]), rule: FILTER, leaves: [b] },
      { title: "rename", label: "after a removal", leaves: [b] },
      { title: "add a member", operations: addMembers(style, [c]), leaves: [b, c] },
      { title: "rename again", label: "after an addition", leaves: [b, c] },
    ];
    let { displayName } = group;
    for (const { title, operations, label, leaves, rule = APPEND } of steps) {
      if (label !== undefined) displayName = context.name(label);
      const answer = await context.write(group.id, operations ?? [renameTo(style, displayName)], {
        title: `PATCH: ${title}`,
        intent: { kind: "valid" },
      });
      await expectPatched(context, {
        group,
        answer,
        expected: stateOf(displayName, leaves),
        shape: "members-few",
        rules: patchRules(rule),
        changes: true,
        ...(label === undefined ? {} : { about: SINGLE }),
      });
    }
  },
};
