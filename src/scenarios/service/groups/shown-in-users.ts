import { attributeOf, isUnassigned, type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, described, describedUser, needMethod } from "../described.ts";
import {
  groupOf,
  keyOf,
  learn,
  makeGroup,
  makeUser,
  needSaid,
  readThere,
  resourceOf,
  say,
  serviceScenario,
  statusOf,
  VALID,
} from "../kit.ts";
import { entryOf, hasMember, needMember } from "./memberships.ts";
import { nestedIn } from "./nested.ts";

const FOLLOW = "RFC7643-4.1.2-GROUPS-FOLLOW";
const DEFAULT = "RFC7643-7-RET-DEFAULT";
const ID_CASE = "RFC7643-3.1-ID-CASE";

/** @throws NoVerdict `not-applicable` where the User does not show the Group */
async function needEntry(context: ScenarioContext, user: string, group: string): Promise<JsonObject> {
  const { resource } = await readThere(context, "User", user, (seen) => entryOf(seen, group) !== undefined);
  const entry = entryOf(resource, group);
  if (entry !== undefined) return entry;
  throw new NoVerdict("not-applicable", "the server does not show `groups` of a User who is in a Group");
}

/** `type` of an entry tells whether the User is in the Group itself (RFC 7643 section 4.1.2). */
export const indirectGroups: Scenario = serviceScenario({
  id: "service.groups.indirect",
  title: "`groups` of a User calls direct what the User is in itself, and nothing else",
  requirements: [FOLLOW],
  needs: ["POST User collection", "POST Group collection", "GET User resource"],
  makes: { users: 4, groups: 4 },
  run: async (context) => {
    // Whether the server takes a Group as a member is seen by Groups that show it.
    await nestedIn(context);
    const user = await makeUser(context, "member");
    const inner = await makeGroup(context, "of the user", [user.id]);
    const outer = await makeGroup(context, "of the group", [inner.id]);
    const direct = textAttribute(await needEntry(context, user.id, inner.id), "type");
    const { resource } = await readThere(context, "User", user.id, (seen) => entryOf(seen, outer.id) !== undefined);
    const entry = entryOf(resource, outer.id);
    const indirect = entry === undefined ? undefined : textAttribute(entry, "type");
    const how = entry === undefined ? "are not shown" : `are shown as ${indirect ?? "groups like others"}`;
    learn(context, "user-groups-indirect", "Groups that a User is in through others", how);
    if (direct === undefined && indirect === undefined)
      throw new NoVerdict("not-applicable", "the server does not tell in `groups` how a User is in a Group");
    const operation = keyOf(context, "GET User resource");
    say(context, {
      requirement: FOLLOW,
      invariant: "type direct",
      holds: direct === undefined || direct.toLowerCase() !== "indirect",
      expected: ["direct"],
      actual: direct ?? "",
      message: "A Group that a User is a member of itself is called indirect in `groups`.",
      operation,
    });
    if (entry === undefined) return;
    say(context, {
      requirement: FOLLOW,
      invariant: "type indirect",
      holds: indirect === undefined || indirect.toLowerCase() !== "direct",
      expected: ["indirect"],
      actual: indirect ?? "",
      message: "A Group that a User is in through another one is called direct in `groups`.",
      operation,
    });
  },
});

/** The name in an entry is that of the Group, whatever it was called before. */
export const renamedGroups: Scenario = serviceScenario({
  id: "service.groups.renamed",
  title: "`groups` of a User shows the name that a Group has now",
  requirements: [FOLLOW],
  needs: ["POST User collection", "POST Group collection", "GET User resource", "PUT Group resource"],
  makes: { users: 1, groups: 1 },
  run: async (context) => {
    const user = await makeUser(context, "member");
    const group = await makeGroup(context, "first name", [user.id]);
    const first = textAttribute(await needEntry(context, user.id, group.id), "display");
    if (first !== group.body["displayName"])
      throw new NoVerdict("not-applicable", "the server does not show the names of Groups in `groups` of a User");
    const body = groupOf(context, "second name", [user.id]);
    const answer = await context.service.request({
      method: "PUT",
      to: { type: "Group", id: group.id },
      title: "give the Group another name",
      body,
      intent: VALID,
    });
    needAnswer(answer);
    if (!isSuccess(answer)) throw new NoVerdict("blocked", `PUT was answered ${statusText(answer)}`);
    const shows = (seen: JsonObject): string | undefined => textAttribute(entryOf(seen, group.id) ?? {}, "display");
    const { resource } = await readThere(context, "User", user.id, (seen) => shows(seen) === body["displayName"]);
    const now = shows(resource);
    say(context, {
      requirement: FOLLOW,
      invariant: "display",
      // A name of another form, or none any more, is not the old one.
      holds: now !== first,
      expected: ["the name that the Group has now"],
      actual: "the name that it had",
      message: "After a Group was given another name `groups` of its members has the old one.",
      operation: keyOf(context, "GET User resource"),
    });
  },
});

