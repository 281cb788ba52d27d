import { type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectLegal } from "../expect-legal.ts";
import { patchRules } from "../expect-patched.ts";
import { asTheRfc, memberValue, type PatchOperation, type PatchStyle } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { isClosed, stateAfter, styleOf } from "./style.ts";

const ADD = "RFC7644-3.5.2.1-NO-PATH";
const REPLACE = "RFC7644-3.5.2.3-NO-PATH";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const ALL = "RFC7644-3.5.2.3-MULTI-ALL";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";

/** One request, as the accepted shapes write it, and as the RFC does. */
interface Step {
  readonly title: string;
  /** What the request is about, and what its members rest on. */
  readonly about: string;
  readonly rule: string;
  readonly asked: (style: PatchStyle) => PatchOperation;
}

/** Sends one after the other, each held against what may come of it in the state before. */
async function play(
  context: ScenarioContext,
  begin: readonly string[],
  steps: readonly Step[],
  mayRefuse: boolean,
): Promise<void> {
  const style = await styleOf(context);
  const group = await context.group(begin);
  let before: GroupState = group;
  for (const { title, about, rule, asked } of steps) {
    const answer = await context.write(group.id, [asked(style)], {
      title: `PATCH: ${title}`,
      intent: mayRefuse ? { kind: "open", why: title } : { kind: "valid" },
    });
    const seen = await expectLegal(context, {
      group,
      before,
      answer,
      operations: [asked(asTheRfc(style))],
      shape: "members-few",
      rules: patchRules(rule),
      about,
      mayRefuse,
    });
    before = stateAfter(context, before, answer, seen);
  }
}

/** @throws NoVerdict where the vendor's page lists what it takes, or demands a path */
function needOpen(context: ScenarioContext): void {
  if (isClosed(context)) throw new NoVerdict("not-applicable", "the page lists the operations that it takes");
  if (context.contract.profile.patch.pathRequired)
    throw new NoVerdict("not-applicable", "the page demands a path in every operation");
}

/** Without a path the resource is the target, and `value` has the attributes: `members` is one of them. */
export const patchMembersNoPath: Scenario = {
  id: "patch.group.members.no-path",
  title: "Members in the value of an operation without path are added and replaced as behind a path",
  depth: "standard",
  requirements: [ADD, REPLACE, APPEND, ALL],
  users: 4,
  groups: 1,
  run: async (context) => {
    needOpen(context);
    const [a = "", b = "", c = "", d = ""] = await context.users(4);
    const displayName = context.name("renamed");
    const members =
      (op: "add" | "replace", ...ids: readonly string[]): Step["asked"] =>
      (style) => ({ op, value: { members: memberValue(style, ids) } });
    const steps: readonly Step[] = [
      { title: "add a member, without path", about: ADD, rule: APPEND, asked: members("add", c) },
      { title: "add two, one of them a member, without path", about: ADD, rule: APPEND, asked: members("add", c, d) },
      {
        title: "rename, without path",
        about: REPLACE,
        rule: APPEND,
        asked: () => ({ op: "replace", value: { displayName } }),
      },
      { title: "replace the members, without path", about: REPLACE, rule: ALL, asked: members("replace", a, d) },
      { title: "replace the members by none, without path", about: REPLACE, rule: ALL, asked: members("replace") },
    ];
    await play(context, [a, b], steps, false);
  },
};

/** What one value without a path names is a name and members, as a client sends that knows both. */
export const patchBothNoPath: Scenario = {
  id: "patch.group.no-path.both",
  title: "A replace without path whose value has a name and members sets both",
  depth: "standard",
  requirements: [REPLACE, ALL],
  users: 3,
  groups: 1,
  run: async (context) => {
    needOpen(context);
    const [a = "", b = "", c = ""] = await context.users(3);
    const both = (label: string, ...ids: readonly string[]): Step => {
      const displayName = context.name(label);
      return {
        title: `replace the name and the members by ${ids.length}, without path`,
        about: REPLACE,
        rule: ALL,
        asked: (style) => ({ op: "replace", value: { displayName, members: memberValue(style, ids) } }),
      };
    };
    await play(context, [a], [both("first", b), both("second", a, c)], false);
  },
};

/** One member need not come in a list: applied, or refused without effect, and nothing in between. */
export const patchMemberAlone: Scenario = {
  id: "patch.group.members.not-in-a-list",
  title: "One member as an object instead of a list of one is added, or refused without effect",
  depth: "standard",
  requirements: [ADDED, "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 2,
  groups: 1,
  run: async (context) => {
    needOpen(context);
    const [a = "", b = ""] = await context.users(2);
    const add: Step["asked"] = (style) => {
      const value = memberValue(style, [b]);
      return { op: "add", path: "members", value: Array.isArray(value) ? (value[0] as unknown) : value };
    };
    const step = { title: "add a member as an object", about: ADDED, rule: APPEND, asked: add };
    await play(context, [a], [step], true);
  },
};
