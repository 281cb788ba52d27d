import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import {
  groupOf,
  keyOf,
  learn,
  make,
  makeGroup,
  makeUser,
  open,
  readGroup,
  readThere,
  say,
  serviceScenario,
  VALID,
} from "../kit.ts";

const FOLLOW = "RFC7643-4.1.2-GROUPS-FOLLOW";
const NESTED = "RFC7643-4.2-NESTED";
const INTEGRITY = "RFC7643-2.3.7-REF-INTEGRITY";

const groupsOf = (user: JsonObject): readonly string[] => {
  const groups = attributeOf(user, "groups");
  return (Array.isArray(groups) ? groups : [])
    .filter((entry) => isObject(entry))
    .map((entry) => textAttribute(entry, "value") ?? "");
};

/** `groups` of a User says what `members` of the Groups say, after each way in which they are written. */
export const groupsFollow: Scenario = serviceScenario({
  id: "service.groups.followed",
  title: "`groups` of a User follows the members of Groups through POST, PUT, PATCH and DELETE",
  requirements: [FOLLOW],
  needs: ["POST User collection", "POST Group collection", "GET User resource"],
  makes: { users: 2, groups: 2 },
  run: async (context) => {
    const user = await makeUser(context, "member");
    const company = await makeUser(context, "company");
    const group = await makeGroup(context, "group", [user.id, company.id]);
    const shows = async (isIn: boolean): Promise<{ readonly exchange: Exchange; readonly found: boolean }> => {
      const { exchange, resource } = await readThere(
        context,
        "User",
        user.id,
        (seen) => groupsOf(seen).includes(group.id) === isIn,
      );
      return { exchange, found: groupsOf(resource).includes(group.id) };
    };
    if (!(await shows(true)).found) {
      const asked = await context.service.look(
        {
          to: { type: "User", id: user.id },
          query: { attributes: "groups" },
          title: "read the User, asking for groups",
        },
        () => true,
      );
      const isShown = (asked.response?.body ?? "").includes(group.id);
      learn(
        context,
        "user-groups",
        "`groups` of a User",
        isShown ? "are shown when they are asked for" : "are not shown",
      );
      throw new NoVerdict("not-applicable", "the server does not show `groups` of a User who is in a Group");
    }
    learn(context, "user-groups", "`groups` of a User", "are shown");
    const steps = await stepsFor(context, group.id, user.id, company.id);
    for (const [words, isIn, send] of steps) {
      const answer = await send();
      needAnswer(answer);
      if (!isSuccess(answer)) throw new NoVerdict("blocked", `${words} was answered ${statusText(answer)}`);
      const { exchange, found } = await shows(isIn);
      say(context, {
        requirement: FOLLOW,
        invariant: words.split(" ")[0]?.toLowerCase() ?? "",
        holds: found === isIn,
        expected: [isIn ? "the Group in `groups`" : "no such Group in `groups`"],
        actual: found ? "the Group is listed" : "it is not listed",
        message: `After ${words} \`groups\` of the User does not say what \`members\` of the Group does.`,
        operation: keyOf(context, "GET User resource"),
        exchanges: [answer, exchange],
      });
    }
  },
});

type Step = readonly [words: string, isIn: boolean, send: () => Promise<Exchange>];

async function stepsFor(
  context: ScenarioContext,
  group: string,
  user: string,
  company: string,
): Promise<readonly Step[]> {
  const to = { type: "Group", id: group } as const;
  const steps: Step[] = [];
  const hasPatch = context.service.declared("PATCH", "Group", "resource") !== undefined;
  if (context.service.declared("PUT", "Group", "resource") !== undefined) {
    steps.push(
      ["PUT without the member", false, () => put([company])],
      ["PUT with the member", true, () => put([company, user])],
    );
  }
  if (hasPatch && (await claims(context, "patch")) !== false) {
    const patch = async (operation: JsonObject, title: string): Promise<Exchange> =>
      await context.service.request({ method: "PATCH", to, body: [operation], title, intent: VALID });
    steps.push([
      "PATCH that removes the member",
      false,
      () => patch({ op: "remove", path: `members[value eq "${user}"]` }, "remove the member"),
    ]);
    steps.push([
      "PATCH that adds the member",
      true,
      () => patch({ op: "add", path: "members", value: [{ value: user }] }, "add the member"),
    ]);
  }
  if (context.service.declared("DELETE", "Group", "resource") !== undefined) {
    steps.push(["DELETE of the Group", false, () => context.service.remove({ ...to, title: "DELETE the Group" })]);
  }
  return steps;

  async function put(members: readonly string[]): Promise<Exchange> {
    const body = groupOf(context, "group", members);
    const title = `replace the members by ${members.length}`;
    return await context.service.request({ method: "PUT", to, body, title, intent: VALID });
  }
}

