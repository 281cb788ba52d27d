import { attributeOf, isObject, type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, describedUser } from "../described.ts";
import { entryOf } from "../groups/memberships.ts";
import { nestedIn } from "../groups/nested.ts";
import { keyOf, learn, type Made, makeGroup, makeUser, readThere, say, serviceScenario } from "../kit.ts";
import { judgeFound } from "./after-change.ts";
import { ask, isMissedByEmail, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";

/** Of what type members are can be asked for where the server shows it. */
const byType: Scenario = serviceScenario({
  id: "service.filter.member-type",
  title: "A filter on the type of members finds the Group that has such members, and not for another type",
  requirements: [FILTER],
  needs: ["POST User collection", "POST Group collection", "GET Group collection", "GET Group resource"],
  makes: { users: 1, groups: 1 },
  run: async (context) => {
    await needFilter(context);
    const user = await makeUser(context, "member");
    const group = await makeGroup(context, "group", [user.id]);
    const { resource } = await readThere(context, "Group", group.id, (seen) => membersOf(seen).values.has(user.id));
    const types = typesIn(resource);
    if (types.length === 0 || types.some((type) => type?.toLowerCase() !== "user"))
      throw new NoVerdict("not-applicable", "the server does not show of what type members are");
    const own = `displayName eq ${quoted(group.body["displayName"])}`;
    const path = await pathFor(context, own, group);
    await judgeFound(context, {
      type: "Group",
      id: group.id,
      filter: `${own} and ${path("Group")}`,
      isWanted: false,
      invariant: "other type",
      message: `A filter \`${path("Group")}\` finds a Group whose only member is a User.`,
    });
  },
});

function typesIn(group: JsonObject): readonly (string | undefined)[] {
  const members = attributeOf(group, "members");
  return (Array.isArray(members) ? members : [])
    .filter((one): one is JsonObject => isObject(one))
    .map((one) => textAttribute(one, "type"));
}

/**
 * The way in which this server finds a Group by the type of its members.
 *
 * @throws NoVerdict where it does not, as no server must
 */
async function pathFor(context: ScenarioContext, own: string, group: Made): Promise<(type: string) => string> {
  const ways = [(type: string) => `members[type eq "${type}"]`, (type: string) => `members.type eq "${type}"`];
  let why = new NoVerdict("not-applicable", "the server finds no Group by the type of its members");
  for (const way of ways) {
    try {
      const { ids } = await ask(context, "Group", `${own} and ${way("User")}`, [group.id]);
      if (ids.includes(group.id)) return way;
    } catch (error) {
      if (!(error instanceof NoVerdict)) throw error;
      why = error;
    }
  }
  throw why;
}

/** A Group that is a member is one as a User is. */
const byNested: Scenario = serviceScenario({
  id: "service.filter.nested-member",
  title: "A filter on `members.value` finds the Group by a Group that is in it, as by a User",
  requirements: [FILTER],
  needs: ["POST User collection", "POST Group collection", "GET Group collection", "GET Group resource"],
  makes: { users: 3, groups: 2 },
  run: async (context) => {
    await needFilter(context);
    const { outer, inner, beside } = await nestedIn(context);
    const by = (id: string): string => `members.value eq ${quoted(id)}`;
    const { ids } = await ask(context, "Group", by(beside), [outer]);
    if (!ids.includes(outer)) {
      learn(context, "filter members.value", "A filter on `members.value`", "finds nothing");
      throw new NoVerdict("not-applicable", "the server finds no Group by `members.value`");
    }
    await judgeFound(context, {
      type: "Group",
      id: outer,
      filter: by(inner),
      isWanted: true,
      invariant: "nested member",
      message: "A filter on `members.value` does not find a Group by the Group that is in it, and by a User it does.",
    });
  },
});

/** What the server's own schema and a read show of the Groups of a User, a filter finds. */
const byGroup: Scenario = serviceScenario({
  id: "service.filter.user-groups",
  title: "A filter on `groups.value` finds the Users who are in the Group, where `groups` are shown",
  requirements: [FILTER],
  needs: ["POST User collection", "POST Group collection", "GET User collection", "GET User resource"],
  makes: { users: 2, groups: 1 },
  run: async (context) => {
    await needFilter(context);
    if (attributeNamed((await describedUser(context))?.attributes, "groups") === undefined)
      throw new NoVerdict("not-applicable", "the server does not describe `groups` of a User");
    const user = await makeUser(context, "member");
    const other = await makeUser(context, "stranger");
    const group = await makeGroup(context, "group", [user.id]);
    const isIn = (seen: JsonObject): boolean => entryOf(seen, group.id) !== undefined;
    const { resource } = await readThere(context, "User", user.id, isIn);
    if (!isIn(resource))
      throw new NoVerdict("not-applicable", "the server does not show `groups` of a User who is in a Group");
    const { ids, exchange } = await ask(context, "User", `groups.value eq ${quoted(group.id)}`, [user.id]);
    const isNobody = !ids.includes(user.id) && !ids.includes(other.id);
    if (isNobody && (await isMissedByEmail(context, user, resource)))
      throw new NoVerdict("not-applicable", "the server finds nobody by `emails.value`, as another scenario tells");
    say(context, {
      requirement: FILTER,
      invariant: "user groups",
      holds: ids.includes(user.id) && !ids.includes(other.id),
      expected: ["the User who is in the Group"],
      actual: ids.includes(other.id) ? "a User who is not in it" : "nobody of the two",
      message: `The filter \`groups.value eq …\` ${ids.includes(other.id) ? "finds a User who is not in the Group" : "does not find a User who shows the Group"}.`,
      operation: keyOf(context, "GET User collection"),
      exchanges: [exchange],
    });
  },
});

/** Filters on who is in Groups, and of what sort they are. */
export const membershipFilters: readonly Scenario[] = [byType, byNested, byGroup];
