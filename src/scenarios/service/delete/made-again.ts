import { type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, describedUser } from "../described.ts";
import { entryOf, needMember } from "../groups/memberships.ts";
import {
  groupOf,
  keyOf,
  learn,
  type Made,
  makeGroup,
  makeUser,
  open,
  readGroup,
  readThere,
  say,
  serviceScenario,
} from "../kit.ts";

const OMITTED = "RFC7644-3.6-OMITTED";
const READ_ONLY = "RFC7643-4.1.2-GROUPS-RO";

// What the first one has and the POST of the second one does not send: nobody else has these values.
const LEFT_OUT = ["title", "externalId"] as const;
// The same, where the server's own schema has them.
const WHERE_DESCRIBED = ["nickName", "userType"] as const;

/**
 * Makes a resource under the name of a deleted one.
 *
 * @throws NoVerdict `not-applicable` where the name is refused, which RFC 7644 section 3.6 advises against, no more
 */
async function makeAgain(context: ScenarioContext, type: "User" | "Group", body: JsonObject): Promise<string> {
  const { exchange, id } = await context.service.create({
    type,
    body,
    title: `make a ${type} with the name of one that was deleted`,
    intent: open("a name of the past"),
  });
  needAnswer(exchange);
  if (id !== undefined && isSuccess(exchange)) return id;
  const how = `is answered ${statusText(exchange)}`;
  if (!isRefusal(exchange)) throw new NoVerdict("inconclusive", `the POST of the second ${type} ${how}`);
  learn(context, `delete.again-${type}`, `A ${type} with the name of one that was deleted`, how);
  throw new NoVerdict("not-applicable", `a ${type} with the name of one that was deleted ${how}`);
}

async function remove(context: ScenarioContext, type: "User" | "Group", { id }: Made): Promise<void> {
  const gone = await context.service.remove({ type, id, title: `DELETE the ${type}` });
  needAnswer(gone);
  if (!isSuccess(gone)) throw new NoVerdict("not-applicable", `the DELETE is refused with ${statusText(gone)}`);
}

/** Who is made under the name of a User who was deleted is somebody else: nothing of the old one comes back. */
const userAgain: Scenario = serviceScenario({
  id: "service.delete.user-made-again",
  title: "A User who is made with the `userName` of a deleted one has none of the old attributes and Groups",
  requirements: [OMITTED, READ_ONLY],
  needs: ["POST User collection", "GET User resource", "DELETE User resource"],
  makes: { users: 2, groups: 1 },
  run: async (context) => {
    const attributes = (await describedUser(context))?.attributes;
    const names = [...LEFT_OUT, ...WHERE_DESCRIBED.filter((name) => attributeNamed(attributes, name) !== undefined)];
    const old = Object.fromEntries(names.map((name) => [name, context.name(`old ${name}`)]));
    const first = await makeUser(context, "first", old);
    const hasGroups = context.service.declared("POST", "Group", "collection") !== undefined;
    const group = hasGroups ? await makeGroup(context, "group", [first.id]) : undefined;
    await remove(context, "User", first);
    const { externalId: _, ...second } = context.userBody("second");
    const id = await makeAgain(context, "User", { ...second, userName: first.body["userName"] });
    const left = (user: JsonObject): readonly string[] =>
      names.filter((name) => textAttribute(user, name) === old[name]);
    const { exchange, resource } = await readThere(context, "User", id, (seen) => left(seen).length === 0);
    const common = { operation: keyOf(context, "POST User collection"), exchanges: [exchange] };
    say(context, {
      ...common,
      requirement: OMITTED,
      invariant: "user made again",
      holds: left(resource).length === 0,
      expected: ["a new User, with what the POST sent"],
      actual: `the deleted one's ${left(resource).join(", ")}`,
      message: "A User who was made with the name of a deleted one has values that only the deleted one had.",
      pointer: `/${left(resource)[0] ?? ""}`,
    });
    if (group === undefined) return;
    const isFree = (seen: JsonObject): boolean => !membersOf(seen).values.has(id);
    const shown = (await readGroup(context, group.id, isFree)).resource;
    const { resource: user } = await readThere(context, "User", id, (seen) => entryOf(seen, group.id) === undefined);
    const where = [
      ...(shown === undefined || isFree(shown) ? [] : ["`members` of the old Group"]),
      ...(entryOf(user, group.id) !== undefined ? ["`groups` of the User"] : []),
    ];
    say(context, {
      ...common,
      requirement: READ_ONLY,
      invariant: "user made again",
      holds: where.length === 0,
      expected: ["nobody has made the new User a member"],
      actual: `it is one, by ${where.join(" and ")}`,
      message: "A User who was made with the name of a deleted one is in a Group that the deleted one was in.",
    });
  },
});

/** A Group of a name that there was before is made with the members that are sent, not with those of the old one. */
const groupAgain: Scenario = serviceScenario({
  id: "service.delete.group-made-again",
  title: "A Group that is made with the `displayName` of a deleted one has none of the old members",
  requirements: [OMITTED],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "DELETE Group resource"],
  makes: { users: 3, groups: 3 },
  run: async (context) => {
    const users = [];
    for (const label of ["one", "two", "new"]) users.push((await makeUser(context, label)).id);
    const [one = "", two = "", added = ""] = users;
    for (const [label, members] of [
      ["without members", []],
      ["with another member", [added]],
    ] as const) {
      const first = await makeGroup(context, label, [one, two]);
      await needMember(context, { group: first.id, member: one, what: "members" });
      await remove(context, "Group", first);
      const id = await makeAgain(context, "Group", groupOf(context, label, members));
      const left = (group: JsonObject): readonly string[] =>
        [one, two].filter((member) => membersOf(group).values.has(member));
      const { exchange, resource } = await readThere(context, "Group", id, (seen) => left(seen).length === 0);
      say(context, {
        requirement: OMITTED,
        invariant: `group made again ${label}`,
        shape: members.length === 0 ? "members-empty" : "members-few",
        holds: left(resource).length === 0,
        expected: ["none of the deleted Group's members"],
        actual: `${left(resource).length} of them`,
        message: "A Group that was made with the name of a deleted one has members that only the deleted one had.",
        operation: keyOf(context, "POST Group collection"),
        exchanges: [exchange],
        pointer: "/members",
      });
    }
  },
});

/** A name that is given again after a DELETE brings nothing back. */
export const madeAgain: readonly Scenario[] = [userAgain, groupAgain];
