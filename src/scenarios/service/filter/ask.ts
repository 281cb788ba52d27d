import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject } from "../../../scim/index.ts";
import { bodyIn, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { claims } from "../described.ts";
import { idsOf, learn, open, resourcesOf, scimTypeOf, statusOf } from "../kit.ts";

/**
 * Filtering is optional (RFC 7644 section 3.4.2.2).
 *
 * @throws NoVerdict `not-applicable` where the server says that it offers none
 */
export async function needFilter(context: ScenarioContext): Promise<void> {
  if ((await claims(context, "filter")) === false) {
    throw new NoVerdict("not-applicable", "the server says that it offers no filters");
  }
}

/** What a query showed. */
export interface Queried {
  readonly exchange: Exchange;
  readonly resources: readonly JsonObject[];
  readonly ids: readonly string[];
}

/**
 * Sends a query with a filter, again until it shows whom it must, and nobody whom it must not, or the grace period is over.
 *
 * @param unwanted whom an index that follows later may still have: waited for to be gone
 * @throws NoVerdict where the filter is refused, as an operator or attribute that a server does not support may be
 */
export async function ask(
  context: ScenarioContext,
  type: ResourceTypeName,
  filter: string,
  wanted: readonly string[],
  unwanted: readonly string[] = [],
): Promise<Queried> {
  const exchange = await context.service.look(
    {
      to: { type },
      query: { filter },
      title: `look for ${filter}`,
      intent: open("a filter that a server need not support"),
    },
    (seen) => {
      const ids = idsOf(resourcesOf(seen) ?? []);
      return wanted.every((id) => ids.includes(id)) && !unwanted.some((id) => ids.includes(id));
    },
  );
  needAnswer(exchange);
  const first = resourcesOf(exchange);
  if (first !== undefined) {
    const resources = await withOtherPages(context, { type, filter }, exchange, first);
    return { exchange, resources, ids: idsOf(resources) };
  }
  const why = notTheServersFault(exchange);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  const status = statusOf(exchange);
  const isRefused = (status >= 400 && status < 500) || status === 501;
  const how = `${statusText(exchange)}${scimTypeOf(exchange) === undefined ? "" : ` ${scimTypeOf(exchange)}`}`;
  if (isRefused)
    learn(context, `filter ${context.scenario}`, `The filter of ${context.scenario}`, `is refused with ${how}`);
  throw new NoVerdict(
    isRefused ? "not-applicable" : "inconclusive",
    isRefused ? `the server does not support this filter (${how})` : `the query was answered ${how} without a list`,
  );
}

/** Whether a filter that another scenario judges is answered, and does not find this one. Where it is refused, nobody tells. */
export async function isMissedBy(
  context: ScenarioContext,
  type: ResourceTypeName,
  filter: string,
  id: string,
): Promise<boolean> {
  try {
    return !(await ask(context, type, filter, [id])).ids.includes(id);
  } catch (error) {
    if (error instanceof NoVerdict && error.outcome === "not-applicable") return false;
    throw error;
  }
}

// Of a server that shows so few at once there may be many; what a filter of ours matches is on the first ones.
const PAGES_AT_MOST = 20;

/** What is on the pages behind the first, where a server shows fewer at once than match (RFC 7644 section 3.4.2.4). */
async function withOtherPages(
  context: ScenarioContext,
  { type, filter }: { readonly type: ResourceTypeName; readonly filter: string },
  exchange: Exchange,
  first: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const total = totalOf(exchange);
  const all = [...first];
  for (let page = 1; page < PAGES_AT_MOST && all.length < total; page += 1) {
    const next = await context.service.look(
      {
        to: { type },
        query: { filter, startIndex: String(all.length + 1) },
        title: `look for ${filter}, page ${page + 1}`,
        intent: open("a filter that a server need not support"),
      },
      () => true,
    );
    const more = resourcesOf(next) ?? [];
    const seen = new Set(idsOf(all));
    // One that knows no paging shows the same again.
    if (!idsOf(more).some((id) => !seen.has(id))) break;
    all.push(...more);
  }
  return all;
}

function totalOf(exchange: Exchange): number {
  const body = bodyIn(exchange);
  const total = isObject(body) ? attributeOf(body, "totalResults") : undefined;
  return typeof total === "number" ? total : 0;
}
