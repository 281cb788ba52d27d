import { compareMembers, sameMembers } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { judgeMembers } from "../expect-written.ts";
import { memberEntry } from "../group-body.ts";
import { memberFilter } from "../patch-operations.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { isClosedPage, styleOf } from "./style.ts";

const IMMUTABLE = "RFC7643-4.2-MEMBERS-IMMUTABLE";
const NESTED = "RFC7643-4.2-NESTED";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const base = { depth: "standard" } as const;

/** What may be done with a member's entry, and who may be one, where no page of the vendor's settles it. */
export const patchMemberEntries: ScenarioFamily["scenarios"] = (contract) =>
  isClosedPage(contract) || contract.profile.patch.unknownMember !== "open" ? [] : [immutable, nested];

/** Another `value` for a member who is there: refused, or another member in its place, and nobody else suffers. */
const immutable: Scenario = {
  ...base,
  id: "patch.group.members.immutable",
  title: "The `value` of a member is not replaced by another, or one member takes the place of another",
  requirements: [IMMUTABLE, REFUSED, "RFC7644-3.5.2.3-VALUEPATH-SUBATTR"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const style = await styleOf(context);
    if (style.shapes.remove === "value-list")
      throw new NoVerdict("not-applicable", "the server takes no filter in a path");
    const group = await context.group([a, b]);
    const answer = await context.write(group.id, [{ op: "replace", path: `${memberFilter(a)}.value`, value: c }], {
      title: "PATCH: replace the value of a member",
      intent: { kind: "open", why: "another value for a member, whose parts are immutable" },
    });
    needAnswer(answer);
    const common = { requirement: IMMUTABLE, invariant: "value", shape: "edit-replace" } as const;
    if (isRefusal(answer)) {
      context.judge({ ...common, outcome: "passed" });
      return await refusedKeeps(context, group, `the PATCH was refused with ${statusText(answer)}`);
    }
    if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
    const seen = await context.read(group.id, { displayName: group.displayName, members: new Set([b, c]) });
    if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
    const isKept = sameMembers(compareMembers(new Set([a, b]), seen.members.values));
    const value = isKept ? "is acknowledged and not done" : "is taken";
    context.learn({ id: "patch.member-value", title: "Another value for a member", value });
    if (!isKept) {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["a refusal"],
        actual: statusText(answer),
        message: "The `value` of a member, which is immutable, was replaced by another.",
        pointer: "/members",
      });
      judgeMembers(context, seen.members, new Set([b, c]), "edit-replace", {
        by: seen.by,
        alsoViolates: [],
        rules: rulesFor("RFC7644-3.5.2.3-VALUEPATH-SUBATTR"),
      });
    } else context.judge({ ...common, outcome: "passed" });
    return undefined;
  },
};

/** A Group as a member: stored, left out or refused, and nobody else suffers. */
const nested: Scenario = {
  ...base,
  id: "patch.group.member-group",
  title: "A Group that a PATCH adds as a member is stored, left out or refused, and nobody else suffers",
  requirements: [NESTED, "RFC7644-3.5.2.1-MULTI-APPEND", REFUSED, "RFC7644-3.5.2-TARGET-ONLY"],
  users: 2,
  groups: 2,
  run: async (context) => {
    const [a = "", inside = ""] = await context.users(2);
    const style = await styleOf(context);
    if (style.shapes.value === "bare-id")
      throw new NoVerdict("not-applicable", "members are written as bare ids, which do not say that they are Groups");
    const inner = await context.group([inside]);
    const group = await context.group([a]);
    const entries = [memberEntry(context, inner.id, "Group")];
    const value = style.shapes.value === "json-text" ? JSON.stringify(entries) : entries;
    const answer = await context.write(group.id, [{ op: "add", path: "members", value }], {
      title: "PATCH: add a Group as a member",
      intent: { kind: "open", why: "a Group as a member" },
    });
    needAnswer(answer);
    let said = `is refused with ${statusText(answer)}`;
    if (isSuccess(answer)) {
      const both = new Set([a, inner.id]);
      const seen = await context.read(group.id, { displayName: group.displayName, members: both });
      if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
      const isStored = seen.members.values.has(inner.id);
      said = isStored ? "is stored" : "is accepted and left out";
      judgeMembers(context, seen.members, isStored ? both : new Set([a]), "members-nested", {
        by: seen.by,
        alsoViolates: [],
        rules: rulesFor("RFC7644-3.5.2.1-MULTI-APPEND"),
      });
    } else if (isRefusal(answer))
      await refusedKeeps(context, group, `the PATCH was refused with ${statusText(answer)}`);
    else throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
    context.learn({ id: "patch.member-group", title: "A Group as a member, added by a PATCH", value: said });
    context.judge({ requirement: NESTED, invariant: "learnt", shape: "members-nested", outcome: "passed" });
    await expectUnchanged(context, {
      id: inner.id,
      before: inner,
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      shape: "members-nested",
      although: "it was only added to the Group that was written to",
    });
  },
};

function rulesFor(members: string): { name: string; members: string; full: string; bodyOptional: boolean } {
  return { name: "RFC7644-3.5.2.3-SINGLE", members, full: "RFC7644-3.5.2-200-FULL", bodyOptional: true };
}

async function refusedKeeps(
  context: ScenarioContext,
  group: Parameters<typeof expectUnchanged>[1]["before"] & { readonly id: string },
  although: string,
): Promise<void> {
  await expectUnchanged(context, {
    id: group.id,
    before: group,
    requirement: REFUSED,
    shape: "edit-refused",
    although,
  });
}
