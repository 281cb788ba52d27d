import { attributeOf } from "../../../scim/index.ts";
import { fitsKeyword, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import {
  BAD_BODY,
  keyOf,
  makeUser,
  readThere,
  resourcesOf,
  say,
  scimTypeOf,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const DECLINED = "RFC7644-3.4.2.2-UNKNOWN-OPERATOR";
const INVALID = "RFC7644-3.12-400-INVALIDFILTER";
const NO_ORDER = "RFC7644-3.4.2.2-NO-ORDER";
const KEYWORD = "invalidFilter";
// For these the RFC insists on the keyword; elsewhere it is optional.
const MARKED: ReadonlySet<string> = new Set([DECLINED, NO_ORDER]);

const CASES: readonly (readonly [
  name: string,
  words: string,
  requirement: string,
  filter: (name: string) => string,
])[] = [
  ["unknown-operator", "with an operator that nobody knows", DECLINED, (name) => `userName regex ${name}`],
  ["malformed", "that breaks off", INVALID, (name) => `userName eq ${name} and`],
  ["unbalanced", "with a bracket that is never closed", INVALID, (name) => `(userName eq ${name}`],
  ["no-value", "without a value", INVALID, () => "userName eq"],
  ["boolean-order", "that asks for a Boolean greater than another", NO_ORDER, () => "active gt true"],
];

/** A filter that is none: declined with 400 `invalidFilter`, for a list in its place looks as if it had been applied. */
export const refusedFilters: readonly Scenario[] = CASES.map(([name, words, requirement, filter]) =>
  serviceScenario({
    id: `service.filter.${name}`,
    title: `A filter ${words} is refused with 400 and \`invalidFilter\``,
    requirements: [requirement, "RFC7644-3.12-SCIMTYPE-FITS"],
    needs: ["POST User collection", "GET User collection"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      await needFilter(context);
      const user = await makeUser(context, "own");
      if (requirement === NO_ORDER) await needBoolean(context, user.id);
      const operation = keyOf(context, "GET User collection");
      const exchange = await context.service.request({
        method: "GET",
        to: { type: "User" },
        query: { filter: filter(quoted(user.body["userName"])) },
        title: `send a filter ${words}`,
        intent: BAD_BODY,
      });
      needAnswer(exchange);
      const why = notTheServersFault(exchange);
      if (why !== undefined) throw new NoVerdict("inconclusive", why);
      const listed = resourcesOf(exchange)?.length;
      const status = statusOf(exchange);
      // 501 is what a server says that offers no filters at all.
      if (status === 501) throw new NoVerdict("not-applicable", "the server offers no filters (501)");
      const common = { operation, expected: ["400 with invalidFilter"] };
      say(context, {
        ...common,
        requirement,
        invariant: "refused",
        holds: status === 400,
        actual: listed === undefined ? statusText(exchange) : `${statusText(exchange)} with ${listed} resources`,
        message: `A filter ${words} is not refused with 400.`,
      });
      if (status !== 400) return;
      const scimType = scimTypeOf(exchange);
      say(context, {
        ...common,
        requirement: MARKED.has(requirement) ? requirement : "RFC7644-3.12-SCIMTYPE-FITS",
        invariant: `scimType ${name}`,
        holds: MARKED.has(requirement) ? scimType === KEYWORD : fitsKeyword(scimType, [KEYWORD]),
        actual: scimType ?? "no scimType",
        message: `The refusal of a filter ${words} is not marked \`invalidFilter\`.`,
      });
    },
  }),
);

/** A server that shows no `active` need not know that it is a Boolean. */
async function needBoolean(context: ScenarioContext, id: string): Promise<void> {
  const { resource } = await readThere(context, "User", id, (seen) => typeof attributeOf(seen, "active") === "boolean");
  if (typeof attributeOf(resource, "active") !== "boolean")
    throw new NoVerdict("not-applicable", "the server shows no `active` of a User who was made with it");
}
