import { attributeOf, isObject, isUnassigned, type JsonObject, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown } from "../described.ts";
import { keyOf, makeUser, namesIn, readThere, resourceOf, say, serviceScenario } from "../kit.ts";

const ATTRIBUTES = "RFC7644-3.9-ATTRIBUTES";
const EXCLUDED = "RFC7644-3.9-EXCLUDED";
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
    shown: ["id", "userName"],
    hidden: ["emails"],
  },
  {
    name: "attributes-urn",
    title: "Names in `attributes` may have the URN of their schema before them",
    requirement: URN_PATH,
    query: { attributes: `${USER}:userName` },
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
  },
];

/** {@link Asked}, each as a scenario. What a server does not show without being asked is not looked for. */
export const projections: readonly Scenario[] = ASKED.map((asked) =>
  serviceScenario({
    id: `service.read.${asked.name}`,
    title: asked.title,
    requirements: [asked.requirement],
    needs: ["POST User collection", "GET User resource"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      const made = await makeUser(context, "own");
      const whole = (await readThere(context, "User", made.id, (user) => textAttribute(user, "userName") !== undefined))
        .resource;
      if (isUnassigned(at(whole, "emails"))) throw new NoVerdict("not-applicable", "the server shows no `emails`");
      const exchange = await context.service.look(
        { to: { type: "User", id: made.id }, query: asked.query, title: `read the User with ${queryText(asked)}` },
        () => true,
      );
      const always = await alwaysShown(context, "User");
      const hidden = asked.hidden.filter((path) => !always.has((path.split(".")[0] ?? "").toLowerCase()));
      judgePart(context, { asked: { ...asked, hidden }, whole, exchange });
    },
  }),
);

function queryText({ query }: Asked): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function judgePart(
  context: ScenarioContext,
  parts: {
    readonly asked: Asked;
    readonly whole: JsonObject;
    readonly exchange: Parameters<typeof resourceOf>[0];
  },
): void {
  const { asked, whole, exchange } = parts;
  needAnswer(exchange);
  const part = resourceOf(exchange);
  const operation = keyOf(context, "GET User resource");
  const common = { requirement: asked.requirement, operation, exchanges: [exchange] };
  say(context, {
    ...common,
    invariant: "accepted",
    holds: part !== undefined,
    expected: ["200 with the named part of the User"],
    actual: isSuccess(exchange) ? `${statusText(exchange)} without a resource` : statusText(exchange),
    message: `A read with ${queryText(asked)} does not show the User.`,
  });
  if (part === undefined) return;
  const missing = asked.shown.filter((path) => !isUnassigned(at(whole, path)) && isUnassigned(at(part, path)));
  const shown = asked.hidden.filter((path) => !isUnassigned(at(part, path)));
  say(context, {
    ...common,
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
