import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, URN } from "../../../scim/index.ts";
import { bodyIn, isRefusal, isSuccess, needAnswer, notTheServersFault, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown } from "../described.ts";
import { isOf } from "../discovery/document.ts";
import { ask, needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { idsOf, learn, make, namesIn, open, resourcesOf, say, scimTypeOf, serviceScenario, statusOf } from "../kit.ts";

const SEARCH = "RFC7644-3.4.3-SEARCH";
const MATCHING = "RFC7644-3.4.2.2-ONLY-MATCHING";
const ATTRIBUTES = "RFC7644-3.9-ATTRIBUTES";
const COUNT = "RFC7644-3.4.2.4-COUNT";
const PATH = "/Users/.search";
const OPERATION = `POST ${PATH}`;

/** What a search by POST is about, and how its answer is judged against the same query by GET. */
interface SearchCase {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly more: JsonObject;
  /** The attribute that the filter is about: `displayName`, if nothing is said. */
  readonly by?: "externalId";
  readonly judge: (context: ScenarioContext, found: Found) => void;
}

interface Found {
  readonly exchange: Exchange;
  readonly resources: readonly JsonObject[];
  /** Whom the filter matches, two Users, and one whom it does not. */
  readonly wanted: readonly string[];
  readonly stranger: string;
  /** Names in lower case of what the server shows whatever is asked for, by its own schema. */
  readonly always: ReadonlySet<string>;
}

const CASES: readonly SearchCase[] = [
  {
    name: "filter",
    title: "A query by POST to `/.search` is answered as the same query by GET",
    requirements: [SEARCH, MATCHING],
    more: {},
    judge: (context, { exchange, resources, wanted, stranger }) => {
      const body = bodyIn(exchange);
      say(context, {
        requirement: SEARCH,
        invariant: "form",
        holds: statusOf(exchange) === 200 && isOf(body, URN.listResponse),
        expected: ["200 with a ListResponse"],
        actual: `${statusText(exchange)} with ${isObject(body) ? JSON.stringify(attributeOf(body, "schemas") ?? null) : "no object"}`,
        message: "A query by POST is not answered 200 with a ListResponse.",
        operation: OPERATION,
        exchanges: [exchange],
      });
      const ids = idsOf(resources);
      const missing = wanted.filter((id) => !ids.includes(id)).length;
      say(context, {
        requirement: SEARCH,
        invariant: "missing",
        holds: missing === 0,
        expected: ["both Users whom the filter matches"],
        actual: `${missing} of them missing`,
        message: "A query by POST does not find whom the same query by GET finds.",
        operation: OPERATION,
        exchanges: [exchange],
      });
      say(context, {
        requirement: MATCHING,
        alsoViolates: [SEARCH],
        invariant: "search strangers",
        holds: !ids.includes(stranger),
        expected: ["nobody else"],
        actual: "a User whom the filter does not match",
        message: "A query by POST finds a User whom its filter does not match.",
        operation: OPERATION,
        exchanges: [exchange],
      });
    },
  },
  {
    name: "external-id",
    title: "A query by POST takes a filter on `externalId` that the same query by GET takes, and finds the same User",
    requirements: [SEARCH],
    more: {},
    by: "externalId",
    judge: (context, { exchange, resources, wanted }) => {
      const ids = idsOf(resources);
      const missing = wanted.filter((id) => !ids.includes(id)).length;
      say(context, {
        requirement: SEARCH,
        invariant: "externalId",
        holds: missing === 0,
        expected: ["the User whom the same query by GET finds"],
        actual: statusText(exchange),
        message: "A query by POST does not find by `externalId` whom the same query by GET finds.",
        operation: OPERATION,
        exchanges: [exchange],
      });
    },
  },
  {
    name: "attributes",
    title: "A query by POST shows what its `attributes` name",
    requirements: [SEARCH, ATTRIBUTES],
    more: { attributes: ["userName"] },
    judge: (context, { exchange, resources, always }) => {
      const [first = {}] = resources;
      const others = ["displayName", "emails", "name"].filter(
        (name) => attributeOf(first, name) !== undefined && !always.has(name.toLowerCase()),
      );
      say(context, {
        requirement: ATTRIBUTES,
        alsoViolates: [SEARCH],
        invariant: "search",
        holds: others.length === 0 && attributeOf(first, "userName") !== undefined,
        expected: ["userName, and what is always shown"],
        actual: namesIn(first),
        message: "A query by POST does not show what its `attributes` name and nothing else.",
        operation: OPERATION,
        exchanges: [exchange],
      });
    },
  },
  {
    name: "count",
    title: "A query by POST shows as many as its `count` asks for",
    requirements: [SEARCH, COUNT],
    more: { startIndex: 1, count: 1 },
    judge: (context, { exchange, resources }) => {
      const body = bodyIn(exchange);
      const total = isObject(body) ? attributeOf(body, "totalResults") : undefined;
      say(context, {
        requirement: COUNT,
        alsoViolates: [SEARCH],
        invariant: "search",
        holds: resources.length <= 1 && total === 2,
        expected: ["at most 1 User, of 2"],
        actual: `${resources.length} Users, of ${JSON.stringify(total ?? null)}`,
        message: "A page of a query by POST is not what was asked for.",
        operation: OPERATION,
        exchanges: [exchange],
      });
    },
  },
];

/** A query by POST (RFC 7644 section 3.4.3), where the server has it and the same query by GET. */
export const searchScenarios: readonly Scenario[] = CASES.map((one) =>
  serviceScenario({
    id: `service.search.${one.name}`,
    title: one.title,
    requirements: one.requirements,
    needs: ["POST User collection", "GET User collection"],
    makes: { users: 3, groups: 0 },
    run: async (context) => {
      if (!context.contract.profile.generic)
        throw new NoVerdict("not-applicable", "the document declares no query by POST");
      await needFilter(context);
      const displayName = context.name("search");
      const externalId = context.name("search external");
      const ids: string[] = [];
      for (const label of ["one", "two", "three"]) {
        const own = {
          ...(label === "three" ? {} : { displayName }),
          ...(label === "one" && one.by === "externalId" ? { externalId } : {}),
        };
        const body = { ...context.userBody(label), ...own };
        ids.push((await make(context, { type: "User", body, title: `make the User “${label}”` })).id);
      }
      const [first = "", second = "", stranger = ""] = ids;
      const wanted = one.by === "externalId" ? [first] : [first, second];
      const filter =
        one.by === "externalId" ? `externalId eq ${quoted(externalId)}` : `displayName eq ${quoted(displayName)}`;
      const byGet = await ask(context, "User", filter, wanted);
      if (!wanted.every((id) => byGet.ids.includes(id)))
        throw one.by === "externalId"
          ? new NoVerdict("not-applicable", "the User is not found by its `externalId` by GET")
          : new NoVerdict("blocked", "the filter does not find whom it matches by GET, which others judge");
      const exchange = await context.service.request({
        method: "POST",
        to: { endpoint: PATH },
        body: { schemas: [URN.searchRequest], filter, ...one.more },
        title: "query by POST",
        intent: open("a query by POST, which a server need not have"),
      });
      needAnswer(exchange);
      const why = notTheServersFault(exchange);
      if (why !== undefined) throw new NoVerdict("inconclusive", why);
      // What reads the filter is a query by POST, and it is taken by GET.
      if (isRefusal(exchange) && scimTypeOf(exchange) === "invalidFilter") {
        say(context, {
          requirement: SEARCH,
          invariant: "refused",
          holds: false,
          expected: ["what the same query by GET is answered with"],
          actual: `${statusText(exchange)} invalidFilter`,
          message: `A query by POST refuses a filter on \`${one.by ?? "displayName"}\` that is taken by GET.`,
          operation: OPERATION,
          exchanges: [exchange],
        });
        return;
      }
      if (isRefusal(exchange) || statusOf(exchange) === 501) {
        learn(context, "search", "A query by POST to /.search", `is refused with ${statusText(exchange)}`);
        throw new NoVerdict("not-applicable", `the server has no query by POST (${statusText(exchange)})`);
      }
      if (!isSuccess(exchange))
        throw new NoVerdict("inconclusive", `a query by POST was answered ${statusText(exchange)}`);
      const always = await alwaysShown(context, "User");
      one.judge(context, { exchange, resources: resourcesOf(exchange) ?? [], wanted, stranger, always });
    },
  }),
);
