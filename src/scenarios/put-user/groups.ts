import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { expectUser, valueAt } from "./expect-user.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const READ_ONLY = "RFC7643-4.1.2-GROUPS-RO";
const IGNORED = "RFC7644-3.5.1-RO-IGNORED";

/** `groups` is readOnly: a Group named there gains nobody (RFC 7643 section 4.1.2). */
export const userGroupsIgnored: Scenario = {
  id: "put.user.groups-ignored",
  title: "`groups` in the body is ignored: membership changes only through the Group",
  depth: "standard",
  users: 0,
  groups: 1,
  requirements: [READ_ONLY, IGNORED],
  run: async (context) => {
    const group = await context.group([]);
    const user = await context.user("own");
    await putGroups(context, user, "PUT the User with a Group in `groups`", [{ value: group.id }]);
    await judgeMembership(context, group, user, false, "`groups` in a User's body made it a member.");
  },
};

/** What a PUT of a User does not say of Groups, or says wrongly, takes nobody out of one. */
export const userGroupsKept: Scenario = {
  id: "put.user.groups-kept",
  title: "A member stays one whatever a PUT of the User says of `groups`, or leaves out",
  depth: "standard",
  users: 0,
  groups: 2,
  requirements: [READ_ONLY, IGNORED],
  run: async (context) => {
    const user = await context.user("own");
    const group = await context.group([user.id]);
    const other = await context.group([]);
    if (!(await membersOf(context, group)).has(user.id)) {
      throw new NoVerdict("blocked", "a User could not be made a member of a Group");
    }
    for (const [words, groups] of [
      ["without `groups`", undefined],
      ["with an empty list of `groups`", []],
      ["with another Group in `groups`", [{ value: other.id }]],
      ["with its Group in `groups` under another name", [{ value: group.id, display: "Another Name" }]],
    ] as const) {
      await putGroups(context, user, `PUT the User ${words}`, groups);
      await judgeMembership(context, group, user, true, `A PUT of a User ${words} took it out of its Group.`);
      await judgeMembership(context, other, user, false, "`groups` in a User's body made it a member.");
    }
    await keptThroughRename(context, group, user);
    await learnShown(context, group, user);
  },
};

/** Whether a User may get another `userName` is the server's choice; where it does, it is the same User. */
async function keptThroughRename(context: ScenarioContext, group: GroupFixture, user: UserFixture): Promise<void> {
  const { userName } = context.userBody("renamed");
  const answer = await context.write(user.id, withValue(user.body, "userName", userName), {
    title: "PUT the User with another `userName`",
    intent: { kind: "open", why: "another `userName`" },
  });
  if (!isSuccess(answer)) return;
  await judgeMembership(context, group, user, true, "A PUT with another `userName` took the User out of its Group.");
}

/** PUTs a change with `groups` beside it: the change is made, the rest ignored. */
async function putGroups(
  context: ScenarioContext,
  user: UserFixture,
  title: string,
  groups: readonly JsonObject[] | undefined,
): Promise<void> {
  const canary = { path: canaryPath(context.operation), value: context.name(title) };
  const body = withValue(withValue(user.body, canary.path, canary.value), "groups", groups);
  const answer = await context.write(user.id, body, { title, intent: { kind: "valid" } });
  needAnswer(answer);
  const common = { requirement: IGNORED, invariant: "groups-accepted", shape: "body-read-only" } as const;
  if (isSuccess(answer) || groups === undefined) {
    await expectUser(context, { id: user.id, answer, attributes: [canary] });
    context.judge({ ...common, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    alsoViolates: [READ_ONLY],
    outcome: "failed",
    expected: ["200: a readOnly value is ignored"],
    actual: statusText(answer),
    message: "A PUT was refused although only readOnly `groups` was added to its body.",
  });
}

async function judgeMembership(
  context: ScenarioContext,
  group: GroupFixture,
  user: UserFixture,
  wanted: boolean,
  message: string,
): Promise<void> {
  const is = (await membersOf(context, group)).has(user.id);
  const common = {
    requirement: READ_ONLY,
    invariant: wanted ? "members-kept" : "members",
    shape: "body-read-only",
  } as const;
  if (is === wanted) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      alsoViolates: [IGNORED],
      outcome: "failed",
      expected: [`a Group ${wanted ? "with" : "without"} the User`],
      actual: `the User is ${is ? "a" : "no"} member`,
      message,
    });
  }
}

/** @throws NoVerdict when the Group cannot be read */
export async function membersOf(context: ScenarioContext, group: GroupFixture): Promise<ReadonlySet<string>> {
  const seen = await context.read(group.id, group, "Group");
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read");
  return seen.members.values;
}

/** Whether a User shows its Groups is the server's choice: a report of the choice helps to read other findings. */
async function learnShown(context: ScenarioContext, group: GroupFixture, user: UserFixture): Promise<void> {
  const seen = await context.read(user.id);
  const groups = seen.kind === "present" ? valueAt(seen.resource, "groups") : undefined;
  const list: readonly unknown[] = Array.isArray(groups) ? groups : [];
  const shown = list.some((entry) => valueAt({ entry }, "entry.value") === group.id);
  const value = isUnassigned(groups) ? "are not shown" : shown ? "are shown" : "are shown without one that it is in";
  context.learn({ id: "user.groups", title: "The Groups of a User in `groups`", value });
}
