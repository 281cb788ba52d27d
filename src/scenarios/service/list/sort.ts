import { textAttribute } from "../../../scim/index.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import { needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { idsOf, keyOf, make, open, resourcesOf, say, serviceScenario } from "../kit.ts";

const SORT = "RFC7644-3.4.2.3-SORT";

/** Where sorting is claimed, the order is that of the attribute, either way round. */
export const sorting: Scenario = serviceScenario({
  id: "service.list.sort",
  title: "Where sorting is offered, a list comes in the order that was asked for",
  requirements: [SORT],
  needs: ["POST User collection", "GET User collection"],
  makes: { users: 3, groups: 0 },
  run: async (context) => {
    if ((await claims(context, "sort")) !== true)
      throw new NoVerdict("not-applicable", "the server does not say that it offers sorting");
    await needFilter(context);
    const displayName = context.name("sort");
    const title = ["b", "c", "a"];
    const made: string[] = [];
    for (const [index, letter] of title.entries()) {
      const body = { ...context.userBody(`user ${index}`), displayName, externalId: `${displayName}-${letter}` };
      made.push((await make(context, { type: "User", body, title: `make the User who comes as “${letter}”` })).id);
    }
    const [b = "", c = "", a = ""] = made;
    for (const [sortOrder, wanted] of [
      ["ascending", [a, b, c]],
      ["descending", [c, b, a]],
    ] as const) {
      const exchange = await context.service.look(
        {
          to: { type: "User" },
          query: { filter: `displayName eq ${quoted(displayName)}`, sortBy: "externalId", sortOrder },
          title: `list the Users by externalId, ${sortOrder}`,
          intent: open("a filter and an order at once"),
        },
        (seen) => resourcesOf(seen)?.length === made.length,
      );
      needAnswer(exchange);
      const resources = resourcesOf(exchange);
      if (resources === undefined || resources.length !== made.length)
        throw new NoVerdict("inconclusive", `the sorted list was answered ${statusText(exchange)}`);
      say(context, {
        requirement: SORT,
        invariant: sortOrder,
        holds: idsOf(resources).join(" ") === wanted.join(" "),
        expected: [`in ${sortOrder} order`],
        actual: resources.map((one) => textAttribute(one, "externalId")?.at(-1) ?? "?").join(", "),
        message: `A list that was asked for in ${sortOrder} order comes in another.`,
        operation: keyOf(context, "GET User collection"),
        exchanges: [exchange],
      });
    }
  },
});
