import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, TARGET_ONLY, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { addMembers, type PatchOperation, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";

/** A change of one Group: what it is afterwards, and which operations say so. */
interface Change {
  readonly title: string;
  readonly group: GroupFixture;
  readonly to: GroupState;
  readonly operations: readonly PatchOperation[];
}

/** Names that a server might take for that of another Group, beside the very same one: what is done, in words, and the name. */
const TWINS: readonly (readonly [how: string, name: (of: string) => string])[] = [
  ["the first Group's name in capitals", (name) => name.replace(/twin$/u, "TWIN")],
  ["the first Group's name and a number after it", (name) => `${name}-2`],
];

/**
 * Two Groups whose names differ in case alone, or of which one begins with the other, are two Groups: a write goes by the id in
 * its URL. A server may refuse a name that another Group has in another case.
 */
export const nameTwins = (method: WriteMethod): Scenario => ({
  id: `${method}.group.name-twins`,
  title: `A ${method.toUpperCase()} of one of two Groups of nearly the same name leaves the other alone`,
  depth: "standard",
  requirements: [TARGET_ONLY[method], REFUSED],
  users: 3,
  groups: 2,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const style = method === "patch" ? await styleOf(context) : undefined;
    const renamed = (name: string): readonly PatchOperation[] => (style === undefined ? [] : [renameTo(style, name)]);
    const joined = (id: string): readonly PatchOperation[] => (style === undefined ? [] : addMembers(style, [id]));
    const first = await context.group([a]);
    const second = await context.group([b]);
    const name = `${context.name("twin")}-twin`;
    let one = await made(context, method, {
      title: "a name",
      group: first,
      to: stateOf(name, [a]),
      operations: renamed(name),
    });
    let other: GroupState = second;
    for (const [index, [how, nearly]] of TWINS.entries()) {
      const close = nearly(name);
      const to = stateOf(close, other.members);
      const naming = await send(context, method, { title: how, group: second, to, operations: renamed(close) });
      if (!(await isTaken(context, method, naming, { group: second, before: other, to }))) continue;
      other = to;
      const grown = stateOf(close, [...other.members, index === 0 ? a : c]);
      const operations = joined(index === 0 ? a : c);
      other = await made(context, method, {
        title: `a member more on the Group with ${how}`,
        group: second,
        to: grown,
        operations,
      });
      await stays(context, method, first, one);
      const away = context.name(`away ${index}`);
      for (const back of [away, name]) {
        one = await made(context, method, {
          title: `another name on the first Group, while the second has ${how}`,
          group: first,
          to: stateOf(back, [a]),
          operations: renamed(back),
        });
        await stays(context, method, second, other);
      }
    }
  },
});

async function send(
  context: ScenarioContext,
  method: WriteMethod,
  change: Change,
): Promise<Awaited<ReturnType<ScenarioContext["write"]>>> {
  const { title, group, to, operations } = change;
  return await context.write(group.id, method === "put" ? groupBody(context, to) : operations, {
    title: `${method.toUpperCase()} ${title}`,
    intent: { kind: "open", why: "a name that is nearly another Group's" },
  });
}

/** Makes a change that is judged. @returns what the Group is then */
async function made(context: ScenarioContext, method: WriteMethod, change: Change): Promise<GroupState> {
  const answer = await send(context, method, change);
  needAnswer(answer);
  if (isRefusal(answer)) throw new NoVerdict("inconclusive", `${change.title} was refused with ${statusText(answer)}`);
  await judge(context, method, answer, change);
  return change.to;
}

async function judge(
  context: ScenarioContext,
  method: WriteMethod,
  answer: Awaited<ReturnType<ScenarioContext["write"]>>,
  { group, to }: Pick<Change, "group" | "to">,
): Promise<void> {
  const written = { group, answer, expected: to, shape: "name-odd" } as const;
  if (method === "put") await expectWritten(context, written);
  else await expectPatched(context, { ...written, rules: patchRules(APPEND), changes: true });
}

/** Whether a Group may have the name: one that is refused changes nothing, and says nothing more. */
async function isTaken(
  context: ScenarioContext,
  method: WriteMethod,
  answer: Awaited<ReturnType<ScenarioContext["write"]>>,
  { group, before, to }: { readonly group: GroupFixture; readonly before: GroupState; readonly to: GroupState },
): Promise<boolean> {
  needAnswer(answer);
  if (isRefusal(answer)) {
    context.learn({
      id: `${method}.near-name.${to.displayName.endsWith("TWIN") ? "case" : "beginning"}`,
      title: answer.title,
      value: `is refused with ${statusText(answer)}`,
    });
    const although = `the write was refused with ${statusText(answer)}`;
    await expectUnchanged(context, { id: group.id, before, requirement: REFUSED, shape: "name-odd", although });
    return false;
  }
  if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the write was answered ${statusText(answer)}`);
  await judge(context, method, answer, { group, to });
  return true;
}

async function stays(
  context: ScenarioContext,
  method: WriteMethod,
  group: GroupFixture,
  before: GroupState,
): Promise<void> {
  await expectUnchanged(context, {
    id: group.id,
    before,
    requirement: TARGET_ONLY[method],
    shape: "name-odd",
    although: `the ${method.toUpperCase()} named another Group`,
  });
}
