import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject } from "../../../scim/index.ts";
import { bodyIn, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, resourcesOf, say, serviceScenario, statusOf, VALID } from "../kit.ts";
import { usersAlike } from "./alike.ts";

const COUNT = "RFC7644-3.4.2.4-COUNT";
const FORM = "RFC7644-3.4.2-LIST-FORM";

const USERS = 3;

/** `count=0` asks how many there are (RFC 7644 section 3.4.2.4): of those whom the filter matches, and of nobody else. */
export const counted: Scenario = serviceScenario({
  id: "service.list.count-zero-filtered",
  title: "`count=0` with a filter tells how many it matches, and shows none of them",
  requirements: [COUNT, FORM],
  needs: ["POST User collection", "GET User collection"],
  makes: { users: USERS, groups: 0 },
  run: async (context) => {
    const { filter, made, found } = await usersAlike(context, USERS);
    if (!made.every((id) => found.includes(id)) || found.length !== USERS)
      throw new NoVerdict("not-applicable", "the server does not find these Users, and no others, by `displayName`");
    const exchange = await count(context, { filter }, "count the Users whom the filter matches");
    const total = totalOf(exchange);
    const shown = resourcesOf(exchange)?.length ?? 0;
    // Where it is heeded without a filter no more, or tells no number there either, another scenario tells.
    const whole = shown === 0 && total === USERS ? undefined : await count(context, {}, "count all Users");
    const isHeeded = shown === 0 || (whole !== undefined && (resourcesOf(whole)?.length ?? 0) === 0);
    const common = { operation: keyOf(context, "GET User collection"), exchanges: [exchange] };
    if (isHeeded)
      say(context, {
        ...common,
        requirement: COUNT,
        invariant: "counted none",
        holds: shown === 0,
        expected: ["no Users"],
        actual: `${shown} Users`,
        message: "`count=0` with a filter shows Users.",
      });
    const all = whole === undefined ? undefined : totalOf(whole);
    if (total !== USERS && !(typeof all === "number" && all >= 1))
      throw new NoVerdict(
        "not-applicable",
        "`count=0` does not tell how many Users there are, as another scenario tells",
      );
    say(context, {
      ...common,
      requirement: FORM,
      invariant: "counted",
      holds: total === USERS,
      expected: [`totalResults ${USERS}`],
      actual: `totalResults ${JSON.stringify(total ?? null)}`,
      message: "`count=0` with a filter does not tell how many Users it matches.",
    });
  },
});

function totalOf(exchange: Exchange): unknown {
  const body = bodyIn(exchange);
  return isObject(body) ? attributeOf(body, "totalResults") : undefined;
}

async function count(
  context: ScenarioContext,
  query: Readonly<Record<string, string>>,
  title: string,
): Promise<Exchange> {
  const exchange = await context.service.request({
    method: "GET",
    to: { type: "User" },
    query: { ...query, count: "0" },
    title,
    intent: VALID,
  });
  needAnswer(exchange);
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  if (statusOf(exchange) !== 200) throw new NoVerdict("inconclusive", `the query was answered ${statusText(exchange)}`);
  return exchange;
}