/** A Group in a Group, and nobody in one: what a server takes is its own business, and is told. */
export const openMembers: readonly Scenario[] = [
  serviceScenario({
    id: "service.groups.nested",
    title: "A Group that is made with a Group as a member shows it, or is refused",
    requirements: [NESTED],
    needs: ["POST Group collection"],
    makes: { users: 0, groups: 2 },
    run: async (context) => {
      const inner = await makeGroup(context, "inner");
      await judgeMember(context, inner.id, { requirement: NESTED, words: "a Group", shape: "members-nested" });
    },
  }),
  serviceScenario({
    id: "service.groups.unknown-member",
    title: "A Group that is made with a member who does not exist is refused or made, and that is told",
    requirements: [INTEGRITY],
    needs: ["POST Group collection", "POST User collection"],
    makes: { users: 1, groups: 1 },
    run: async (context) => {
      const known = await makeUser(context, "known");
      const id = await context.unknownId(known.id, "User");
      await judgeMember(context, id, { requirement: INTEGRITY, words: "nobody", shape: "members-unknown" });
    },
  }),
];

async function judgeMember(
  context: ScenarioContext,
  member: string,
  about: { readonly requirement: string; readonly words: string; readonly shape: "members-nested" | "members-unknown" },
): Promise<void> {
  const { requirement, words, shape } = about;
  const { exchange, id } = await context.service.create({
    type: "Group",
    body: groupOf(context, "outer", [member]),
    title: `make a Group with ${words} as a member`,
    intent: open(`${words} as a member`),
  });
  needAnswer(exchange);
  const resource =
    id === undefined
      ? undefined
      : (await readGroup(context, id, (seen) => membersOf(seen).values.has(member))).resource;
  const isShown = resource !== undefined && membersOf(resource).values.has(member);
  const how = isShown ? "is kept" : id === undefined ? `is refused with ${statusText(exchange)}` : "is dropped";
  learn(context, shape, `A Group with ${words} as a member`, how);
  if (!isRefusal(exchange) && id === undefined)
    throw new NoVerdict("inconclusive", `POST was answered ${statusText(exchange)}`);
  say(context, {
    requirement,
    invariant: "member",
    shape,
    holds: isShown || isRefusal(exchange),
    expected: ["a refusal", "the member"],
    actual: `${statusText(exchange)}, and no such member`,
    message: `A Group was made with ${words} as a member, and the member was dropped without a word.`,
    operation: keyOf(context, "POST Group collection"),
  });
}

/** An empty Group, and one that is made with members: both as they were sent. */
export const groupMembers: Scenario = serviceScenario({
  id: "service.groups.made-with-members",
  title: "A Group is made with the members that were sent, and with none where none were",
  requirements: ["RFC7643-4.2-MEMBERS-RW"],
  needs: ["POST User collection", "POST Group collection", "GET Group resource"],
  makes: { users: 3, groups: 2 },
  run: async (context) => {
    const users = [];
    for (const label of ["one", "two", "three"]) users.push((await makeUser(context, label)).id);
    for (const members of [users, []]) {
      const body = groupOf(context, `of ${members.length}`, members);
      const { id } = await make(context, { type: "Group", body, title: `make a Group of ${members.length}` });
      const { resource } = await readThere(
        context,
        "Group",
        id,
        (seen) => membersOf(seen).values.size === members.length,
      );
      const shown = membersOf(resource).values;
      say(context, {
        requirement: "RFC7643-4.2-MEMBERS-RW",
        invariant: "members",
        shape: members.length === 0 ? "members-empty" : "members-few",
        holds: shown.size === members.length && members.every((member) => shown.has(member)),
        expected: [`exactly the ${members.length} members that were sent`],
        actual: `${shown.size} members`,
        message: "A Group is not made with the members that were sent.",
        operation: keyOf(context, "POST Group collection"),
      });
    }
  },
});
