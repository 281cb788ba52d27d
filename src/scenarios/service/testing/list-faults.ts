import { ENTERPRISE_USER, isObject, type JsonObject } from "../../../scim/index.ts";
import { asking, body, drop, is, when } from "./changes.ts";
import { attribute } from "./edit-faults.ts";
import { type FakeOptions, listOf, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import { describing } from "./made-otherwise.ts";
import type { OddityRow } from "./oddities.ts";

const listed = (one: JsonObject): readonly JsonObject[] => (one["Resources"] ?? []) as readonly JsonObject[];
const isSearch = ({ path }: { readonly path: string }): boolean => path.endsWith("/.search");
const isSorted = ({ query }: { readonly query: Readonly<Record<string, string>> }): boolean =>
  query["sortBy"] !== undefined;

/** Another search by POST than the one that was sent. */
const searching = (...names: readonly string[]): FakeOptions => ({
  before: (request, service) =>
    isSearch(request)
      ? service.strictly({
          ...request,
          body: JSON.stringify(drop(...names)(JSON.parse(request.body ?? "{}") as JsonObject)),
        })
      : undefined,
});

/** A sort by something else, where this is asked for. */
const sortingBy = (asked: RegExp, other: (sortBy: string) => string | undefined): FakeOptions =>
  asking(({ sortBy = "", ...rest }) => {
    if (!asked.test(sortBy)) return undefined;
    const by = other(sortBy);
    return by === undefined ? rest : { ...rest, sortBy: by };
  });

const byFirstValue = (one: JsonObject): string => String((one["emails"] as readonly JsonObject[])[0]?.["value"]);

/** A server with an attribute of two parts in an extension of its own. */
const LOCK: FakeOptions = {
  ownAttributes: [attribute("lock", { type: "complex", subAttributes: [attribute("code"), attribute("model")] })],
};

/** What names a part of something is read as what it is a part of, or as nothing. */
const reading = (asked: RegExp, change: (attributes: string) => string): FakeOptions =>
  asking(({ attributes, ...rest }) =>
    attributes !== undefined && asked.test(attributes) ? { ...rest, attributes: change(attributes) } : undefined,
  );
const asWhole = (attributes: string): string => attributes.replace(/\.[^.]*$/u, "");

const PARTS = [
  ["attributes-email-value", /^emails\./u, {}],
  ["attributes-member-value", /^members\./u, {}],
  ["attributes-extension-part-user", /:lock\./u, LOCK],
  ["attributes-extension-part-group", /:lock\./u, LOCK],
] as const satisfies readonly (readonly [string, RegExp, FakeOptions])[];

/** What is wrong with pages, orders, and parts that are asked for, and what is said of it. */
export const LIST_FAULTS: readonly FaultRow[] = [
  [
    "service.list.start-index",
    "pages are counted in place of results",
    asking(({ startIndex, count, ...rest }) => {
      if (startIndex === undefined || count === undefined) return undefined;
      const page = Math.floor((Number(startIndex) - 1) / Number(count));
      return { ...rest, count, startIndex: String(page * Number(count) + 1) };
    }),
    "RFC7644-3.4.2.4-PAGES between",
  ],
  [
    "service.list.start-index",
    "every page says that it is the first",
    when(
      ({ query }) => query["startIndex"] !== undefined,
      body((one) => ({ ...one, startIndex: 1 })),
    ),
    "RFC7644-3.4.2-LIST-FORM startIndex",
  ],
  [
    "service.list.start-index",
    "behind the last page comes the last one again",
    asking(({ startIndex, ...rest }) => (startIndex === "100" ? { ...rest, startIndex: "3" } : undefined)),
    "RFC7644-3.4.2.4-PAGES beyond",
  ],
  [
    "service.list.sort-default",
    "in descending order",
    asking((query) => (isSorted({ query }) ? { sortOrder: "descending", ...query } : undefined)),
    "RFC7644-3.4.2.3-SORT sort-default default",
  ],
  [
    "service.list.sort-extension",
    "extensions are no order",
    sortingBy(/^urn:/u, () => undefined),
    "RFC7644-3.4.2.3-SORT sort-extension ascending",
  ],
  [
    "service.list.sort-primary",
    "by the first value",
    when(
      isSorted,
      body((list) => ({
        ...list,
        Resources: listed(list).toSorted((a, b) => (byFirstValue(a) < byFirstValue(b) ? -1 : 1)),
      })),
    ),
    "RFC7644-3.4.2.3-SORT sort-primary ascending",
  ],
  ["service.search.sort", "its order is ignored", searching("sortBy"), "RFC7644-3.4.2.3-SORT search descending"],
  ["service.search.sort", "always ascending", searching("sortOrder"), "RFC7644-3.4.2.3-SORT search descending"],
  ["service.search.excluded", "ignored", searching("excludedAttributes"), "RFC7644-3.9-EXCLUDED search"],
  ...PARTS.flatMap(([name, asked, more]): readonly FaultRow[] => [
    [
      `service.read.${name}`,
      "the whole is shown",
      { ...more, ...reading(asked, asWhole) },
      "RFC7644-3.9-ATTRIBUTES part alone",
    ],
    [
      `service.read.${name}`,
      "a part is no name",
      { ...more, ...reading(asked, () => "id") },
      "RFC7644-3.9-ATTRIBUTES part shown",
    ],
    [
      `service.read.${name}`,
      "refused",
      {
        ...more,
        ...when(
          ({ query }) => asked.test(query["attributes"] ?? ""),
          () => refuse(400, "invalidPath"),
        ),
      },
      "RFC7644-3.9-ATTRIBUTES part accepted",
    ],
  ]),
];

/** Legal, however unusual, of the same. */
export const LIST_ODDITIES: readonly OddityRow[] = [
  [
    "service.list.start-index",
    "one at once is all that it shows",
    asking((query) => (query["count"] === undefined ? undefined : { ...query, count: "1" })),
    "passed",
  ],
  [
    "service.list.start-index",
    "the order is another each time, and a page behind the last is refused",
    {
      before: ({ query }) => (query["startIndex"] === "100" ? refuse(404) : undefined),
      after: ({ query }, one) =>
        query["startIndex"] === undefined || !isObject(one.body)
          ? one
          : { ...one, body: { ...one.body, Resources: listed(one.body).toReversed() } },
    },
    "passed",
  ],
  [
    "service.list.start-index",
    "no page says where it begins",
    when(({ query }) => query["startIndex"] !== undefined, body(drop("startIndex"))),
    "passed",
  ],
  [
    "service.list.start-index",
    "names find nobody",
    when(
      ({ query }) => (query["filter"] ?? "").startsWith("displayName"),
      body(() => listOf([], 0, 1)),
    ),
    "not-applicable: the server does not find these Users, and no others, by `displayName`",
  ],
  [
    "service.list.sort-extension",
    "nobody can sort by an extension",
    when(
      ({ query }) => query["sortBy"]?.startsWith("urn:") === true,
      () => refuse(400, "invalidPath"),
    ),
    `not-applicable: a list by ${ENTERPRISE_USER.urn}:department is refused with 400`,
  ],
  [
    "service.list.sort-extension",
    "the extension has no department",
    describing(({ name }) => (name === "department" ? undefined : {})),
    "not-applicable: the server does not describe `department` of the enterprise extension",
  ],
  [
    "service.list.sort-primary",
    "the primary one is meant by the name of the list alone",
    when(
      ({ query }) => query["sortBy"] === "emails.value",
      body((list) => ({
        ...list,
        Resources: listed(list).toSorted((a, b) => (byFirstValue(a) < byFirstValue(b) ? -1 : 1)),
      })),
    ),
    "passed",
  ],
  [
    "service.list.sort-primary",
    "one email is kept",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, emails: (user["emails"] as readonly JsonObject[]).slice(0, 1) })),
    ),
    "not-applicable: the server shows another `emails` than a User was made with",
  ],
  [
    "service.search.sort",
    "no sorting",
    { config: { sort: { supported: false } } },
    "not-applicable: the server does not say that it offers sorting",
  ],
  [
    "service.search.sort",
    "nothing is ever sorted, which others tell",
    asking(({ sortBy, ...rest }) => (sortBy === undefined ? undefined : rest)),
    "blocked: a query by GET does not come in the order that was asked for, which others judge",
  ],
  [
    "service.search.excluded",
    "there is no query by POST",
    { before: (request) => (isSearch(request) ? refuse(404) : undefined) },
    "not-applicable: the server has no query by POST (404)",
  ],
  [
    "service.search.excluded",
    "nothing is ever left out, which others tell",
    asking(({ excludedAttributes, ...rest }) => (excludedAttributes === undefined ? undefined : rest)),
    "blocked: the server does not heed `excludedAttributes=emails` by GET, which others judge",
  ],
  [
    "service.read.attributes-email-value",
    "types are always shown, by the server's own schema, and nothing else is beside the value",
    {
      ...describing(({ name }) => (name === "type" ? { returned: "always" } : {})),
      before: (request, service) =>
        (request.query["attributes"] ?? "").startsWith("emails.")
          ? service.strictly({ ...request, query: { attributes: "emails.value,emails.type" } })
          : undefined,
    },
    "passed",
  ],
  [
    "service.read.attributes-email-value",
    "`attributes` is passed over, whatever it names",
    asking(({ attributes, ...rest }) => (attributes === undefined ? undefined : rest)),
    "blocked: the server does not heed `attributes=emails`, which others judge",
  ],
  [
    "service.read.attributes-member-value",
    "nothing is shown of a member beside its id",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({
        ...group,
        ...(Array.isArray(group["members"])
          ? { members: group["members"].map(({ value }: JsonObject) => ({ value })) }
          : {}),
      })),
    ),
    "not-applicable: `members` shows nothing beside `value` that could be left out",
  ],
  ...(["User", "Group"] as const).map(
    (type): OddityRow => [
      `service.read.attributes-extension-part-${type.toLowerCase()}`,
      "no attribute of an extension has parts",
      { ownAttributes: [attribute("code")] },
      `not-applicable: no extension of a ${type} shows an attribute of several parts`,
    ],
  ),
];
