import type { Exchange } from "../../../result/index.ts";
import { type JsonObject, URN } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { ask, needFilter, type Queried } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { learn, make, open, say, scimTypeOf, statusOf } from "../kit.ts";

const SEARCH = "RFC7644-3.4.3-SEARCH";

/** Where Users are searched by POST (RFC 7644 section 3.4.3). */
const PATH = "/Users/.search";

/** What judgements of such a search are about. */
export const OPERATION: string = `POST ${PATH}`;

/** What a filter is about: a name that two of three Users have, or the id of another system that one has. */
export type SearchedBy = "displayName" | "externalId";

/** Three Users, and a filter that matches two of them, or one. */
export interface Searched {
  readonly filter: string;
  readonly wanted: readonly string[];
  readonly stranger: string;
  /** What the same filter finds by GET. */
  readonly byGet: Queried;
}

/**
 * Makes three Users of whom a filter matches two, or one, and sees to it that it does so by GET.
 *
 * @throws NoVerdict where the document declares no search by POST, or the filter does not find them by GET
 */
export async function searched(context: ScenarioContext, by: SearchedBy = "displayName"): Promise<Searched> {
  if (!context.contract.profile.generic)
    throw new NoVerdict("not-applicable", "the document declares no query by POST");
  await needFilter(context);
  const displayName = context.name("search");
  const externalId = context.name("search external");
  const ids: string[] = [];
  for (const label of ["one", "two", "three"]) {
    const own = {
      ...(label === "three" ? {} : { displayName }),
      ...(label === "one" && by === "externalId" ? { externalId } : {}),
    };
    const body = { ...context.userBody(label), ...own };
    ids.push((await make(context, { type: "User", body, title: `make the User “${label}”` })).id);
  }
  const [first = "", second = "", stranger = ""] = ids;
  const wanted = by === "externalId" ? [first] : [first, second];
  const filter = `${by} eq ${quoted(by === "externalId" ? externalId : displayName)}`;
  const byGet = await ask(context, "User", filter, wanted);
  if (!wanted.every((id) => byGet.ids.includes(id))) {
    throw by === "externalId"
      ? new NoVerdict("not-applicable", "the User is not found by its `externalId` by GET")
      : new NoVerdict("blocked", "the filter does not find whom it matches by GET, which others judge");
  }
  return { filter, wanted, stranger, byGet };
}

/**
 * Sends a search by POST.
 *
 * @returns undefined where its filter was refused, which is judged: it was taken by GET
 * @throws NoVerdict where the server has none, as it may
 */
export async function searchByPost(
  context: ScenarioContext,
  message: JsonObject,
  by: SearchedBy = "displayName",
): Promise<Exchange | undefined> {
  const exchange = await context.service.request({
    method: "POST",
    to: { endpoint: PATH },
    body: { schemas: [URN.searchRequest], ...message },
    title: "query by POST",
    intent: open("a query by POST, which a server need not have"),
  });
  needAnswer(exchange);
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  // What reads the filter is a query by POST.
  if (isRefusal(exchange) && scimTypeOf(exchange) === "invalidFilter") {
    say(context, {
      requirement: SEARCH,
      invariant: "refused",
      holds: false,
      expected: ["what the same query by GET is answered with"],
      actual: `${statusText(exchange)} invalidFilter`,
      message: `A query by POST refuses a filter on \`${by}\` that is taken by GET.`,
      operation: OPERATION,
      exchanges: [exchange],
    });
    return undefined;
  }
  if (isRefusal(exchange) || statusOf(exchange) === 501) {
    learn(context, "search", "A query by POST to /.search", `is refused with ${statusText(exchange)}`);
    throw new NoVerdict("not-applicable", `the server has no query by POST (${statusText(exchange)})`);
  }
  if (!isSuccess(exchange)) throw new NoVerdict("inconclusive", `a query by POST was answered ${statusText(exchange)}`);
  return exchange;
}
