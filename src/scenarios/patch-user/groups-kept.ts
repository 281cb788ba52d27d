import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { membersOf } from "../put-user/groups.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { Values } from "./values.ts";

const TARGET = "RFC7644-3.5.2-TARGET-ONLY";

/** Membership changes through the Group alone (RFC 7643 section 4.1.2): a PATCH of a User takes nobody out of one. */
export function patchGroupsKept({ text }: Subjects): Scenario {
  return {
    id: "patch.user.groups-kept",
    title: "A member stays one when a PATCH changes the User",
    depth: "standard",
    users: 0,
    groups: 2,
    requirements: [TARGET],
    run: async (context) => {
      const values = new Values(context);
      const user = await makeUser(context, { [text]: values.text(text, 0) });
      const groups = [await context.group([user.id]), await context.group([user.id])];
      for (const group of groups) {
        if (!(await membersOf(context, group)).has(user.id))
          throw new NoVerdict("blocked", "a User could not be made a member of a Group");
      }
      const operations = [{ op: "replace", path: text, value: values.text(text, 1) }];
      const answer = await context.write(user.id, operations, {
        title: `PATCH: replace ${text} of a member of two Groups`,
        intent: { kind: "valid" },
      });
      needAnswer(answer);
      await judgeUserPatch(context, {
        id: user.id,
        before: user.shown,
        answer,
        outcomes: outcomesFor(user.shown, operations),
        paths: watched(user.shown, { needs: [text] }),
        rules: ["RFC7644-3.5.2.3-SINGLE"],
        shape: "edit-replace",
      });
      if (isRefusal(answer)) throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
      for (const group of groups) judge(context, (await membersOf(context, group)).has(user.id));
      await keptThroughRename(context, groups, user.id);
      await learnDeactivated(context, groups[0], user.id);
    },
  };
}

/** Whether a User may get another `userName` is the server's choice; where it does, it is the same User. */
async function keptThroughRename(context: ScenarioContext, groups: readonly GroupFixture[], id: string): Promise<void> {
  const { userName } = context.userBody("renamed");
  const answer = await context.write(id, [{ op: "replace", path: "userName", value: userName }], {
    title: "PATCH: another `userName`",
    intent: { kind: "open", why: "another `userName`" },
  });
  if (!isSuccess(answer)) return;
  for (const group of groups) judge(context, (await membersOf(context, group)).has(id));
}

/** Whether who is deactivated stays a member is the server's choice; it helps to read other findings. */
async function learnDeactivated(context: ScenarioContext, group: GroupFixture | undefined, id: string): Promise<void> {
  const answer = await context.write(id, [{ op: "replace", path: "active", value: false }], {
    title: "PATCH: deactivate a member",
    intent: { kind: "open", why: "what `active` means is the provider's to say (RFC 7643 section 4.1.1)" },
  });
  if (group === undefined || !isSuccess(answer)) return;
  const stays = (await membersOf(context, group)).has(id);
  const value = stays ? "stay members" : "are taken out of their Groups";
  context.learn({ id: "user.deactivated", title: "Users who are deactivated", value });
}

function judge(context: ScenarioContext, is: boolean): void {
  const common = { requirement: TARGET, invariant: "members-kept", shape: "edit-replace" } as const;
  if (is) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["a Group with the User"],
      actual: "the User is no member any more",
      message: "A PATCH of a User took it out of its Group.",
    });
  }
}
