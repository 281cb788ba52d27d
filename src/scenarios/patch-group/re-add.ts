import { type GroupFixture, NoVerdict, type Observation, type ScenarioContext } from "../context.ts";
import { expectLegal } from "../expect-legal.ts";
import { patchRules } from "../expect-patched.ts";
import { type Modified, modifiedOf } from "../modified.ts";
import { addMembers, asTheRfc, memberValue, type PatchOperation, type PatchStyle } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { listIds } from "../words.ts";
import { stateAfter, styleOf } from "./style.ts";

const TWICE = "RFC7644-3.5.2.1-MEMBER-DUP-IN-REQUEST";
const RE_ADD = "RFC7644-3.5.2.1-EXISTING-OK";
const LASTMOD = "RFC7644-3.5.2.1-EXISTING-LASTMOD";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
const NO_DUP = "RFC7643-2.4-NO-DUP";
const RULES = patchRules(APPEND);
const base = { depth: "standard", users: 3, groups: 1 } as const;

/** Adding a member who is one already: no duplicate, a success, `lastModified` as it was. */
export const patchReAdd: Scenario = {
  ...base,
  id: "patch.group.members.re-add",
  title: "Adding a member who is one already succeeds and changes nothing",
  requirements: [RE_ADD, LASTMOD, NO_DUP, APPEND],
  users: 2,
  run: async (context) => {
    const style = await styleOf(context);
    const users = await context.users(2);
    const group = await context.group(users);
    const before = await context.read(group.id);
    // Long enough for a server of whole seconds to show that it touched the Group.
    await context.wait(1100);
    const asked = (as: PatchStyle): readonly PatchOperation[] => addMembers(as, users.slice(0, 1));
    const after = await addAgain(context, { group, style, asked, words: "add a member who is one already" });
    judgeOnce(context, after);
    judgeUntouched(context, modifiedOf(before), modifiedOf(after));
  },
};

/** Adds somebody who is a member already, and holds the end to what RFC 7644 section 3.5.2.1 leaves open. */
async function addAgain(
  context: ScenarioContext,
  one: {
    readonly group: GroupFixture;
    readonly style: PatchStyle;
    readonly asked: (as: PatchStyle) => readonly PatchOperation[];
    readonly words: string;
    readonly changesUnknown?: boolean;
  },
): Promise<Observation | undefined> {
  const { group, style, asked, words, changesUnknown = false } = one;
  const answer = await context.write(group.id, asked(style), {
    title: `PATCH: ${words}`,
    intent: { kind: "open", why: words },
  });
  return await expectLegal(context, {
    group,
    before: group,
    answer,
    operations: asked(asTheRfc(style)),
    shape: "members-duplicate",
    rules: RULES,
    about: RE_ADD,
    changesUnknown,
  });
}

/** The same member under another `display`: still one member. */
export const patchReAddDisplay: Scenario = {
  ...base,
  id: "patch.group.members.re-add-display",
  title: "Adding a member again under another `display` makes no second member",
  requirements: [RE_ADD, NO_DUP, APPEND],
  users: 2,
  run: async (context) => {
    const style = await styleOf(context);
    if (style.shapes.value === "bare-id")
      throw new NoVerdict("not-applicable", "members are written as bare ids, which have no `display`");
    const users = await context.users(2);
    const group = await context.group(users);
    const asked = (as: PatchStyle): readonly PatchOperation[] => [
      { op: "add", path: "members", value: memberValue(as, users.slice(0, 1), { display: "Another Name" }) },
    ];
    const after = await addAgain(context, {
      group,
      style,
      asked,
      words: "add a member again under another display",
      // A display that the server keeps is a change, one that it makes itself is none.
      changesUnknown: true,
    });
    judgeOnce(context, after);
  },
};

/** One who is a member and one who is not, in one add: the new one is added, the other one stays. */
export const patchReAddBesideNew: Scenario = {
  ...base,
  id: "patch.group.members.re-add-beside-new",
  title: "Adding a member again beside a new one adds the new one",
  requirements: [ADDED, RE_ADD, NO_DUP, APPEND],
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a, b]);
    const asked = (as: PatchStyle): readonly PatchOperation[] => addMembers(as, [b, c]);
    const after = await addAgain(context, { group, style, asked, words: "add a member again beside a new one" });
    judgeOnce(context, after);
    judgeAdded(context, after, c);
  },
};

/** The same new member twice in one value, and in two operations of one request: a member once. */
export const patchAddTwice: Scenario = {
  ...base,
  id: "patch.group.members.add-twice-in-request",
  title: "A member whom one request adds twice is a member once",
  requirements: [NO_DUP, TWICE, ADDED, APPEND],
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a]);
    const steps: readonly { title: string; asked: (as: PatchStyle) => readonly PatchOperation[] }[] = [
      { title: "add a new member twice in one value", asked: (as) => addMembers(as, [b, b]) },
      { title: "add a new member in two operations", asked: (as) => [...addMembers(as, [c]), ...addMembers(as, [c])] },
    ];
    let before: Parameters<typeof expectLegal>[1]["before"] = group;
    for (const { title, asked } of steps) {
      const answer = await context.write(group.id, asked(style), {
        title: `PATCH: ${title}`,
        intent: { kind: "open", why: title },
      });
      const after = await expectLegal(context, {
        group,
        before,
        answer,
        operations: asked(asTheRfc(style)),
        shape: "members-duplicate",
        rules: RULES,
        about: ADDED,
        // Nothing advises a server to take a list that names somebody twice.
        mayRefuse: true,
      });
      judgeOnce(context, after, TWICE);
      before = stateAfter(context, before, answer, after);
    }
  },
};

/** Judges that a new one is a member, whoever was named beside. */
function judgeAdded(context: ScenarioContext, after: Observation | undefined, id: string): void {
  if (after?.kind !== "present") return;
  const common = { requirement: ADDED, invariant: "members", shape: "members-duplicate" } as const;
  if (after.members.values.has(id)) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    outcome: "failed",
    expected: [`${id} among the members`],
    actual: listIds(after.members.values),
    message: "A new member was not added, for another one in the same request was a member already.",
    pointer: "/members",
  });
}

/** Judges that a member who was added more than once is listed once. */
function judgeOnce(context: ScenarioContext, after: Observation | undefined, requirement = RE_ADD): void {
  if (after?.kind !== "present") return;
  const common = { requirement, invariant: "once", shape: "members-duplicate" } as const;
  const { repeated } = after.members;
  if (repeated.length === 0) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    alsoViolates: [NO_DUP],
    outcome: "failed",
    expected: ["each member once"],
    actual: `more than once: ${listIds(repeated)}`,
    message: "A member who was added more than once is listed twice.",
    pointer: "/members",
  });
}

function judgeUntouched(context: ScenarioContext, before: Modified | undefined, after: Modified | undefined): void {
  if (before === undefined || after === undefined) return;
  const common = { requirement: LASTMOD, invariant: "lastModified", shape: "members-duplicate" } as const;
  if (before.epochMs === after.epochMs) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    outcome: "failed",
    expected: [before.text],
    actual: after.text,
    message: "`meta.lastModified` moved although the member was one already.",
    pointer: "/meta/lastModified",
  });
}
