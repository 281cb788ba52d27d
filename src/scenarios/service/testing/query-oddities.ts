import { ENTERPRISE_USER, type JsonObject, URN } from "../../../scim/index.ts";
import { asking, body, drop, is, when, without } from "./changes.ts";
import { answer, type FakeAnswer, type FakeOptions, type FakeRequest, listOf, refuse } from "./fake-service.ts";
import type { OddityRow } from "./oddities.ts";

const refusing = (holds: (request: FakeRequest) => boolean, refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (holds(request) ? refusal : undefined),
});
const isSearch = ({ path }: FakeRequest): boolean => path.endsWith("/.search");

/** No condition is ever looked at. */
const unconditional: FakeOptions = {
  before: (request, service) => {
    const { "if-match": tag, ...headers } = request.headers;
    return tag === undefined ? undefined : service.strictly({ ...request, headers });
  },
};
/** Filters with this in them find nobody. */
const nobodyBy = (text: string): FakeOptions => ({
  before: ({ query }) => ((query["filter"] ?? "").includes(text) ? answer(200, listOf([], 0, 1)) : undefined),
});

/** No page of a list is ever asked for. */
const unpaged: FakeOptions = {
  before: (request, service) =>
    request.method === "GET"
      ? service.strictly({ ...request, query: without(request, "startIndex", "count") })
      : undefined,
};

const STRANGER: JsonObject = { schemas: [URN.user], userName: "stranger@example.com", displayName: "Stranger" };

