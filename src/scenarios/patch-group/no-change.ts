import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import type { GroupFixture, GroupState, Observation, ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import { type PatchOperation, removeMembers, renameTo, replaceMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { refine, styleOf } from "./style.ts";

const STRANGER = "RFC7644-3.5.2.2-NONMEMBER-OK";

const IGNORED = "OPENAPI-IGNORING-NAMED";

interface NoChange {
  readonly title: string;
  readonly operations: readonly PatchOperation[];
  readonly expected: GroupState;
  /** The advice that a refusal goes against; undefined where a refusal breaks the operation itself. */
  readonly advised?: string;
}

/** Sends a PATCH that asks for what already is, and sees that all stays as it is. */
async function patchNothing(
  context: ScenarioContext,
  group: GroupFixture,
  step: NoChange,
): Promise<Observation | undefined> {
  const answer = await context.write(group.id, step.operations, {
    title: `PATCH: ${step.title}`,
    intent: step.advised === undefined ? { kind: "valid" } : { kind: "open", why: step.title },
  });
  needAnswer(answer);
  if (step.advised !== undefined) {
    const common = { requirement: step.advised, invariant: "accepted", shape: "members-few" } as const;
    if (isSuccess(answer)) {
      context.judge({ ...common, outcome: "passed" });
      if (refine(context, IGNORED)) context.judge({ ...common, requirement: IGNORED, outcome: "passed" });
    }
    if (isRefusal(answer)) {
      const prose = refine(context, IGNORED);
      context.judge({
        ...common,
        ...(prose ? { requirement: IGNORED, alsoViolates: [step.advised] } : {}),
        outcome: "failed",
        expected: ["a success status, and nothing changed"],
        actual: statusText(answer),
        message: `The server refuses to ${step.title}.`,
      });
      await expectUnchanged(context, {
        id: group.id,
        before: step.expected,
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        shape: "members-few",
        although: `the PATCH was refused with ${statusText(answer)}`,
      });
      return undefined;
    }
  }
  return await expectPatched(context, {
    group,
    answer,
    expected: step.expected,
    shape: "members-few",
    rules: patchRules("RFC7644-3.5.2.1-MULTI-APPEND"),
    // In several operations a server may count each by itself.
    changes: step.operations.length > 1 ? "unknown" : false,
    ...(step.advised === undefined ? {} : { about: step.advised }),
  });
}

/** Removing somebody who is no member changes nothing; in a request of its own. */
export const patchStranger: Scenario = {
  id: "patch.group.members.stranger",
  title: "Removing somebody who is no member succeeds and changes nothing",
  depth: "standard",
  requirements: [STRANGER, IGNORED, "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a, b]);
    await patchNothing(context, group, {
      title: "remove somebody who is no member",
      operations: removeMembers(style, [c]),
      expected: group,
      advised: STRANGER,
    });
  },
};

/** The same name, the same members: nothing changes, and the status says so where the vendor's prose names one. */
export const patchNoChange: Scenario = {
  id: "patch.group.no-change",
  title: "A PATCH that asks for what already is changes nothing",
  depth: "standard",
  requirements: ["OPENAPI-PATCH-NO-CHANGE-STATUS", "RFC7644-3.5.2.3-MULTI-ALL"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const style = await styleOf(context);
    const users = await context.users(2);
    const group = await context.group(users);
    const steps: readonly NoChange[] = [
      { title: "rename to the same name", operations: [renameTo(style, group.displayName)], expected: group },
      { title: "replace the members by the same", operations: replaceMembers(style, users), expected: group },
      {
        title: "replace the members by the same in another order",
        operations: replaceMembers(style, users.toReversed()),
        expected: group,
      },
    ];
    for (const step of steps)
      await patchNothing(context, group, { ...step, expected: stateOf(group.displayName, users) });
  },
};
