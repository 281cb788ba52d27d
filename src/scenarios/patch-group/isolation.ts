import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import { addMembers, removeMembers, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { nameStyleOf, styleOf } from "./style.ts";

const TARGET_ONLY = "RFC7644-3.5.2-TARGET-ONLY";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";

/** Adds to one of two Groups, removes from it and from the other: the one that is not named stays as it is. */
async function editInTurn(
  context: ScenarioContext,
  first: GroupFixture,
  second: GroupFixture,
  users: { readonly shared: string; readonly firstOnly: string },
): Promise<void> {
  const style = await styleOf(context);
  const states = new Map<string, GroupState>([
    [first.id, first],
    [second.id, second],
  ]);
  const { shared, firstOnly } = users;
  const steps = [
    { group: first, other: second, operations: removeMembers(style, [shared]), adds: "", removes: shared },
    { group: second, other: first, operations: addMembers(style, [firstOnly]), adds: firstOnly, removes: "" },
    { group: second, other: first, operations: removeMembers(style, [firstOnly]), adds: "", removes: firstOnly },
  ];
  for (const { group, other, operations, adds, removes } of steps) {
    const answer = await context.write(group.id, operations, {
      title: "PATCH one of two Groups",
      intent: { kind: "valid" },
    });
    const before = states.get(group.id) ?? group;
    const leaves = [...before.members, ...(adds === "" ? [] : [adds])].filter((id) => id !== removes);
    const stored = await expectPatched(context, {
      group,
      answer,
      expected: stateOf(before.displayName, leaves),
      shape: "members-few",
      rules: patchRules(adds === "" ? FILTER : APPEND),
      changes: true,
    });
    if (stored.kind === "present") states.set(group.id, stateOf(stored.displayName ?? "", stored.members.values));
    await expectUnchanged(context, {
      id: other.id,
      before: states.get(other.id) ?? other,
      requirement: TARGET_ONLY,
      shape: "members-few",
      although: "the PATCH named another Group",
    });
  }
}

/** A PATCH of one Group leaves others alone, also those that share its members; the same for the second Group. */
export const patchOnlyThisGroup: Scenario = {
  id: "patch.group.only-this-group",
  title: "A PATCH changes the Group in its URL and no other",
  depth: "standard",
  requirements: [TARGET_ONLY, FILTER, APPEND],
  users: 3,
  groups: 2,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const first = await context.group([a, b]);
    const second = await context.group([b, c]);
    await editInTurn(context, first, second, { shared: b, firstOnly: a });
  },
};

/** Two Groups of one name, where the server allows it, are two Groups: a PATCH goes by the id in its URL. */
export const patchSameName: Scenario = {
  id: "patch.group.same-name",
  title: "A PATCH of one of two Groups of the same name leaves the other alone",
  depth: "standard",
  requirements: [TARGET_ONLY, REFUSED],
  users: 3,
  groups: 2,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const first = await context.group([a, b]);
    const second = await context.group([b, c]);
    const answer = await context.write(second.id, [renameTo(nameStyleOf(context), first.displayName)], {
      title: "PATCH the first Group's name on the second",
      intent: { kind: "open", why: "the name of another Group" },
    });
    needAnswer(answer);
    context.learn({
      id: "patch.same-name",
      title: "Two Groups of the same name",
      value: isSuccess(answer) ? "are allowed" : `are refused with ${statusText(answer)}`,
    });
    if (isRefusal(answer)) {
      await expectUnchanged(context, {
        id: second.id,
        before: second,
        requirement: REFUSED,
        shape: "name-odd",
        although: `the PATCH was refused with ${statusText(answer)}`,
      });
      return;
    }
    const named = { ...second, ...stateOf(first.displayName, second.members) };
    const rules = patchRules(APPEND);
    await expectPatched(context, { group: second, answer, expected: named, shape: "name-odd", rules, changes: true });
    await editInTurn(context, first, named, { shared: b, firstOnly: a });
  },
};

/** The path of the collection names no Group: a PATCH there changes neither one nor many. */
export const patchLiteralPath: Scenario = {
  id: "patch.group.literal-path",
  title: "A PATCH of the path without an id changes no Group",
  depth: "standard",
  requirements: ["OPENAPI-PATH-WITHOUT-ID", TARGET_ONLY, REFUSED],
  users: 0,
  groups: 2,
  // A server that is wrong here writes to every Group there is.
  last: true,
  run: async (context) => {
    const users = await context.someUsers(1);
    const groups = [await context.group(users), await context.group([])];
    const answer = await context.sendBeside({
      method: "PATCH",
      body: [renameTo(nameStyleOf(context), context.name("nobody's"))],
      title: "PATCH the path without an id",
    });
    if (answer.response === undefined) throw new NoVerdict("inconclusive", "the path without an id did not answer");
    for (const { id, ...before } of groups) {
      await expectUnchanged(context, {
        id,
        before,
        requirement: "OPENAPI-PATH-WITHOUT-ID",
        alsoViolates: [TARGET_ONLY, ...(isRefusal(answer) ? [REFUSED] : [])],
        shape: "none",
        although: `the PATCH named no Group (it was answered ${statusText(answer)})`,
      });
    }
  },
};