/** Legal, however unusual: of queries, and of what is told of Groups. */
export const QUERY_ODDITIES: readonly OddityRow[] = [
  [
    "service.filter.greater",
    "an operator that is not supported is declined",
    refusing(({ query }) => (query["filter"] ?? "").includes(" gt "), refuse(400, "invalidFilter")),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  ...(["stale-group", "stale-extension", "stale-list-put", "stale-list-patch"] as const).map(
    (name): OddityRow => [
      `service.versions.${name}`,
      "no condition is ever looked at, which others tell",
      unconditional,
      "not-applicable: the server looks past If-Match, as another scenario tells",
    ],
  ),
  [
    "service.filter.non-ascii",
    "a text is not to be asked for",
    refusing(({ query }) => (query["filter"] ?? "").includes("userName eq"), refuse(400, "invalidFilter")),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.filter.value-path-one-entry",
    "nobody is ever found by a value path, which another tells",
    nobodyBy("["),
    "not-applicable: the server finds nobody by `emails[type eq … and value eq …]`, as another scenario tells",
  ],
  [
    "service.filter.time-zone",
    "times have no zone, which xsd:dateTime may lack",
    when(
      is("GET", /Users\/./u),
      body((user) => ({
        ...user,
        meta: { ...(user["meta"] as JsonObject), created: "2026-11-27T07:04:21.891" },
      })),
    ),
    "not-applicable: the server shows times without a time zone",
  ],
  [
    "service.filter.time-zone",
    "times are not shown",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, meta: drop("created")(user["meta"] as JsonObject) })),
    ),
    "not-applicable: the server does not show when a User was made",
  ],
  [
    "service.filter.boolean-order",
    "`active` is no attribute of the server's",
    when(is("GET", /Users\/./u), body(drop("active"))),
    "not-applicable: the server shows no `active` of a User who was made with it",
  ],
  [
    "service.filter.contains-case",
    "names have a case by the server's own schema",
    {
      attributes: [{ name: "displayName", caseExact: true }],
      ...when(
        ({ query }) => /^displayName co .*[A-Z]{3}/u.test(query["filter"] ?? ""),
        () => answer(200, listOf([], 0, 1)),
      ),
    },
    "passed",
  ],
  [
    "service.filter.ends-with-case",
    "refused, as every `ew`",
    when(
      ({ query }) => / ew /u.test(query["filter"] ?? ""),
      () => refuse(400, "invalidFilter"),
    ),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.read.excluded-extension",
    "`excludedAttributes` is passed over, however it is written",
    asking(({ excludedAttributes, ...rest }) => (excludedAttributes === undefined ? undefined : rest)),
    "blocked: the server does not heed `excludedAttributes=displayName`, which others judge",
  ],
  [
    "service.read.attributes-extension",
    "the extension is not kept",
    when(is("GET", /Users\/./u), body(drop(ENTERPRISE_USER.urn))),
    "not-applicable: the server shows no enterprise extension of a User who was made with it",
  ],
  [
    "service.list.form",
    "null for itemsPerPage where everybody is shown at once",
    when(
      ({ query }) => query["count"] === undefined,
      body((list) => ({ ...list, itemsPerPage: null })),
    ),
    "passed",
  ],
  [
    "service.list.sort-case",
    "titles have a case by the server's own schema, and capitals come first",
    { attributes: [{ name: "title", caseExact: true }] },
    "not-applicable: the server's own schema compares `title` by case",
  ],
  [
    "service.list.sort-paged",
    "everybody comes, whatever was asked for",
    unpaged,
    "inconclusive: the server does not page: 3 Users came where 1 was asked for, and no page of them is sorted",
  ],
  [
    "service.list.sort",
    "one User at once is all that it shows",
    when(
      ({ query }) => query["sortBy"] !== undefined,
      body((list) => ({ ...list, Resources: (list["Resources"] as JsonObject[]).slice(0, 1) })),
    ),
    "inconclusive: the sorted list shows 1 of 3 Users, which is too few to tell its order",
  ],
  [
    "service.list.sort",
    "an order makes it forget the filter",
    {
      before: ({ query: { filter, ...query }, ...request }, service) => {
        if (query["sortBy"] === undefined || filter === undefined) return undefined;
        // One whom the filter does not match must be there.
        service.strictly({ ...request, query, method: "POST", path: "/Users", body: JSON.stringify(STRANGER) });
        return service.strictly({ ...request, query });
      },
    },
    "inconclusive: the sorted list shows 4 Users, and its filter matches 3 of them",
  ],
  [
    "service.list.sort",
    "an order and a filter at once are refused",
    refusing(({ query }) => query["sortBy"] !== undefined, refuse(403)),
    "inconclusive: a list sorted by externalId was answered 403",
  ],
  [
    "service.search.filter",
    "there is no query by POST",
    refusing(isSearch, refuse(404)),
    "not-applicable: the server has no query by POST (404)",
  ],
  [
    "service.search.external-id",
    "nobody is found by externalId",
    {
      before: (request) =>
        (request.query["filter"] ?? "").includes("externalId") ? answer(200, listOf([], 0, 1)) : undefined,
    },
    "not-applicable: the User is not found by its `externalId` by GET",
  ],
  [
    "service.search.count",
    "501 says that there is none",
    refusing(isSearch, refuse(501)),
    "not-applicable: the server has no query by POST (501)",
  ],
  [
    "service.search.attributes",
    "a name that the server's schema has shown always",
    {
      attributes: [{ name: "displayName", returned: "always" }],
      ...when(
        isSearch,
        body((list) => ({
          ...list,
          Resources: (list["Resources"] as JsonObject[]).map((user) =>
            Object.assign({}, user, { displayName: "always" }),
          ),
        })),
      ),
    },
    "passed",
  ],
  [
    "service.read.excluded-members",
    "members are shown on request alone",
    when(
      (request) => is("GET", /Groups\/./u)(request) && request.query["attributes"] === undefined,
      body(drop("members")),
    ),
    "passed",
  ],
  ...(["user", "group"] as const).map(
    (type): OddityRow => [
      `service.delete.${type}`,
      "nothing is ever deleted",
      refusing(({ method }) => method === "DELETE", refuse(501)),
      "not-applicable: the server does not support DELETE, which 501 says",
    ],
  ),
  [
    "service.delete.group-members-stay",
    "a Group is emptied before it is deleted",
    refusing(({ method, path }) => method === "DELETE" && path.startsWith("/Groups"), refuse(409)),
    "not-applicable: the DELETE of a Group with members is refused with 409",
  ],
  [
    "service.schema.urns-user",
    "an extension is named that has no values, in capitals",
    when(
      is("GET", /Users\/./u),
      body((user) => ({
        ...user,
        schemas: [
          ...(user["schemas"] as readonly string[]),
          "URN:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        ],
      })),
    ),
    "passed",
  ],
  [
    "service.versions.any-put",
    "without versions conditions are refused",
    { versions: false, ...refusing(({ headers }) => headers["if-match"] !== undefined, refuse(412)) },
    "not-applicable: the server says that it has no versions (`etag`)",
  ],
];
