import type { ResourceTypeName } from "../../../document/index.ts";
import {
  attributeOf,
  isObject,
  type JsonObject,
  locationNames,
  membersOf,
  textAttribute,
} from "../../../scim/index.ts";
import { statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { keyOf, type Made, makeGroup, makeOne, makeUser, namesIn, read, say, serviceScenario } from "../kit.ts";
import { makeExtended } from "../schema/extended.ts";
import { leastOf, shownOfSent } from "../stored.ts";
import { listedIn } from "./as-read.ts";

const DEFAULT = "RFC7643-7-RET-DEFAULT";
const TYPE = "RFC7643-3.1-META-TYPE";
const LOCATION = "RFC7643-3.1-META-LOCATION";
// More than a page of members that a server may cut lists to, and few enough to be made.
const MEMBERS = 25;

const TITLES = {
  User: "A list shows of a User the values that a read shows: parts of its name, its extensions, and `meta`",
  Group:
    "A list shows of a Group the values that a read shows: extensions, `meta`, and each of many members, a Group among them",
} as const;

/** Not only is it there: in a list it has the values that a read of the resource alone shows. */
export const listedValues: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.list.values-${type.toLowerCase()}`,
    title: TITLES[type],
    requirements: [DEFAULT, TYPE, LOCATION],
    needs: [
      `POST ${type} collection`,
      `GET ${type} collection`,
      `GET ${type} resource`,
      ...(type === "Group" ? (["POST User collection"] as const) : []),
    ],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: MEMBERS, groups: 2 },
    run: async (context) => {
      await needFilter(context);
      const own = type === "User" ? await extended(context, type) : await crowd(context);
      const sent = (seen: JsonObject): boolean => leastOf(own.body, seen).length === 0;
      const { exchange: single, resource } = await read(context, type, own.id, sent);
      if (resource === undefined)
        throw new NoVerdict("blocked", `the ${type} could not be read back: GET was answered ${statusText(single)}`);
      const wrongIn = (seen: JsonObject): readonly string[] => [
        ...differing(own, resource, seen),
        ...wrongMeta(type, own.id, { resource, listed: seen }),
      ];
      const path = type === "User" ? "userName" : "displayName";
      const { exchange, listed } = await listedIn(context, type, `${path} eq ${quoted(own.body[path])}`, {
        id: own.id,
        isRight: (seen) => wrongIn(seen).length === 0,
      });
      const common = { operation: keyOf(context, `GET ${type} collection`), exchanges: [single, exchange] };
      const wrong = differing(own, resource, listed);
      say(context, {
        ...common,
        requirement: DEFAULT,
        invariant: `listed values ${type}`,
        holds: wrong.length === 0,
        expected: ["what a read of it shows"],
        actual: actualOf(wrong, resource, listed),
        message: `A list does not show what a read of a ${type} alone shows of ${wrong.join(", ")}.`,
      });
      const meta = wrongMeta(type, own.id, { resource, listed });
      for (const [name, requirement] of [
        ["resourceType", TYPE],
        ["location", LOCATION],
      ] as const)
        say(context, {
          ...common,
          requirement,
          invariant: `listed ${name}`,
          holds: !meta.includes(name),
          expected: [metaOf(resource, name) ?? "what a read shows"],
          actual: metaOf(listed, name) ?? "nothing",
          message: `\`meta.${name}\` of a ${type} in a list is not the one of that ${type}.`,
          pointer: `/meta/${name}`,
        });
    },
  }),
);

/** One with values in its extensions, where the server has any and takes them. */
async function extended(context: ScenarioContext, type: ResourceTypeName, more: JsonObject = {}): Promise<Made> {
  try {
    return (await makeExtended(context, type, "own", { more })).made;
  } catch (error) {
    if (!(error instanceof NoVerdict)) throw error;
    return await makeOne(context, type, "plain", more);
  }
}

/** A Group of many Users and a Group; of Users alone, where no Group can be in one. */
async function crowd(context: ScenarioContext): Promise<Made> {
  const users: string[] = [];
  for (let index = 0; index < MEMBERS; index += 1) users.push((await makeUser(context, `member ${index}`)).id);
  const inner = await makeGroup(context, "inner");
  const withMembers = async (ids: readonly string[]): Promise<Made> =>
    await extended(context, "Group", { members: ids.map((value) => ({ value })) });
  try {
    return await withMembers([...users, inner.id]);
  } catch (error) {
    if (!(error instanceof NoVerdict) || error.outcome !== "blocked") throw error;
    return await withMembers(users);
  }
}

/** What a list has not as a read has it; members, only where it shows any: many leave them all out. */
function differing(own: Made, resource: JsonObject, listed: JsonObject): readonly string[] {
  const { members: _, ...sent } = own.body;
  const names = leastOf(shownOfSent(sent, resource), listed);
  const [all, some] = [membersOf(resource).values, membersOf(listed).values];
  const isCut = some.size > 0 && [...all].some((id) => !some.has(id));
  return isCut ? [...names, "members"] : names;
}

function actualOf(wrong: readonly string[], resource: JsonObject, listed: JsonObject): string {
  const [name = ""] = wrong;
  if (name === "members")
    return `${membersOf(listed).values.size} of ${membersOf(resource).values.size} members in the list`;
  const value = attributeOf(listed, name);
  return value === undefined ? namesIn(listed) : JSON.stringify(value).slice(0, 200);
}

/** Names in `meta` that a list has wrong, so far as a read has them right. */
function wrongMeta(
  type: ResourceTypeName,
  id: string,
  { resource, listed }: { readonly resource: JsonObject; readonly listed: JsonObject },
): readonly string[] {
  const [kind, listedKind] = [metaOf(resource, "resourceType"), metaOf(listed, "resourceType")];
  const [at, listedAt] = [metaOf(resource, "location"), metaOf(listed, "location")];
  const names = (location: string): boolean => locationNames(location, `${type}s`, id);
  return [
    ...(kind !== undefined && listedKind !== undefined && kind !== listedKind ? ["resourceType"] : []),
    // Absolute or relative, by another host or the same: it only has to be this resource's.
    ...(at !== undefined && listedAt !== undefined && names(at) && !names(listedAt) ? ["location"] : []),
  ];
}

function metaOf(resource: JsonObject, name: string): string | undefined {
  const meta = attributeOf(resource, "meta");
  return isObject(meta) ? textAttribute(meta, name) : undefined;
}
