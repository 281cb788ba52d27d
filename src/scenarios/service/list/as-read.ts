import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isUnassigned, type JsonObject } from "../../../scim/index.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { described } from "../described.ts";
import { needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { idsOf, keyOf, makeGroup, makeUser, open, read, resourcesOf, say, serviceScenario } from "../kit.ts";

const DEFAULT = "RFC7643-7-RET-DEFAULT";
const HONEST = "RFC7643-7-SCHEMA-HONEST";
const TYPES = ["User", "Group"] as const;

/** What is returned by default stands in a list as in a read of the resource alone: neither request names anything. */
export const listedAsRead: readonly Scenario[] = TYPES.map((type) =>
  serviceScenario({
    id: `service.list.as-read-${type.toLowerCase()}`,
    title: `A list shows the attributes of a ${type} that a read of it alone shows, and no others, as far as they are shown by default`,
    requirements: [DEFAULT, HONEST],
    needs: ["POST User collection", "POST Group collection", `GET ${type} collection`, `GET ${type} resource`],
    makes: { users: 1, groups: 1 },
    run: async (context) => {
      await needFilter(context);
      const names = await shownByDefault(context, type);
      const user = await makeUser(context, "own");
      const group = await makeGroup(context, "own", [user.id]);
      const own = type === "User" ? user : group;
      const linked = type === "User" ? "groups" : "members";
      const { exchange: single, resource } = await read(context, type, own.id, (seen) => has(seen, linked));
      if (resource === undefined)
        throw new NoVerdict("blocked", `the ${type} could not be read back: GET was answered ${statusText(single)}`);
      const differing = (listed: JsonObject): readonly string[] =>
        names.filter((name) => has(listed, name) !== has(resource, name));
      const path = type === "User" ? "userName" : "displayName";
      const { exchange, listed } = await listedIn(context, type, `${path} eq ${quoted(own.body[path])}`, {
        id: own.id,
        isRight: (seen) => differing(seen).length === 0,
      });
      // What a server has to put together for each entry many leave out of lists, whatever their schema says: told apart.
      const costly = differing(listed).filter((name) => name === linked);
      const wrong = differing(listed).filter((name) => name !== linked);
      say(context, {
        requirement: HONEST,
        invariant: `listed ${linked}`,
        holds: costly.length === 0,
        expected: [`\`${linked}\` in both, as the server's schema has it`],
        actual: `${linked} in ${has(listed, linked) ? "the list alone" : "the read alone"}`,
        message: `A list and a read of a ${type} alone do not both show \`${linked}\`, which the server's schema has returned by default.`,
        operation: keyOf(context, `GET ${type} collection`),
        exchanges: [single, exchange],
        pointer: `/${linked}`,
      });
      say(context, {
        requirement: DEFAULT,
        invariant: `listed ${type}`,
        holds: wrong.length === 0,
        expected: ["the same attributes in both"],
        actual: `${wrong.join(", ")} in ${wrong.every((name) => has(listed, name)) ? "the list alone" : "the read alone"}`,
        message: `A list and a read of a ${type} alone do not show the same of what is returned by default.`,
        operation: keyOf(context, `GET ${type} collection`),
        exchanges: [single, exchange],
        pointer: `/${wrong[0] ?? ""}`,
      });
    },
  }),
);

const has = (resource: JsonObject, name: string): boolean => !isUnassigned(attributeOf(resource, name));

/** What the server's own schema has returned by default, and `meta` (RFC 7643 section 3.1), which no schema describes. */
async function shownByDefault(context: ScenarioContext, type: ResourceTypeName): Promise<readonly string[]> {
  const schema = await described(context, type);
  if (schema === undefined) throw new NoVerdict("not-applicable", `the server does not describe a ${type}`);
  const names = schema.attributes.filter(({ returned }) => returned === "default").map(({ name }) => name);
  return [...names, "meta"];
}

/** The resource as a list shows it. @throws NoVerdict where no list has it */
export async function listedIn(
  context: ScenarioContext,
  type: ResourceTypeName,
  filter: string,
  { id, isRight }: { readonly id: string; readonly isRight: (seen: JsonObject) => boolean },
): Promise<{ readonly exchange: Exchange; readonly listed: JsonObject }> {
  const find = (seen: Exchange): JsonObject | undefined => resourcesOf(seen)?.find((one) => idsOf([one]).includes(id));
  const exchange = await context.service.look(
    {
      to: { type },
      query: { filter },
      title: `list the ${type}`,
      intent: open("a filter that a server need not support"),
    },
    (seen) => {
      const one = find(seen);
      return one !== undefined && isRight(one);
    },
  );
  needAnswer(exchange);
  const listed = find(exchange);
  if (listed === undefined)
    throw new NoVerdict("not-applicable", `no list with the ${type} could be had (${statusText(exchange)})`);
  return { exchange, listed };
}
