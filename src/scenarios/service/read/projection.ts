import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, isUnassigned, type JsonObject, textAttribute } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown } from "../described.ts";
import { needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import {
  keyOf,
  makeGroup,
  makeUser,
  namesIn,
  open,
  readThere,
  resourceOf,
  resourcesOf,
  say,
  serviceScenario,
} from "../kit.ts";

const ATTRIBUTES = "RFC7644-3.9-ATTRIBUTES";
const EXCLUDED = "RFC7644-3.9-EXCLUDED";
const ALWAYS = "RFC7643-7-RET-ALWAYS";
const NAME_CASE = "RFC7644-3.10-NAME-CASE";
const URN_PATH = "RFC7644-3.10-URN-PATH";
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";

/** A question about part of a resource, and what must and must not be in the answer. */
interface Asked {
  readonly name: string;
  readonly title: string;
  readonly requirement: string;
  readonly query: Readonly<Record<string, string>>;
  /** Paths that must be shown, so far as the server shows them at all. */
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
  /** Those of `shown` that the RFC itself always returns, although the question leaves them out. */
  readonly always?: readonly string[];
  /** A Group with one User in it; a User by default. */
  readonly of?: "Group";
  /** The same in the usual way: what is passed over there as well tells nothing of how it is written. */
  readonly plain?: Readonly<Record<string, string>>;
  /** Looked for in a list, by a filter that names it; read under its own id by default. */
  readonly inList?: true;
}

const ASKED: readonly Asked[] = [
  {
    name: "attributes",
    title: "`attributes` shows what is named, and what is always shown, and nothing else",
    requirement: ATTRIBUTES,
    query: { attributes: "userName" },
    shown: ["id", "userName"],
    hidden: ["displayName", "name", "emails", "active", "externalId"],
  },
  {
    name: "attributes-list",
    title: "`attributes` takes several names, and names of sub-attributes",
    requirement: ATTRIBUTES,
    query: { attributes: "emails,name.familyName" },
    shown: ["id", "emails", "name.familyName"],
    hidden: ["displayName", "name.givenName", "active"],
  },
  {
    name: "attributes-case",
    title: "Names in `attributes` have no case",
    requirement: NAME_CASE,
    query: { attributes: "USERNAME" },
    plain: { attributes: "userName" },
    shown: ["id", "userName"],
    hidden: ["emails"],
  },
  {
    name: "attributes-urn",
    title: "Names in `attributes` may have the URN of their schema before them",
    requirement: URN_PATH,
    query: { attributes: `${USER}:userName` },
    plain: { attributes: "userName" },
    shown: ["id", "userName"],
    hidden: ["emails"],
  },
  {
    name: "excluded",
    title: "`excludedAttributes` leaves out what is named, and nothing else",
    requirement: EXCLUDED,
    query: { excludedAttributes: "emails" },
    // Shown by default, and named by nobody (RFC 7643 sections 3 and 3.1).
    shown: ["id", "schemas", "meta", "userName", "displayName"],
    hidden: ["emails"],
  },
  {
    name: "excluded-id",
    title: "`excludedAttributes` never leaves out what is always shown",
    requirement: EXCLUDED,
    query: { excludedAttributes: "id,emails" },
    shown: ["id", "userName"],
    hidden: ["emails"],
    always: ["id"],
  },
  {
    name: "excluded-sub-attribute",
    title: "`excludedAttributes` leaves out a sub-attribute, and not those beside it",
    requirement: EXCLUDED,
    query: { excludedAttributes: "name.familyName" },
    shown: ["id", "userName", "name.givenName"],
    hidden: ["name.familyName"],
  },
  {
    name: "excluded-members",
    title: "`excludedAttributes=members` leaves out the members of a Group, and nothing else",
    requirement: EXCLUDED,
    query: { excludedAttributes: "members" },
    shown: ["id", "schemas", "meta", "displayName"],
    hidden: ["members"],
    of: "Group",
  },
  {
    name: "attributes-in-list",
    title: "`attributes` shows what is named in a list as well",
    requirement: ATTRIBUTES,
    query: { attributes: "userName" },
    shown: ["id", "userName"],
    hidden: ["displayName", "name", "emails", "active", "externalId"],
    inList: true,
  },
  {
    name: "excluded-in-list",
    title: "`excludedAttributes` leaves out what is named in a list as well",
    requirement: EXCLUDED,
    query: { excludedAttributes: "emails" },
    shown: ["id", "userName", "displayName"],
    hidden: ["emails"],
    inList: true,
  },
  {
    name: "excluded-members-in-list",
    title: "`excludedAttributes=members` leaves out the members of Groups in a list as well",
    requirement: EXCLUDED,
    query: { excludedAttributes: "members" },
    shown: ["id", "displayName"],
    hidden: ["members"],
    of: "Group",
    inList: true,
  },
];

/** {@link Asked}, each as a scenario. What a server does not show without being asked is not looked for. */
export const projections: readonly Scenario[] = ASKED.map((asked) => {
  const { of: type = "User", inList = false } = asked;
  return serviceScenario({
    id: `service.read.${asked.name}`,
    title: asked.title,
    requirements: [asked.requirement, ...(asked.always === undefined ? [] : [ALWAYS])],
    needs: [`POST ${type} collection`, `GET ${type} resource`, ...(inList ? [`GET ${type} collection` as const] : [])],
    makes: { users: 1, groups: type === "Group" ? 1 : 0 },
    run: async (context) => {
      if (inList) await needFilter(context);
      const user = await makeUser(context, "own");
      const made = type === "User" ? user : await makeGroup(context, "own", [user.id]);
      const [key, part] = type === "User" ? (["userName", "emails"] as const) : (["displayName", "members"] as const);
      const { resource: whole } = await readThere(
        context,
        type,
        made.id,
        (seen) => !isUnassigned(at(seen, key)) && !isUnassigned(at(seen, part)),
      );
      if (isUnassigned(at(whole, part))) throw new NoVerdict("not-applicable", `the server shows no \`${part}\``);
      if (asked.plain !== undefined) await needHeeded(context, made.id, asked.plain, asked);
      const title = `${inList ? `list the ${type}` : `read the ${type}`} with ${queryText(asked)}`;
      const query = inList ? { ...asked.query, filter: `${key} eq ${quoted(made.body[key])}` } : asked.query;
      const exchange = await context.service.look(
        inList
          ? { to: { type }, query, title, intent: open("a filter that a server need not support") }
          : { to: { type, id: made.id }, query, title },
        (seen) => !inList || shownIn(seen, made.id) !== undefined,
      );
      if (inList && isSuccess(exchange) && (resourcesOf(exchange)?.length ?? 0) === 0)
        throw new NoVerdict("blocked", `the filter does not find the ${type}, which others judge`);
      if (inList && isRefusal(exchange))
        throw new NoVerdict("not-applicable", `the server does not support this query (${statusText(exchange)})`);
      const always = await alwaysShown(context, type);
      const hidden = asked.hidden.filter((path) => !always.has((path.split(".")[0] ?? "").toLowerCase()));
      const shown = inList ? shownIn(exchange, made.id) : resourceOf(exchange);
      judgePart(context, { asked: { ...asked, hidden }, whole, exchange, part: shown });
    },
  });
});

const shownIn = (exchange: Exchange, id: string): JsonObject | undefined =>
  resourcesOf(exchange)?.find((one) => textAttribute(one, "id") === id);

/** @throws NoVerdict `blocked` where a part of a User cannot be asked for at all */
async function needHeeded(
  context: ScenarioContext,
  id: string,
  query: Readonly<Record<string, string>>,
  { shown, hidden }: Asked,
): Promise<void> {
  const title = `read the User with ${queryText({ query })}`;
  const exchange = await context.service.look({ to: { type: "User", id }, query, title }, () => true);
  const part = resourceOf(exchange);
  const always = await alwaysShown(context, "User");
  const isHeeded =
    part !== undefined &&
    shown.every((path) => !isUnassigned(at(part, path))) &&
    hidden.every((path) => always.has(path.toLowerCase()) || isUnassigned(at(part, path)));
  if (!isHeeded)
    throw new NoVerdict("blocked", `the server does not heed \`${queryText({ query })}\`, which others judge`);
}

function queryText({ query }: Pick<Asked, "query">): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function judgePart(
  context: ScenarioContext,
  parts: {
    readonly asked: Asked;
    readonly whole: JsonObject;
    readonly exchange: Exchange;
    readonly part: JsonObject | undefined;
  },
): void {
  const { asked, whole, exchange, part } = parts;
  needAnswer(exchange);
  const { of: type = "User", inList, always = [] } = asked;
  const operation = keyOf(context, `GET ${type} ${inList === true ? "collection" : "resource"}`);
  const common = { requirement: asked.requirement, operation, exchanges: [exchange] };
  say(context, {
    ...common,
    invariant: "accepted",
    holds: part !== undefined,
    expected: [`200 with the named part of the ${type}`],
    actual: isSuccess(exchange) ? `${statusText(exchange)} without a resource` : statusText(exchange),
    message: `A read with ${queryText(asked)} does not show the ${type}.`,
  });
  if (part === undefined) return;
  const missing = asked.shown.filter((path) => !isUnassigned(at(whole, path)) && isUnassigned(at(part, path)));
  const shown = asked.hidden.filter((path) => !isUnassigned(at(part, path)));
  const isLeftOut = missing.some((path) => always.includes(path));
  if (always.length > 0 && !isLeftOut)
    context.judge({ requirement: ALWAYS, operation, invariant: "shown", shape: "none", outcome: "passed" });
  say(context, {
    ...common,
    ...(isLeftOut ? { alsoViolates: [ALWAYS] } : {}),
    invariant: "shown",
    holds: missing.length === 0,
    expected: [asked.shown.join(", ")],
    actual: namesIn(part),
    message: `A read with ${queryText(asked)} does not show ${missing.join(", ")}.`,
  });
  say(context, {
    ...common,
    invariant: "hidden",
    holds: shown.length === 0,
    expected: [`nothing of ${asked.hidden.join(", ")}`],
    actual: namesIn(part),
    message: `A read with ${queryText(asked)} shows ${shown.join(", ")} as well.`,
  });
}

/** The value at a path of one or two names. */
function at(resource: JsonObject, path: string): unknown {
  const [name = "", sub] = path.split(".");
  const value = attributeOf(resource, name);
  if (sub === undefined) return value;
  return isObject(value) ? attributeOf(value, sub) : undefined;
}
