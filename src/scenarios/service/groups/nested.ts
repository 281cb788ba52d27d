import { attributeOf, isObject, type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, described, needMethod } from "../described.ts";
import { groupOf, keyOf, learn, makeGroup, makeUser, open, readThere, say, serviceScenario } from "../kit.ts";
import { needMember } from "./memberships.ts";

const ADD = "RFC7644-3.5.2.1-MEMBER-ADD";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const TARGET = "RFC7644-3.5.2-TARGET-ONLY";
const BY_VALUE = "RFC7644-3.5.2.2-FILTER-VALUE";
const BY_PART = "RFC7644-3.5.2.2-FILTER-SUBATTR";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

/** A Group in a Group, and Users: one in both, one in the outer alone, one in the inner alone. */
export interface Nested {
  readonly outer: string;
  readonly inner: string;
  readonly both: string;
  readonly beside: string;
  readonly inside: string;
}

/** {@link Nested}, and how the outer one shows it. */
interface NestedShown extends Nested {
  /** True where the outer Group shows as its members those who are in the inner one alone: indirect ones, shown like others. */
  readonly isFlattened: boolean;
}

/**
 * Makes a Group with a Group, somebody who is in both and somebody who is not.
 *
 * @throws NoVerdict `not-applicable` where the server takes no Group as a member, as it may (RFC 7643 section 4.2)
 */
export async function nestedIn(context: ScenarioContext): Promise<NestedShown> {
  const both = (await makeUser(context, "in both")).id;
  const beside = (await makeUser(context, "beside")).id;
  const inside = (await makeUser(context, "inside")).id;
  const inner = (await makeGroup(context, "inner", [both, inside])).id;
  const { exchange, id } = await context.service.create({
    type: "Group",
    body: groupOf(context, "outer", [inner, both, beside]),
    title: "make a Group with a Group, somebody who is in both and somebody who is not",
    intent: open("a Group as a member"),
  });
  needAnswer(exchange);
  const isIn = (seen: JsonObject): boolean => [inner, both, beside].every((one) => membersOf(seen).values.has(one));
  const shown = id === undefined ? undefined : (await readThere(context, "Group", id, isIn)).resource;
  if (id === undefined || shown === undefined || !isIn(shown)) {
    const how = id === undefined ? `is refused with ${statusText(exchange)}` : "is not kept";
    learn(context, "groups.in-groups", "A Group as a member of a Group", how);
    throw new NoVerdict("not-applicable", `a Group as a member of a Group ${how}`);
  }
  const isFlattened = membersOf(shown).values.has(inside);
  if (isFlattened) learnFlattened(context);
  return { outer: id, inner, both, beside, inside, isFlattened };
}

function learnFlattened(context: ScenarioContext): void {
  learn(context, "groups.flattened", "Members of a Group in a Group", "are shown as members of the outer one as well");
}

/** True where the server's own schema has members that are Groups; undefined where it does not tell. */
async function saysGroups(context: ScenarioContext): Promise<boolean | undefined> {
  const { schemas } = await context.service.discovery();
  const members = attributeNamed((await described(context, "Group"))?.attributes, "members");
  if (members?.subAttributes === undefined) return undefined;
  const types = attributeNamed(members.subAttributes, "type")?.canonicalValues ?? [];
  return types.includes("Group") || refersToGroups(schemas.body);
}

/** `referenceTypes` of `members.$ref` (RFC 7643 section 7), which nothing else here asks for. */
function refersToGroups(body: unknown): boolean {
  const inside = (value: unknown, name: string): readonly JsonObject[] => {
    const list = isObject(value) ? attributeOf(value, name) : undefined;
    return (Array.isArray(list) ? list : []).filter((one): one is JsonObject => isObject(one));
  };
  return inside(body, "Resources")
    .flatMap((schema) => inside(schema, "attributes"))
    .filter((attribute) => textAttribute(attribute, "name")?.toLowerCase() === "members")
    .flatMap((members) => inside(members, "subAttributes"))
    .filter((sub) => textAttribute(sub, "name")?.toLowerCase() === "$ref")
    .some((sub) => {
      const types = attributeOf(sub, "referenceTypes");
      return Array.isArray(types) && types.includes("Group");
    });
}

/** Who ids are, in words, for a person. */
export const labels = (ids: readonly string[], nested: Partial<Nested>): string =>
  ids.map((id) => Object.entries(nested).find(([, value]) => value === id)?.[0] ?? "somebody else").join(", ") ||
  "nobody";

