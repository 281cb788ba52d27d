import type { Exchange } from "../../result/index.ts";
import { compareMembers } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import type { GroupState, ScenarioContext } from "../context.ts";
import { NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import { addMembers, type PatchOperation, removeMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { listIds } from "../words.ts";
import { isClosed, stateAfter, styleOf } from "./style.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const NAMED = "OPENAPI-REFUSAL-NAMED";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const base = { depth: "standard", groups: 1 } as const;

/** One way to write a request of which it is not known whether the server takes it. */
interface Attempt {
  readonly group: { readonly id: string };
  readonly before: GroupState;
  readonly expected: GroupState;
  readonly operations: readonly PatchOperation[];
  readonly title: string;
  readonly rule: string;
}

/** Sends it: taken, it does what it says and no more; refused, it changes nothing. Gives what the Group is then. */
async function attempt(context: ScenarioContext, asked: Attempt): Promise<GroupState> {
  const { group, before, expected, operations, title, rule } = asked;
  const answer = await context.write(group.id, operations, {
    title: `PATCH: ${title}`,
    intent: { kind: "open", why: title },
  });
  needAnswer(answer);
  learn(context, title, isSuccess(answer) ? "is taken" : `is answered with ${statusText(answer)}`);
  const shape = "members-few";
  if (isRefusal(answer)) {
    const although = `the PATCH was refused with ${statusText(answer)}`;
    await expectUnchanged(context, { id: group.id, before, requirement: REFUSED, shape, although });
    return before;
  }
  const rules = patchRules(rule);
  const seen = await expectPatched(context, { group, answer, expected, shape, rules, changes: true });
  return stateAfter(context, before, answer, seen);
}

function learn(context: ScenarioContext, title: string, value: string): void {
  context.learn({
    id: `patch.shape.${title.replaceAll(/[^a-z]+/gu, "-")}`,
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    value,
  });
}

/** Each way to remove a member that the document leaves open: one that is taken removes that member and no other. */
export const patchRemoveShapes: Scenario = {
  ...base,
  id: "patch.group.members.remove-shapes",
  title: "Each way to write a removal that is taken removes one member and keeps the others",
  requirements: [FILTER, REFUSED],
  users: 4,
  run: async (context) => {
    // A removal with a list of values is read in two ways (RFC 7644 section 3.5.2.2 knows none): it says nothing here.
    const removeShapes = context.contract.profile.patch.removeShapes.filter((shape) => shape !== "value-list");
    if (removeShapes.length < 2) throw new NoVerdict("not-applicable", "the document knows one way to write a removal");
    const style = await styleOf(context);
    const users = await context.users(4);
    const group = await context.group(users);
    let before: GroupState = group;
    for (const remove of removeShapes) {
      const [leaving = "", ...rest] = before.members;
      before = await attempt(context, {
        group,
        before,
        expected: stateOf(group.displayName, rest),
        operations: removeMembers({ ...style, shapes: { ...style.shapes, remove } }, [leaving]),
        title: `remove a member by ${remove}`,
        rule: FILTER,
      });
    }
  },
};

/**
 * Each way to write members that the document leaves open costs nobody their membership. Whether a text is read as meant
 * is not said anywhere, so it is learnt.
 */
export const patchValueShapes: Scenario = {
  ...base,
  id: "patch.group.members.add-shapes",
  title: "No way to write a member that is taken costs another one",
  requirements: [APPEND, REFUSED],
  users: 4,
  run: async (context) => {
    const { valueShapes } = context.contract.profile.patch;
    if (valueShapes.length < 2) throw new NoVerdict("not-applicable", "the document knows one way to write a member");
    const style = await styleOf(context);
    const [first = "", ...others] = await context.users(valueShapes.length + 1);
    const group = await context.group([first]);
    let before: GroupState = group;
    for (const [index, value] of valueShapes.entries()) {
      const joining = others[index] ?? "";
      const title = `add a member as ${value}`;
      const operations = addMembers({ ...style, shapes: { ...style.shapes, value } }, [joining]);
      const answer = await context.write(group.id, operations, {
        title: `PATCH: ${title}`,
        intent: { kind: "open", why: title },
      });
      needAnswer(answer);
      const wanted = stateOf(before.displayName, [...before.members, joining]);
      const seen = await context.read(group.id, isSuccess(answer) ? wanted : before);
      const now = stateAfter(context, before, answer, seen);
      learn(context, title, learntOf(answer, now.members.has(joining)));
      const although = `the PATCH was refused with ${statusText(answer)}`;
      const unchanged = { id: group.id, before, requirement: REFUSED, shape: "members-few", although } as const;
      if (isRefusal(answer)) await expectUnchanged(context, unchanged);
      else judgeNobodyLost(context, before, now);
      before = now;
    }
  },
};

function learntOf(answer: Exchange, isMember: boolean): string {
  if (!isSuccess(answer)) return `is answered with ${statusText(answer)}`;
  return isMember ? "is taken" : "is acknowledged, and the member not added";
}

function judgeNobodyLost(context: ScenarioContext, before: GroupState, now: GroupState): void {
  const common = { requirement: APPEND, invariant: "members-lost", shape: "members-few" } as const;
  const { missing } = compareMembers(before.members, now.members);
  if (missing.length === 0) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    outcome: "failed",
    expected: [`${listIds(before.members)}, as before, and the new member`],
    actual: `${listIds(now.members)}; lost: ${listIds(missing)}`,
    message: "An add of a member has cost others their membership.",
    pointer: "/members",
  });
}

/** Two members through one filter: where it is taken, those two go and no others; where the prose excludes it, nobody. */
export const patchRemoveByEither: Scenario = {
  ...base,
  id: "patch.group.members.remove-by-either",
  title: "One filter that names two members removes those two, or is refused without effect",
  requirements: [FILTER, NAMED, REFUSED],
  users: 4,
  run: async (context) => {
    const [a = "", b = "", c = "", d = ""] = await context.users(4);
    const style = await styleOf(context);
    const group = await context.group([a, b, c, d]);
    const path = `members[value eq ${JSON.stringify(b)} or value eq ${JSON.stringify(d)}]`;
    const emptyValue = style.shapes.remove === "filter-empty-value" ? { value: "" } : {};
    const operations: readonly PatchOperation[] = [{ op: "remove", path, ...emptyValue }];
    const title = "remove two members through one filter";
    if (!isClosed(context)) {
      await attempt(context, {
        group,
        before: group,
        expected: stateOf(group.displayName, [a, c]),
        operations,
        title,
        rule: FILTER,
      });
      return;
    }
    const answer = await context.write(group.id, operations, {
      title: `PATCH: ${title}`,
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const common = { requirement: NAMED, invariant: "compound filter", shape: "body-type" } as const;
    if (answer.response?.status === 400) context.judge({ ...common, outcome: "passed" });
    else if ((answer.response?.status ?? 0) < 500) {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["400: the document's prose takes another filter only"],
        actual: statusText(answer),
        message: "A filter of a form that the document's prose excludes was not refused as it says.",
      });
    }
    if (isRefusal(answer)) {
      const although = `the PATCH was refused with ${statusText(answer)}`;
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: REFUSED,
        shape: "body-type",
        although,
      });
    }
  },
};
