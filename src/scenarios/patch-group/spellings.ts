import { URN } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import {
  addMembers,
  type PatchOperation,
  type PatchStyle,
  removeMembers,
  renameTo,
  replaceMembers,
} from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { playSpelled, type SpelledStep, type Spelling } from "./spelled-steps.ts";
import { nameStyleOf, styleOf } from "./style.ts";

const OP_KNOWN = "RFC7644-3.5.2-OP-KNOWN";
const NAME_CASE = "RFC7644-3.10-NAME-CASE";
const FILTER_CASE = "RFC7644-3.4.2.2-NAME-CASE";
const URN_PATH = "RFC7644-3.10-URN-PATH";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const REPLACE = "RFC7644-3.5.2.3-MULTI-ALL";
const base = { depth: "standard", groups: 1 } as const;

type Forms = Pick<SpelledStep, "asked" | "plain">;

interface PathSpelling extends Spelling {
  readonly id: string;
  readonly title: string;
  readonly members: string;
  readonly displayName: string;
}

/** A path in another spelling of its name: the same target (RFC 7644 section 3.10). */
function spelled({ id, title, members, displayName, ...spelling }: PathSpelling): Scenario {
  return {
    ...base,
    id: `patch.group.${id}`,
    title,
    requirements: [spelling.requirement, APPEND, FILTER, REPLACE],
    users: 3,
    run: async (context) => {
      const style = await styleOf(context);
      const [a = "", b = "", c = ""] = await context.users(3);
      const group = await context.group([a, b]);
      const name = context.name("renamed");
      const onMembers = (make: (as: PatchStyle, path: string) => readonly PatchOperation[]): Forms => ({
        asked: (as) => make(as, members),
        plain: (as) => make(as, "members"),
      });
      await playSpelled(context, { style, group }, spelling, [
        { title: "add a member", rule: APPEND, ...onMembers((as, path) => addMembers(as, [c], path)) },
        { title: "remove a member", rule: FILTER, ...onMembers((as, path) => removeMembers(as, [a], path)) },
        { title: "replace the members", rule: REPLACE, ...onMembers((as, path) => replaceMembers(as, [a, c], path)) },
        {
          title: "rename",
          rule: APPEND,
          asked: (as) => [renamed(as, displayName, name)],
          plain: (as) => [renameTo(as, name)],
        },
      ]);
    },
  };
}

/** A rename under another spelling of the name: as a path, or as a name in the value. */
function renamed({ profile }: PatchStyle, spelling: string, value: string): PatchOperation {
  return profile.patch.pathRequired
    ? { op: "replace", path: spelling, value }
    : { op: "replace", value: { [spelling]: value } };
}

/** Names in another case, and with the URN of the schema before them. */
export const patchSpellings: readonly Scenario[] = [
  spelled({
    id: "path-case",
    title: "The name of an attribute in another case names the same attribute",
    requirement: NAME_CASE,
    how: "the name in another case",
    members: "Members",
    displayName: "DISPLAYNAME",
  }),
  spelled({
    id: "path-urn",
    title: "The name of an attribute after the URN of its schema names the same attribute",
    requirement: URN_PATH,
    how: "the name after the URN of its schema",
    members: `${URN.group}:members`,
    displayName: `${URN.group}:displayName`,
  }),
];

/**
 * A removal whose filter writes the name of the sub-attribute, or its operator, in another case: the same member goes (RFC
 * 7644 section 3.4.2.2).
 */
export const patchFilterCase: Scenario = {
  ...base,
  id: "patch.group.members.filter-case",
  title: "A filter in a path names the same member whatever the case of its name and its operator",
  requirements: [FILTER_CASE, FILTER],
  users: 3,
  run: async (context) => {
    const style = await styleOf(context);
    const { remove } = style.shapes;
    if (remove === "value-list") throw new NoVerdict("not-applicable", "a removal is written without a filter");
    const users = await context.users(3);
    const group = await context.group(users);
    const beside = remove === "filter" ? {} : { value: "" };
    const removal = (id: string, comparison: string): SpelledStep => ({
      title: `remove a member by ${comparison}`,
      rule: FILTER,
      asked: () => [{ op: "remove", path: `members[${comparison} ${JSON.stringify(id)}]`, ...beside }],
      plain: (as) => removeMembers(as, [id]),
    });
    const [a = "", b = ""] = users;
    await playSpelled(context, { style, group }, { requirement: FILTER_CASE, how: "the filter in another case" }, [
      removal(a, "Value eq"),
      removal(b, "value EQ"),
    ]);
  },
};

/** The names of operations are taken as the RFC writes them; in another case they are taken, or refused without effect. */
export const patchOpCase: Scenario = {
  ...base,
  id: "patch.group.op-case",
  title: "An op is taken as the RFC writes it; in another case it is applied, or refused without effect",
  requirements: [OP_KNOWN, "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 0,
  run: async (context) => {
    const style = nameStyleOf(context);
    const users = await context.someUsers(1);
    const group = await context.group(users);
    const first = await rename(context, group, style, "replace");
    const upper = await rename(context, { ...group, ...first }, style, "Replace");
    const lower = first !== undefined;
    if (lower) context.judge({ requirement: OP_KNOWN, invariant: "op-case", shape: "none", outcome: "passed" });
    else if (upper === undefined) throw new NoVerdict("inconclusive", "a rename is refused however its op is written");
    else {
      context.judge({
        requirement: OP_KNOWN,
        invariant: "op-case",
        shape: "none",
        outcome: "failed",
        expected: ["`replace` taken, as RFC 7644 section 3.5.2 writes it"],
        actual: "`replace` refused, `Replace` taken",
        message: "The server takes an op only as the RFC does not write it.",
      });
    }
  },
};

/** Renames by an op in this spelling; what the Group is then, undefined when the server refused. */
async function rename(
  context: ScenarioContext,
  group: GroupFixture,
  style: PatchStyle,
  op: string,
): Promise<GroupState | undefined> {
  const expected = stateOf(context.name(`by ${op}`), group.members);
  const answer = await context.write(group.id, [{ ...renameTo(style, expected.displayName), op }], {
    title: `PATCH a name, op written ${op}`,
    intent: { kind: "open", why: `op written ${op}` },
  });
  needAnswer(answer);
  context.learn({
    id: `patch.op.${op}`,
    title: `op written ${op}`,
    value: isSuccess(answer) ? "is taken" : `is answered with ${statusText(answer)}`,
  });
  if (isRefusal(answer)) {
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      shape: "none",
      although: `the PATCH was refused with ${statusText(answer)}`,
    });
    return undefined;
  }
  const rules = patchRules(APPEND);
  await expectPatched(context, { group, answer, expected, shape: "name-ordinary", rules, changes: true });
  return expected;
}
