import { URN } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import {
  type GroupFixture,
  type GroupState,
  NoVerdict,
  type Observation,
  type ScenarioContext,
  type ScenarioJudgement,
} from "../context.ts";
import { expectLegal } from "../expect-legal.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import {
  addMembers,
  asTheRfc,
  type PatchOperation,
  type PatchStyle,
  removeMembers,
  renameTo,
  replaceMembers,
} from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { isClosed, nameStyleOf, stateAfter, styleOf } from "./style.ts";

const OP_KNOWN = "RFC7644-3.5.2-OP-KNOWN";
const NAME_CASE = "RFC7644-3.10-NAME-CASE";
const FILTER_CASE = "RFC7644-3.4.2.2-NAME-CASE";
const URN_PATH = "RFC7644-3.10-URN-PATH";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const REPLACE = "RFC7644-3.5.2.3-MULTI-ALL";
const SHAPE = "members-name-case";
const base = { depth: "standard", groups: 1 } as const;

interface Spelling {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  /** How the path is written, in words. */
  readonly how: string;
  readonly members: string;
  readonly displayName: string;
}

/** The paths of a Group's attributes, as a request writes them. */
type Paths = Pick<Spelling, "members" | "displayName">;

const PLAIN: Paths = { members: "members", displayName: "displayName" };

interface Step {
  readonly title: string;
  /** The requirement that a wrong end breaks, however the path is written. */
  readonly rule: string;
  readonly asked: (as: PatchStyle, paths: Paths) => readonly PatchOperation[];
}

/** A path in another spelling of its name: the same target (RFC 7644 section 3.10). */
function spelled({ id, title, requirement, how, members, displayName }: Spelling): Scenario {
  return {
    ...base,
    id: `patch.group.${id}`,
    title,
    requirements: [requirement, APPEND, FILTER, REPLACE],
    users: 3,
    run: async (context) => {
      const style = await styleOf(context);
      const [a = "", b = "", c = ""] = await context.users(3);
      const group = await context.group([a, b]);
      const steps: readonly Step[] = [
        { title: "add a member", rule: APPEND, asked: (as, path) => addMembers(as, [c], path.members) },
        { title: "remove a member", rule: FILTER, asked: (as, path) => removeMembers(as, [a], path.members) },
        { title: "replace the members", rule: REPLACE, asked: (as, path) => replaceMembers(as, [a, c], path.members) },
        {
          title: "rename",
          rule: APPEND,
          asked: (as, path) => [renamed(as, path.displayName, context.name("renamed"))],
        },
      ];
      let before: GroupState = group;
      for (const step of steps) {
        const { title: what, rule, asked } = step;
        const answer = await context.write(group.id, asked(style, { members, displayName }), {
          title: `PATCH: ${what}, ${how}`,
          // A page that lists the forms it takes leaves open whether another spelling is one of them.
          intent: { kind: "open", why: how },
        });
        const operations = asked(asTheRfc(style), { members, displayName });
        let seen: Observation | undefined;
        const held = await context.hold(async () => {
          seen = await expectLegal(context, {
            group,
            before,
            answer,
            operations,
            shape: SHAPE,
            rules: { ...patchRules(requirement), name: requirement },
            about: requirement,
            mayRefuse: isClosed(context),
          });
        });
        const isWrong = held.judgements.some(({ outcome }) => outcome === "failed");
        // What goes wrong in its plain form as well is not the spelling's doing.
        const isPlain = isWrong && (await isWrongPlainly(context, step, style, before));
        const [from, to] = isPlain ? [requirement, rule] : [rule, requirement];
        for (const one of held.judgements) context.judge(putDownTo(one, from, to));
        if (held.noVerdict !== undefined) throw held.noVerdict;
        before = stateAfter(context, before, answer, seen);
      }
    },
  };
}

/** Whether the same goes wrong on another Group, with the names as the RFC writes them. */
async function isWrongPlainly(
  context: ScenarioContext,
  { title, rule, asked }: Step,
  style: PatchStyle,
  { members }: GroupState,
): Promise<boolean> {
  const group = await context.group([...members]);
  const { judgements } = await context.hold(async () => {
    const answer = await context.write(group.id, asked(style, PLAIN), {
      title: `PATCH: ${title}, in its plain form, to tell what is wrong`,
      intent: { kind: "valid" },
    });
    const operations = asked(asTheRfc(style), PLAIN);
    const rules = patchRules(rule);
    await expectLegal(context, { group, before: group, answer, operations, shape: SHAPE, rules, about: rule });
  });
  await context.discard(group);
  return judgements.some(({ outcome }) => outcome === "failed");
}

/** A failure that speaks of one of two requirements, put down to the one; the other stands beside it. */
function putDownTo(judgement: ScenarioJudgement, from: string, to: string): ScenarioJudgement {
  if (judgement.outcome !== "failed" || ![from, to].includes(judgement.requirement)) return judgement;
  const also = [from, ...(judgement.alsoViolates ?? [])].filter((id) => id !== to);
  return { ...judgement, requirement: to, alsoViolates: [...new Set(also)] };
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
    let before: GroupState = group;
    for (const [index, spelling] of ["Value eq", "value EQ"].entries()) {
      const id = users[index] ?? "";
      const sent = { op: "remove", path: `members[${spelling} ${JSON.stringify(id)}]`, ...beside } as const;
      const how = `the filter written ${spelling}`;
      const answer = await context.write(group.id, [sent], {
        title: `PATCH: remove a member, ${how}`,
        intent: { kind: "open", why: how },
      });
      const seen = await expectLegal(context, {
        group,
        before,
        answer,
        operations: removeMembers(asTheRfc(style), [id]),
        shape: "members-name-case",
        rules: patchRules(FILTER),
        about: FILTER_CASE,
        mayRefuse: isClosed(context),
      });
      before = stateAfter(context, before, answer, seen);
    }
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