/** A Group that is added becomes a member, and those who are in it do not (RFC 7643 section 4.2). */
export const nestedAdded: Scenario = serviceScenario({
  id: "service.groups.nested-added",
  title: "A PATCH that adds a Group to a Group adds that Group alone",
  requirements: [ADD, APPEND, TARGET, HONEST],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "PATCH Group resource"],
  makes: { users: 2, groups: 2 },
  run: async (context) => {
    await needMethod(context, "PATCH");
    const inside = (await makeUser(context, "inside")).id;
    const beside = (await makeUser(context, "beside")).id;
    const inner = (await makeGroup(context, "inner", [inside])).id;
    const outer = (await makeGroup(context, "outer", [beside])).id;
    // Who was dropped when it was made is not lost now.
    await needMember(context, { group: outer, member: beside });
    const answer = await context.service.request({
      method: "PATCH",
      to: { type: "Group", id: outer },
      title: "add a Group to a Group",
      body: [{ op: "add", path: "members", value: [{ value: inner }] }],
      intent: open("a Group as a member"),
    });
    needAnswer(answer);
    const operation = keyOf(context, "PATCH Group resource");
    const says = await saysGroups(context);
    if (!isSuccess(answer)) {
      learn(
        context,
        "groups.added-to-groups",
        "A Group that is added to a Group",
        `is refused (${statusText(answer)})`,
      );
      if (says !== true || !isRefusal(answer))
        throw new NoVerdict("not-applicable", `a Group as a member is refused with ${statusText(answer)}`);
      say(context, {
        requirement: HONEST,
        invariant: "members Group",
        shape: "members-nested",
        holds: false,
        expected: ["the Group as a member, which the server's own schema has"],
        actual: statusText(answer),
        message: "The server's own schema has members that are Groups, and a PATCH that adds one is refused.",
        operation,
      });
      return;
    }
    const isRight = (seen: JsonObject): boolean => {
      const { values } = membersOf(seen);
      return values.has(inner) && values.has(beside) && values.size === 2;
    };
    const { resource } = await readThere(context, "Group", outer, isRight);
    const { values } = membersOf(resource);
    const strangers = [...values].filter((id) => ![inner, beside, inside].includes(id));
    const common = {
      shape: "members-nested",
      operation,
      actual: labels([...values], { inner, beside, inside }),
    } as const;
    if (!values.has(inner) && says === false) {
      learn(context, "groups.added-to-groups", "A Group that is added to a Group", "is ignored");
      throw new NoVerdict("not-applicable", "the server's own schema has no members that are Groups");
    }
    say(context, {
      ...common,
      requirement: ADD,
      invariant: "nested",
      holds: values.has(inner),
      expected: ["the Group that was added"],
      message: "A Group was added to a Group, which was acknowledged, and is no member.",
    });
    say(context, {
      ...common,
      requirement: APPEND,
      invariant: "nested",
      holds: values.has(beside),
      expected: ["the member who was there before"],
      message: "A Group was added to a Group, and who was a member before is none any more.",
    });
    const isFlattened = values.has(inside);
    if (!isFlattened || strangers.length > 0)
      say(context, {
        ...common,
        requirement: TARGET,
        invariant: "nested others",
        holds: strangers.length === 0,
        expected: ["the members who were there, and the Group that was added"],
        message: "A Group was added to a Group, and somebody who is in neither has become a member.",
      });
    if (isFlattened) await judgeFlattened(context, { outer, inner, inside });
  },
});

/**
 * Who is in the Group that was added is shown as a member, too. That may be how the server shows Groups in Groups, which no
 * sentence forbids: then they go with the Group. Who stays when it is removed again was added, and nobody asked for it.
 */
async function judgeFlattened(
  context: ScenarioContext,
  { outer, inner, inside }: Pick<Nested, "outer" | "inner" | "inside">,
): Promise<void> {
  learnFlattened(context);
  const answer = await context.service.request({
    method: "PATCH",
    to: { type: "Group", id: outer },
    title: "remove the Group from the Group again",
    body: [{ op: "remove", path: `members[value eq "${inner}"]` }],
    intent: open("a removal of a Group from a Group"),
  });
  needAnswer(answer);
  if (!isSuccess(answer)) return;
  const isRid = (seen: JsonObject): boolean => !membersOf(seen).values.has(inside);
  const { resource } = await readThere(context, "Group", outer, isRid);
  // A removal that is not carried out tells nothing of them.
  if (membersOf(resource).values.has(inner)) return;
  say(context, {
    requirement: TARGET,
    invariant: "nested flattened",
    shape: "members-nested",
    holds: isRid(resource),
    expected: ["the Group that was added, and nobody who is in it"],
    actual: "who is in it is a member, and stays one when the Group is removed again",
    message: "A Group was added to a Group, and who is in it has become a member of its own as well.",
    operation: keyOf(context, "PATCH Group resource"),
  });
}

