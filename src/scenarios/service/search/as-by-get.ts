import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isUnassigned, type JsonObject, textAttribute } from "../../../scim/index.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown, claims } from "../described.ts";
import { idsOf, namesIn, open, resourcesOf, say, serviceScenario } from "../kit.ts";
import { OPERATION, searchByPost, searched } from "./by-post.ts";

const SEARCH = "RFC7644-3.4.3-SEARCH";
const SORT = "RFC7644-3.4.2.3-SORT";
const EXCLUDED = "RFC7644-3.9-EXCLUDED";

const needs = ["POST User collection", "GET User collection"] as const;
const makes = { users: 3, groups: 0 };

/** The order of a query by POST is the one that the same query by GET has, either way round: one that is none has only one. */
const sorted: Scenario = serviceScenario({
  id: "service.search.sort",
  title: "Where sorting is offered, a query by POST comes in the order that the same query by GET comes in",
  requirements: [SEARCH, SORT],
  needs,
  makes,
  run: async (context) => {
    if ((await claims(context, "sort")) !== true)
      throw new NoVerdict("not-applicable", "the server does not say that it offers sorting");
    const { filter, wanted } = await searched(context);
    const orders = ["ascending", "descending"] as const;
    const byGet: (readonly string[])[] = [];
    for (const sortOrder of orders)
      byGet.push(ofOurs(await get(context, { filter, sortBy: "userName", sortOrder }), wanted));
    const [up = [], down = []] = byGet;
    if (up.length !== wanted.length || up.join(" ") !== down.toReversed().join(" "))
      throw new NoVerdict(
        "blocked",
        "a query by GET does not come in the order that was asked for, which others judge",
      );
    for (const [index, sortOrder] of orders.entries()) {
      const exchange = await searchByPost(context, { filter, sortBy: "userName", sortOrder });
      if (exchange === undefined) return;
      const came = ofOurs(exchange, wanted);
      if (came.length !== wanted.length)
        throw new NoVerdict("blocked", "a query by POST does not find whom it matches, which others judge");
      say(context, {
        requirement: SORT,
        alsoViolates: [SEARCH],
        invariant: `search ${sortOrder}`,
        holds: came.join(" ") === byGet[index]?.join(" "),
        expected: ["the order in which the same query by GET comes"],
        actual: "another order",
        message: `A query by POST that asks for ${sortOrder} order comes in another than the same query by GET.`,
        operation: OPERATION,
        exchanges: [exchange],
      });
    }
  },
});

/** What a query by POST names in `excludedAttributes` is left out, as by GET. */
const excluded: Scenario = serviceScenario({
  id: "service.search.excluded",
  title: "A query by POST leaves out what its `excludedAttributes` name",
  requirements: [SEARCH, EXCLUDED],
  needs,
  makes,
  run: async (context) => {
    const { filter, wanted, byGet } = await searched(context);
    const [id = ""] = wanted;
    const whole = byGet.resources.find((one) => textAttribute(one, "id") === id) ?? {};
    const always = await alwaysShown(context, "User");
    const name = ["emails", "displayName", "name"].find(
      (one) => !always.has(one.toLowerCase()) && !isUnassigned(attributeOf(whole, one)),
    );
    if (name === undefined) throw new NoVerdict("not-applicable", "a list shows nothing that could be left out");
    const shownBy = (exchange: Exchange): JsonObject | undefined =>
      resourcesOf(exchange)?.find((one) => textAttribute(one, "id") === id);
    const without = shownBy(await get(context, { filter, excludedAttributes: name }));
    if (without === undefined || !isUnassigned(attributeOf(without, name)))
      throw new NoVerdict(
        "blocked",
        `the server does not heed \`excludedAttributes=${name}\` by GET, which others judge`,
      );
    const exchange = await searchByPost(context, { filter, excludedAttributes: [name] });
    if (exchange === undefined) return;
    const part = shownBy(exchange);
    if (part === undefined)
      throw new NoVerdict("blocked", "a query by POST does not find whom it matches, which others judge");
    say(context, {
      requirement: EXCLUDED,
      alsoViolates: [SEARCH],
      invariant: "search",
      holds: isUnassigned(attributeOf(part, name)) && !isUnassigned(attributeOf(part, "id")),
      expected: [`everything but ${name}`],
      actual: namesIn(part),
      message: "A query by POST does not leave out what its `excludedAttributes` name, and nothing else.",
      operation: OPERATION,
      exchanges: [exchange],
    });
  },
});

/** The same query by GET. @throws NoVerdict where no list comes */
async function get(context: ScenarioContext, query: Readonly<Record<string, string>>): Promise<Exchange> {
  const exchange = await context.service.request({
    method: "GET",
    to: { type: "User" },
    query,
    title: "send the same query by GET",
    intent: open("a filter and something else at once"),
  });
  needAnswer(exchange);
  if (resourcesOf(exchange) !== undefined) return exchange;
  throw new NoVerdict("blocked", `the same query by GET was answered ${statusText(exchange)} without a list`);
}

const ofOurs = (exchange: Exchange, wanted: readonly string[]): readonly string[] =>
  idsOf(resourcesOf(exchange) ?? []).filter((id) => wanted.includes(id));

/** What a query by POST can ask for beside a filter (RFC 7644 section 3.4.3), held against the same query by GET. */
export const searchedAsByGet: readonly Scenario[] = [sorted, excluded];
