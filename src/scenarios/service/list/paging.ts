import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, textOf } from "../../../scim/index.ts";
import { bodyIn, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { idsOf, keyOf, resourcesOf, say, serviceScenario, statusOf } from "../kit.ts";
import { usersAlike } from "./alike.ts";

const PAGES = "RFC7644-3.4.2.4-PAGES";
const COUNT = "RFC7644-3.4.2.4-COUNT";
const TOTAL = "RFC7644-3.4.2-LIST-FORM";

// Enough for a whole page, a second one and a last one that is not full.
const USERS = 5;
const PER_PAGE = 2;
const PAGES_AT_MOST = 12;

/** Pages show every User of a query once: nobody is left out between two of them, and nobody comes twice. */
export const paging: Scenario = serviceScenario({
  id: "service.list.paging",
  title: "Page after page, each User that a query matches is shown once",
  requirements: [PAGES, COUNT, TOTAL],
  needs: ["POST User collection", "GET User collection"],
  makes: { users: USERS, groups: 0 },
  run: async (context) => {
    const { filter, made, found } = await usersAlike(context, USERS);
    const unseen = made.filter((id) => !found.includes(id));
    if (unseen.length === USERS) throw new NoVerdict("not-applicable", "the server finds nobody by `displayName`");
    const first = await walk(context, filter);
    // Another order with every request is a server's right; a loss that is seen twice has nothing to do with it.
    const isWhole = sameIds(first.ids, made);
    const walked = isWhole ? first : await walk(context, filter);
    const operation = keyOf(context, "GET User collection");
    const missing = made.filter((id) => !walked.ids.includes(id)).length;
    const twice = walked.ids.length - new Set(walked.ids).size;
    const common = { operation, exchanges: walked.exchanges };
    say(context, {
      ...common,
      requirement: PAGES,
      invariant: "whole",
      holds: missing === 0 && twice === 0,
      expected: [`each of ${USERS} Users once`],
      actual: `${missing} missing, ${twice} shown again`,
      message: "Page after page, a query does not show each User once.",
    });
    say(context, {
      ...common,
      requirement: COUNT,
      invariant: "page",
      holds: walked.most <= PER_PAGE,
      expected: [`at most ${PER_PAGE} Users a page`],
      actual: `${walked.most} Users`,
      message: "A page holds more Users than were asked for.",
    });
    say(context, {
      ...common,
      requirement: TOTAL,
      invariant: "total",
      holds: walked.totals.every((total) => total === USERS),
      expected: [`totalResults ${USERS} on every page`],
      actual: walked.totals.map(textOf).join(", "),
      message: "`totalResults` is not the number of Users whom the query matches.",
    });
    say(context, {
      ...common,
      requirement: TOTAL,
      invariant: "itemsPerPage",
      holds: walked.misnumbered.length === 0,
      expected: ["the number of Users on the page"],
      actual: walked.misnumbered.join(", "),
      message: "`itemsPerPage` is not how many results a page has that holds fewer than were asked for.",
    });
  },
});

interface Walked {
  readonly ids: readonly string[];
  readonly most: number;
  readonly totals: readonly unknown[];
  /** What pages say of how many they hold, where it is something else. */
  readonly misnumbered: readonly string[];
  readonly exchanges: readonly Exchange[];
}

async function walk(context: ScenarioContext, filter: string): Promise<Walked> {
  const ids: string[] = [];
  const totals: unknown[] = [];
  const misnumbered: string[] = [];
  const exchanges: Exchange[] = [];
  let most = 0;
  for (let pages = 0; pages < PAGES_AT_MOST && ids.length < USERS; pages += 1) {
    const startIndex = String(ids.length + 1);
    const exchange = await context.service.request({
      method: "GET",
      to: { type: "User" },
      query: { filter, startIndex, count: String(PER_PAGE) },
      title: `list the Users from ${startIndex} on`,
      intent: { kind: "valid" },
    });
    needAnswer(exchange);
    const resources = resourcesOf(exchange);
    if (resources === undefined || statusOf(exchange) !== 200)
      throw new NoVerdict(
        "inconclusive",
        `a page of Users was answered ${statusText(exchange)}${statusOf(exchange) === 200 ? " without a list" : ""}`,
      );
    const body = bodyIn(exchange);
    exchanges.push(exchange);
    totals.push(isObject(body) ? attributeOf(body, "totalResults") : undefined);
    const perPage = isObject(body) ? attributeOf(body, "itemsPerPage") : undefined;
    // Where it must stand, and as what, another scenario tells.
    if (typeof perPage === "number" && perPage !== resources.length)
      misnumbered.push(`itemsPerPage ${perPage} with ${resources.length} Users`);
    most = Math.max(most, resources.length);
    ids.push(...idsOf(resources));
    if (resources.length === 0) break;
  }
  return { ids, most, totals, misnumbered, exchanges };
}

function sameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && right.every((id) => left.includes(id));
}