/** A removal in a Group that has a Group in it: what it is called, its path, and who must be left. */
interface Removal {
  readonly name: string;
  readonly title: string;
  readonly requirement: string;
  readonly path: (nested: Nested) => string;
  readonly left: readonly (keyof Nested)[];
  /** True where the filter is on the type that members are shown with. */
  readonly byType?: true;
}

const REMOVALS: readonly Removal[] = [
  {
    name: "nested-removed",
    title: "A PATCH that removes a Group from a Group leaves who is in both",
    requirement: BY_VALUE,
    path: ({ inner }) => `members[value eq "${inner}"]`,
    left: ["both", "beside"],
  },
  {
    name: "user-beside-nested-removed",
    title: "A PATCH that removes a User from a Group leaves the Group that the User is in as well",
    requirement: BY_VALUE,
    path: ({ both }) => `members[value eq "${both}"]`,
    left: ["inner", "beside"],
  },
  {
    name: "removed-by-type",
    title: "A PATCH that removes the members of one type leaves those of the other",
    requirement: BY_PART,
    path: () => 'members[type eq "Group"]',
    left: ["both", "beside"],
    byType: true,
  },
];

/** {@link REMOVALS}, each on Groups of its own; the Group inside keeps its members. */
export const nestedRemoved: readonly Scenario[] = REMOVALS.map((one) =>
  serviceScenario({
    id: `service.groups.${one.name}`,
    title: one.title,
    requirements: [one.requirement, TARGET],
    needs: ["POST User collection", "POST Group collection", "GET Group resource", "PATCH Group resource"],
    makes: { users: 3, groups: 2 },
    run: async (context) => {
      await needMethod(context, "PATCH");
      const nested = await nestedIn(context);
      if (one.byType === true) await needTypes(context, nested);
      const answer = await context.service.request({
        method: "PATCH",
        to: { type: "Group", id: nested.outer },
        title: `remove ${one.byType === true ? "the members of one type" : "a member"}`,
        body: [{ op: "remove", path: one.path(nested) }],
        intent: one.byType === true ? open("a filter on the type of members") : { kind: "valid" },
      });
      needAnswer(answer);
      if (!isSuccess(answer)) {
        learn(context, `groups.${one.name}`, one.title, `is refused with ${statusText(answer)}`);
        throw new NoVerdict("not-applicable", `the PATCH was refused with ${statusText(answer)}`);
      }
      const left = one.left.map((key) => nested[key]);
      const isAsNamed = (seen: JsonObject): boolean => {
        const { values } = membersOf(seen);
        // Those who are shown for being in the Group inside come and go with it, which is the server's to decide.
        const own = [...values].filter((id) => !nested.isFlattened || id !== nested.inside);
        return own.length === left.length && left.every((id) => values.has(id));
      };
      const { resource } = await readThere(context, "Group", nested.outer, isAsNamed);
      const { values } = membersOf(resource);
      const operation = keyOf(context, "PATCH Group resource");
      // Whoever was removed and is shown all the same may be so for being in the Group inside.
      if (
        nested.isFlattened &&
        !one.left.includes("both") &&
        values.has(nested.both) &&
        left.every((id) => values.has(id))
      )
        throw new NoVerdict(
          "not-applicable",
          "the server shows who is in a Group in a Group as a member of the outer one as well",
        );
      say(context, {
        requirement: one.requirement,
        invariant: one.name,
        shape: "members-nested",
        holds: isAsNamed(resource),
        expected: [one.left.join(", ")],
        actual: labels([...values], nested),
        message:
          "After an acknowledged removal in a Group that has a Group in it, others are left than those it did not name.",
        operation,
      });
      const { resource: inside } = await readThere(context, "Group", nested.inner, (seen) =>
        membersOf(seen).values.has(nested.both),
      );
      say(context, {
        requirement: TARGET,
        invariant: one.name,
        shape: "members-nested",
        holds: membersOf(inside).values.has(nested.both),
        expected: ["the Group inside as it was"],
        actual: "its member is gone",
        message: "A removal from a Group has changed the Group that is in it.",
        operation,
      });
    },
  }),
);

async function needTypes(context: ScenarioContext, { outer, inner, both }: Nested): Promise<void> {
  const { resource } = await readThere(context, "Group", outer);
  const list = attributeOf(resource, "members");
  const typeOf = (id: string): string | undefined =>
    (Array.isArray(list) ? list : [])
      .filter((entry): entry is JsonObject => isObject(entry))
      .filter((entry) => textAttribute(entry, "value") === id)
      .map((entry) => textAttribute(entry, "type"))[0];
  if (typeOf(inner) === "Group" && typeOf(both) === "User") return;
  throw new NoVerdict("not-applicable", "the server does not show of what type members are");
}
