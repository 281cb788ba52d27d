import type { ResourceTypeName } from "../../../document/index.ts";
import { attributeOf, isObject } from "../../../scim/index.ts";
import { bodyIn, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, open, resourcesOf, say, serviceScenario, statusOf } from "../kit.ts";
import { ask, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FORM = "RFC7644-3.4.2-LIST-FORM";

/** Nobody found is no error: 200, and none (RFC 7644 section 3.4.2). Clients look so before they make somebody. */
export const nobodyFound: readonly Scenario[] = (["User", "Group"] as const).map((type: ResourceTypeName) =>
  serviceScenario({
    id: `service.filter.no-${type.toLowerCase()}`,
    title: `A filter that matches no ${type} is answered 200 with an empty list`,
    requirements: [FORM],
    needs: [`POST ${type} collection`, `GET ${type} collection`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      await needFilter(context);
      const name = type === "User" ? "userName" : "displayName";
      const made = await make(context, { type, body: bodyFor(context, type, "there"), title: `make a ${type}` });
      // That the filter is supported is seen by one that finds something.
      const { ids } = await ask(context, type, `${name} eq ${quoted(made.body[name])}`, [made.id]);
      if (!ids.includes(made.id))
        throw new NoVerdict("blocked", `the filter does not find a ${type} that there is, which others judge`);
      const exchange = await context.service.request({
        method: "GET",
        to: { type },
        query: { filter: `${name} eq ${quoted(bodyFor(context, type, "never made")[name])}` },
        title: `look for a ${type} that there is not`,
        intent: open("a filter that a server need not support"),
      });
      needAnswer(exchange);
      const why = notTheServersFault(exchange);
      if (why !== undefined) throw new NoVerdict("inconclusive", why);
      const body = bodyIn(exchange);
      const total = isObject(body) ? attributeOf(body, "totalResults") : undefined;
      const common = { operation: keyOf(context, `GET ${type} collection`), exchanges: [exchange] };
      say(context, {
        ...common,
        requirement: FORM,
        invariant: "nobody",
        holds: statusOf(exchange) === 200 && total === 0 && (resourcesOf(exchange)?.length ?? 0) === 0,
        expected: ["200 with totalResults 0"],
        actual: `${statusText(exchange)} with totalResults ${JSON.stringify(total ?? null)}`,
        message: `A filter that matches no ${type} is not answered 200 with an empty list.`,
      });
    },
  }),
);
