import type { Exchange, Intent } from "../../../result/index.ts";
import { attributeOf, isObject, URN } from "../../../scim/index.ts";
import { bodyIn, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { isOf } from "../discovery/document.ts";
import { keyOf, makeUser, open, resourcesOf, say, serviceScenario, statusOf, VALID } from "../kit.ts";

const FORM = "RFC7644-3.4.2-LIST-FORM";
const COUNT = "RFC7644-3.4.2.4-COUNT";
const HONEST = "RFC7643-5-CONFIG-HONEST";
const START = "RFC7644-3.4.2.4-START-INDEX";
// The RFC says what such a number means, so that it is no error.
const ODD = open("a number out of its range, which the RFC gives a meaning");

/** A query is answered with a ListResponse. */
export const listForm: Scenario = serviceScenario({
  id: "service.list.form",
  title: "A query is answered with a ListResponse",
  depth: "smoke",
  requirements: [FORM, COUNT, HONEST],
  needs: ["POST User collection", "GET User collection"],
  run: async (context) => {
    await makeUser(context, "one");
    await makeUser(context, "two");
    const exchange = await page(context, { startIndex: "1", count: "1" });
    const operation = keyOf(context, "GET User collection");
    const body = bodyIn(exchange);
    const total = isObject(body) ? attributeOf(body, "totalResults") : undefined;
    const shown = resourcesOf(exchange);
    const common = { operation, exchanges: [exchange] };
    say(context, {
      ...common,
      requirement: FORM,
      invariant: "schemas",
      holds: isOf(body, URN.listResponse),
      expected: [URN.listResponse],
      actual: isObject(body) ? JSON.stringify(attributeOf(body, "schemas") ?? null) : "no object",
      message: "The answer to a query does not say by its `schemas` that it is a ListResponse.",
    });
    say(context, {
      ...common,
      requirement: FORM,
      invariant: "totalResults",
      holds: Number.isInteger(total) && Number(total) >= 2,
      expected: ["how many Users there are, 2 or more"],
      actual: JSON.stringify(total ?? null),
      message: "`totalResults` is not the number of Users, of whom two were just made.",
    });
    say(context, {
      ...common,
      requirement: COUNT,
      invariant: "count",
      holds: (shown?.length ?? 0) <= 1,
      expected: ["at most 1 User"],
      actual: `${shown?.length ?? 0} Users`,
      message: "A page holds more Users than were asked for.",
    });
    const { maxResults } = (await context.service.discovery()).config.model ?? {};
    if (maxResults !== undefined && maxResults > 0) {
      const whole = await page(context, {});
      const many = resourcesOf(whole)?.length ?? 0;
      say(context, {
        requirement: HONEST,
        invariant: "maxResults",
        operation,
        exchanges: [whole],
        holds: many <= maxResults,
        expected: [`at most ${maxResults} Users, as the configuration says`],
        actual: `${many} Users`,
        message: "An answer holds more Users than `filter.maxResults` of the ServiceProviderConfig.",
      });
    }
    if (shown === undefined || shown.length > 1 || shown.length === 0 || !isObject(body)) return;
    const partial = [attributeOf(body, "startIndex"), attributeOf(body, "itemsPerPage")];
    say(context, {
      ...common,
      requirement: FORM,
      invariant: "partial",
      holds: partial.every((one) => Number.isInteger(one)) && partial[0] === 1,
      expected: ["startIndex 1 and itemsPerPage"],
      actual: `startIndex ${JSON.stringify(partial[0] ?? null)}, itemsPerPage ${JSON.stringify(partial[1] ?? null)}`,
      message: "A page does not say which part of the whole it is.",
    });
    say(context, {
      ...common,
      requirement: FORM,
      invariant: "itemsPerPage",
      // How many there are, or, to who reads it as the size of a page, how many were asked for: 1 both.
      holds: !Number.isInteger(partial[1]) || partial[1] === 1,
      expected: ["itemsPerPage 1"],
      actual: `itemsPerPage ${JSON.stringify(partial[1] ?? null)}`,
      message: "`itemsPerPage` is not how many results the page has.",
    });
  },
});

/** Values at the edge, for which the RFC names what they mean. */
export const listEdges: readonly Scenario[] = [
  ...(
    [
      ["count-zero", "`count=0` shows how many there are and none of them", "0"],
      ["count-negative", "A negative `count` is taken for 0", "-1"],
    ] as const
  ).map(([name, title, count]) =>
    serviceScenario({
      id: `service.list.${name}`,
      title,
      requirements: [COUNT],
      needs: ["POST User collection", "GET User collection"],
      makes: { users: 1, groups: 0 },
      run: async (context) => {
        await makeUser(context, "one");
        const exchange = await page(context, { count }, count === "0" ? VALID : ODD);
        const body = bodyIn(exchange);
        const total = isObject(body) ? attributeOf(body, "totalResults") : undefined;
        const shown = resourcesOf(exchange)?.length ?? 0;
        say(context, {
          requirement: COUNT,
          invariant: name,
          holds: shown === 0 && typeof total === "number" && total >= 1,
          expected: ["totalResults of 1 or more, and no resources"],
          actual:
            statusOf(exchange) === 200
              ? `totalResults ${JSON.stringify(total ?? null)}, ${shown} resources`
              : statusText(exchange),
          message: `\`count=${count}\` does not show how many there are and none of them.`,
          operation: keyOf(context, "GET User collection"),
          exchanges: [exchange],
        });
      },
    }),
  ),
  serviceScenario({
    id: "service.list.start-index-below-one",
    title: "A `startIndex` below 1 means 1",
    requirements: [START],
    needs: ["POST User collection", "GET User collection"],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      await makeUser(context, "one");
      for (const [startIndex, invariant] of [
        ["0", "below-one"],
        ["-3", "negative"],
      ] as const) {
        const exchange = await page(context, { startIndex, count: "1" }, ODD);
        const body = bodyIn(exchange);
        const from = isObject(body) ? attributeOf(body, "startIndex") : undefined;
        const shown = resourcesOf(exchange)?.length ?? 0;
        say(context, {
          requirement: START,
          invariant,
          holds: shown > 0 && (from === undefined || from === null || from === 1),
          expected: ["200 with the first User, as from startIndex 1"],
          actual: `${statusText(exchange)} with ${shown} Users, as from ${JSON.stringify(from ?? null)}`,
          message: `A \`startIndex\` of ${startIndex} is not taken for 1.`,
          operation: keyOf(context, "GET User collection"),
          exchanges: [exchange],
        });
      }
    },
  }),
];

async function page(
  context: ScenarioContext,
  query: Readonly<Record<string, string>>,
  intent: Intent = VALID,
): Promise<Exchange> {
  const words = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const exchange = await context.service.request({
    method: "GET",
    to: { type: "User" },
    query,
    title: words.length === 0 ? "list the Users" : `list the Users with ${words.join(" and ")}`,
    intent,
  });
  needAnswer(exchange);
  if (statusOf(exchange) === 200 || (intent === ODD && statusOf(exchange) === 400)) return exchange;
  // A whole directory may be more than a server shows, and it says so (RFC 7644 section 3.4.2).
  throw new NoVerdict("inconclusive", `the list of Users was answered ${statusText(exchange)}`);
}
