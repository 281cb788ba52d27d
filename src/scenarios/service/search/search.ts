import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, URN } from "../../../scim/index.ts";
import { bodyIn, statusText } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { alwaysShown } from "../described.ts";
import { isOf } from "../discovery/document.ts";
import { idsOf, namesIn, resourcesOf, say, serviceScenario, statusOf } from "../kit.ts";
import { OPERATION, searchByPost, searched } from "./by-post.ts";

const SEARCH = "RFC7644-3.4.3-SEARCH";
const MATCHING = "RFC7644-3.4.2.2-ONLY-MATCHING";
const ATTRIBUTES = "RFC7644-3.9-ATTRIBUTES";
const COUNT = "RFC7644-3.4.2.4-COUNT";

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
      const { filter, wanted, stranger } = await searched(context, one.by);
      const exchange = await searchByPost(context, { filter, ...one.more }, one.by);
      if (exchange === undefined) return;
      const always = await alwaysShown(context, "User");
      one.judge(context, { exchange, resources: resourcesOf(exchange) ?? [], wanted, stranger, always });
    },
  }),
);
