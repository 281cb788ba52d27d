import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject } from "../../../scim/index.ts";
import { bodyIn, isRefusal, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, learn, open, resourcesOf, say, serviceScenario, statusOf, VALID } from "../kit.ts";
import { usersAlike } from "./alike.ts";

const PAGES = "RFC7644-3.4.2.4-PAGES";
const FORM = "RFC7644-3.4.2-LIST-FORM";

const USERS = 3;
/** Neither the first result of a page of so many nor the last: who counts pages in place of results begins elsewhere. */
const BETWEEN = { startIndex: "2", count: "3" };
const LEFT = 2;
const BEYOND = { startIndex: "100", count: "2" };

/** A page begins at the result that is asked for, wherever that is: how many are left tells it, in whatever order they come. */
export const startIndex: Scenario = serviceScenario({
  id: "service.list.start-index",
  title: "A page begins with the result that `startIndex` names, and behind the last one there is none",
  requirements: [PAGES, FORM],
  needs: ["POST User collection", "GET User collection"],
  makes: { users: USERS, groups: 0 },
  run: async (context) => {
    const { filter, made, found } = await usersAlike(context, USERS);
    if (!made.every((id) => found.includes(id)) || found.length !== USERS)
      throw new NoVerdict("not-applicable", "the server does not find these Users, and no others, by `displayName`");
    const operation = keyOf(context, "GET User collection");
    const between = await page(context, filter, BETWEEN);
    const shown = resourcesOf(between);
    if (shown === undefined)
      throw new NoVerdict("inconclusive", `a page of Users was answered ${statusText(between)} without a list`);
    say(context, {
      requirement: PAGES,
      invariant: "between",
      holds: shown.length <= LEFT,
      expected: [`at most ${LEFT} Users, from the second of ${USERS} on`],
      actual: `${shown.length} Users`,
      message: `A page from startIndex ${BETWEEN.startIndex} on does not begin there.`,
      operation,
      exchanges: [between],
    });
    // What does not begin there says so rightly, and goes on as wrongly: one cause, told once.
    if (shown.length > LEFT) return;
    const body = bodyIn(between);
    const from = isObject(body) ? attributeOf(body, "startIndex") : undefined;
    say(context, {
      requirement: FORM,
      invariant: "startIndex",
      // That it must be there other scenarios tell.
      holds: shown.length === 0 || typeof from !== "number" || from === Number(BETWEEN.startIndex),
      expected: [`startIndex ${BETWEEN.startIndex}`],
      actual: `startIndex ${JSON.stringify(from)}`,
      message: "A page says that it begins with another result than the one that was asked for.",
      operation,
      exchanges: [between],
    });
    const beyond = await page(context, filter, BEYOND);
    const behind = resourcesOf(beyond)?.length ?? 0;
    if (isRefusal(beyond)) {
      // The RFC does not say how a page is answered that cannot have anything.
      learn(context, "page-beyond", "A page behind the last result", `is refused with ${statusText(beyond)}`);
      return;
    }
    say(context, {
      requirement: PAGES,
      invariant: "beyond",
      holds: behind === 0,
      expected: ["no Users"],
      actual: `${behind} Users`,
      message: "A page that begins behind the last result shows one all the same.",
      operation,
      exchanges: [beyond],
    });
  },
});

async function page(
  context: ScenarioContext,
  filter: string,
  part: Readonly<Record<"startIndex" | "count", string>>,
): Promise<Exchange> {
  const exchange = await context.service.request({
    method: "GET",
    to: { type: "User" },
    query: { filter, ...part },
    title: `list the Users from ${part.startIndex} on`,
    intent: part === BEYOND ? open("a page behind the last result") : VALID,
  });
  needAnswer(exchange);
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  if (statusOf(exchange) === 200 || (part === BEYOND && isRefusal(exchange))) return exchange;
  throw new NoVerdict("inconclusive", `a page of Users was answered ${statusText(exchange)}`);
}