/** What is returned by default is in the answer to a write that shows the User (RFC 7643 section 7). */
export const groupsAnswered: readonly Scenario[] = (["PUT", "PATCH"] as const).map((method) =>
  serviceScenario({
    id: `service.groups.in-answer-to-${method.toLowerCase()}`,
    title: `The answer to a ${method} of a User that shows it shows its \`groups\` as well`,
    requirements: [DEFAULT],
    needs: ["POST User collection", "POST Group collection", "GET User resource", `${method} User resource`],
    makes: { users: 1, groups: 1 },
    run: async (context) => {
      await needMethod(context, method);
      const groups = attributeNamed((await describedUser(context))?.attributes, "groups");
      if (groups?.returned !== "default" && groups?.returned !== "always")
        throw new NoVerdict("not-applicable", "the server's own schema has no `groups` that are returned by default");
      const user = await makeUser(context, "member");
      const group = await makeGroup(context, "group", [user.id]);
      await needEntry(context, user.id, group.id);
      const displayName = context.name("changed");
      const answer = await context.service.request({
        method,
        to: { type: "User", id: user.id },
        title: `${method} a User who is in a Group`,
        body:
          method === "PUT"
            ? { ...user.body, displayName }
            : [{ op: "replace", path: "displayName", value: displayName }],
        intent: VALID,
      });
      needAnswer(answer);
      if (!isSuccess(answer)) throw new NoVerdict("blocked", `${method} was answered ${statusText(answer)}`);
      const shown = statusOf(answer) === 200 ? resourceOf(answer) : undefined;
      if (shown === undefined) throw new NoVerdict("not-applicable", `the answer to ${method} does not show the User`);
      const after = await needEntry(context, user.id, group.id);
      say(context, {
        requirement: DEFAULT,
        invariant: `groups ${method.toLowerCase()}`,
        holds: entryOf(shown, group.id) !== undefined,
        expected: [`the Group ${JSON.stringify(after["value"])} in \`groups\`, as a read shows it`],
        actual: isUnassigned(attributeOf(shown, "groups")) ? "no `groups`" : "other `groups`",
        message: `The answer to a ${method} of a User leaves out \`groups\`, which the server's own schema returns by default.`,
        operation: keyOf(context, `${method} User resource`),
        exchanges: [answer],
      });
    },
  }),
);

/**
 * An id in other letters is another id, and so names no member (RFC 7643 section 3.1), where the server's own schema does
 * not say, as the RFC's does in section 8.7.1, that `members.value` has no case.
 */
export const memberIdCase: Scenario = serviceScenario({
  id: "service.groups.member-id-case",
  title: "A removal of a member by an id in other case removes nobody, where the server's schema has ids with a case",
  requirements: [ID_CASE],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "PATCH Group resource"],
  makes: { users: 2, groups: 1 },
  run: async (context) => {
    await needMethod(context, "PATCH");
    const members = attributeNamed((await described(context, "Group"))?.attributes, "members");
    if (attributeNamed(members?.subAttributes, "value")?.caseExact !== true)
      throw new NoVerdict("not-applicable", "the server's own schema does not say that `members.value` has a case");
    const user = (await makeUser(context, "member")).id;
    const company = (await makeUser(context, "company")).id;
    const other = user === user.toUpperCase() ? user.toLowerCase() : user.toUpperCase();
    if (other === user) throw new NoVerdict("not-applicable", "the server's ids have no letters");
    const group = await makeGroup(context, "group", [user, company]);
    const isIn = hasMember(user);
    await needMember(context, { group: group.id, member: user, what: "members" });
    const answer = await context.service.request({
      method: "PATCH",
      to: { type: "Group", id: group.id },
      title: "remove a member by its id in other case",
      body: [{ op: "remove", path: `members[value eq "${other}"]` }],
      intent: { kind: "open", why: "an id that names no member" },
    });
    needAnswer(answer);
    // 404 may be about the member, which is not there; whether PATCH is offered at all is seen below.
    if (statusOf(answer) !== 404) needSaid(answer);
    const { resource } = await readThere(context, "Group", group.id, isIn);
    // Still there for the case of its id, or could it not be removed at all?
    if (isIn(resource)) await needRemovable(context, group.id, user);
    say(context, {
      requirement: ID_CASE,
      invariant: "member removed",
      holds: isIn(resource),
      expected: ["the member, whose id it was not"],
      actual: `${statusText(answer)}, and the member is gone`,
      message:
        "A removal of a member by an id in other case has removed a member, though the server's own schema has ids with a case.",
      operation: keyOf(context, "PATCH Group resource"),
    });
  },
});

/** @throws NoVerdict `blocked` where a member is not removed by its own id either */
async function needRemovable(context: ScenarioContext, group: string, member: string): Promise<void> {
  const answer = await context.service.request({
    method: "PATCH",
    to: { type: "Group", id: group },
    title: "remove the member by its own id",
    body: [{ op: "remove", path: `members[value eq "${member}"]` }],
    intent: VALID,
  });
  needAnswer(answer);
  const isGone = (seen: JsonObject): boolean => !membersOf(seen).values.has(member);
  const { resource } = await readThere(context, "Group", group, isGone);
  if (isSuccess(answer) && isGone(resource)) return;
  throw new NoVerdict("blocked", `a member is not removed by its own id either (${statusText(answer)})`);
}
