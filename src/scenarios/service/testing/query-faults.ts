import { ENTERPRISE_USER, isObject, type JsonObject, URN } from "../../../scim/index.ts";
import { asking, body, bodyOf, drop, is, when } from "./changes.ts";
import { answer, type FakeOptions, type FakeRequest, listOf, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";

const filterOf = ({ query }: FakeRequest): string => query["filter"] ?? "";

/** Understands another filter than the one that was sent. */
const reading = (change: (filter: string) => string): FakeOptions => ({
  before: (request, service) => {
    const filter = change(filterOf(request));
    return filter === filterOf(request)
      ? undefined
      : service.strictly({ ...request, query: { ...request.query, filter } });
  },
});

/** Another operator in the place of one. */
const taking = (operator: string, another: string): FakeOptions =>
  reading((filter) => filter.replaceAll(` ${operator} `, ` ${another} `));

/** Another search by POST than the one that was sent. */
const searching = (change: (message: JsonObject) => JsonObject): FakeOptions => ({
  before: (request, service) =>
    request.path.endsWith("/.search")
      ? service.strictly({ ...request, body: JSON.stringify(change(JSON.parse(request.body ?? "{}") as JsonObject)) })
      : undefined,
});

const isOfExtension = (name: string | undefined): boolean => name?.includes(":extension:") === true;
const resourcesOf = (one: JsonObject): readonly JsonObject[] => (one["Resources"] ?? []) as readonly JsonObject[];
const listed = (change: (resources: readonly JsonObject[]) => readonly JsonObject[]): FakeOptions =>
  when(
    ({ query }) => query["sortBy"] !== undefined,
    body((list) => ({ ...list, Resources: change(resourcesOf(list)) })),
  );
const titleOf = ({ title }: JsonObject): string => (typeof title === "string" ? title : "");
const withoutLists = (name: string): FakeOptions =>
  asking((query) => {
    const { [name]: left, ...rest } = query;
    return left !== undefined && query["filter"] !== undefined ? rest : undefined;
  });

/** What is wrong with queries, and what is said of it. */
export const QUERY_FAULTS: readonly FaultRow[] = [
  ...(
    [
      ["not-equal", taking("ne", "eq"), "RFC7644-3.4.2.2-ONLY-MATCHING not-equal strangers"],
      ["ends-with", taking("ew", "eq"), "RFC7644-3.4.2.2-ONLY-MATCHING ends-with missing"],
      ["ends-with-middle", taking("ew", "co"), "RFC7644-3.4.2.2-ONLY-MATCHING ends-with-middle strangers"],
      ["greater", taking("gt", "ge"), "RFC7644-3.4.2.2-ORDER greater strangers"],
      ["greater-or-equal", taking("ge", "gt"), "RFC7644-3.4.2.2-ORDER greater-or-equal missing"],
      ["less", taking("lt", "le"), "RFC7644-3.4.2.2-ORDER less strangers"],
      ["less-or-equal", taking("le", "lt"), "RFC7644-3.4.2.2-ORDER less-or-equal missing"],
      ["later", taking("gt", "lt"), "RFC7644-3.4.2.2-ORDER later missing"],
      ["earlier", taking("lt", "gt"), "RFC7644-3.4.2.2-ORDER earlier strangers"],
      // Without its zone a time is compared as it is written.
      ["time-zone", reading((filter) => filter.replace("-12:00", "Z")), "RFC7644-3.4.2.2-ORDER time-zone missing"],
      [
        "grouping",
        reading((filter) => filter.replace(/^\((.*)\) and/u, "$1 and")),
        "RFC7644-3.4.2.2-PRECEDENCE grouping strangers",
      ],
      [
        "not-either",
        reading((filter) => filter.replace(/not \((.*?) or .*\)/u, "not ($1)")),
        "RFC7644-3.4.2.2-ONLY-MATCHING not-either strangers",
      ],
      [
        "quotes",
        reading((filter) => filter.replaceAll(String.raw`\"`, "'")),
        "RFC7644-3.4.2.2-ONLY-MATCHING quotes missing",
      ],
      [
        "boolean-order",
        reading((filter) => filter.replace("active gt", "active eq")),
        "RFC7644-3.4.2.2-NO-ORDER refused",
      ],
    ] as const
  ).map(([name, fake, failed]): FaultRow => [`service.filter.${name}`, "read as another", fake, failed]),
  ...(["co", "sw", "ew"] as const).map((operator): FaultRow => {
    const name = { co: "contains", sw: "starts-with", ew: "ends-with" }[operator];
    return [
      `service.filter.${name}-case`,
      "case matters",
      when(
        (request) => filterOf(request).startsWith(`displayName ${operator} `) && /[A-Z]{3}/u.test(filterOf(request)),
        () => answer(200, listOf([], 0, 1)),
      ),
      `RFC7644-3.4.2.2-CASE ${name}-case missing`,
    ];
  }),
  [
    "service.filter.name-case",
    "refused in capitals",
    when(
      (request) => filterOf(request).includes(" EQ "),
      () => refuse(400, "invalidFilter"),
    ),
    "RFC7644-3.4.2.2-NAME-CASE name-case refused",
  ],
  [
    "service.filter.boolean-order",
    "refused as something else",
    when(
      (request) => filterOf(request).includes(" gt "),
      () => refuse(400, "invalidValue"),
    ),
    "RFC7644-3.4.2.2-NO-ORDER scimType boolean-order",
  ],
  [
    "service.list.count-negative",
    "an error",
    when(
      ({ query }) => query["count"] === "-1",
      () => refuse(400, "invalidValue"),
    ),
    "RFC7644-3.4.2.4-COUNT count-negative",
  ],
  [
    "service.list.count-negative",
    "as if it were not there",
    asking(({ count, ...rest }) => (count === "-1" ? rest : undefined)),
    "RFC7644-3.4.2.4-COUNT count-negative",
  ],
  [
    "service.list.start-index-below-one",
    "an error",
    when(
      ({ query }) => query["startIndex"] === "-3",
      () => refuse(400, "invalidValue"),
    ),
    "RFC7644-3.4.2.4-START-INDEX negative",
  ],
  [
    "service.list.form",
    "itemsPerPage is as many as there could be",
    when(
      ({ query }) => query["count"] === "1",
      body((list) => ({ ...list, itemsPerPage: 100 })),
    ),
    "RFC7644-3.4.2-LIST-FORM itemsPerPage",
  ],
  [
    "service.list.sort-sub-attribute",
    "names of two parts are ignored",
    asking(({ sortBy, ...rest }) => (sortBy?.includes(".") === true ? rest : undefined)),
    "RFC7644-3.4.2.3-SORT sort-sub-attribute ascending",
  ],
  [
    "service.list.sort-case",
    "capitals come first",
    listed((resources) => resources.toSorted((a, b) => (String(a["title"]) < String(b["title"]) ? -1 : 1))),
    "RFC7644-3.4.2.3-SORT sort-case ascending",
  ],
  [
    "service.list.sort-unset",
    "nothing comes first",
    listed((resources) => resources.toSorted((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1))),
    "RFC7644-3.4.2.3-SORT sort-unset ascending",
  ],
  [
    "service.list.sort-unset",
    "who has nothing to sort by is left out",
    when(
      ({ query }) => query["sortBy"] !== undefined,
      body((list) => {
        const left = resourcesOf(list).filter((one) => titleOf(one) !== "");
        return listOf(left, left.length, 1);
      }),
    ),
    "RFC7644-3.4.2.3-SORT sort-unset left out",
  ],
  [
    "service.list.sort-paged",
    "only what is on a page is sorted",
    {
      before: (request, service) => {
        const { startIndex, count, sortBy, sortOrder: _, ...rest } = request.query;
        if (sortBy === undefined || count === undefined) return undefined;
        const all = bodyOf(service.strictly({ ...request, query: rest }));
        const from = Number(startIndex) - 1;
        const page = resourcesOf(all).slice(from, from + Number(count));
        return answer(200, listOf(page, resourcesOf(all).length, from + 1));
      },
    },
    "RFC7644-3.4.2.3-SORT sort-paged ascending",
  ],
  [
    "service.search.filter",
    "its filter is ignored",
    searching(drop("filter")),
    "RFC7644-3.4.2.2-ONLY-MATCHING search strangers",
  ],
  [
    "service.search.filter",
    "nobody is found",
    when(
      ({ path }) => path.endsWith("/.search"),
      () => answer(200, listOf([], 0, 1)),
    ),
    "RFC7644-3.4.3-SEARCH missing",
  ],
  [
    "service.search.filter",
    "201",
    when(
      ({ path }) => path.endsWith("/.search"),
      (one) => ({ ...one, status: 201 }),
    ),
    "RFC7644-3.4.3-SEARCH form",
  ],
  [
    "service.search.external-id",
    "the filter is refused",
    when(
      ({ path }) => path.endsWith("/.search"),
      () => refuse(400, "invalidFilter"),
    ),
    "RFC7644-3.4.3-SEARCH refused",
  ],
  [
    "service.search.external-id",
    "nobody is found",
    when(
      ({ path }) => path.endsWith("/.search"),
      () => answer(200, listOf([], 0, 1)),
    ),
    "RFC7644-3.4.3-SEARCH externalId",
  ],
  ["service.search.attributes", "ignored", searching(drop("attributes")), "RFC7644-3.9-ATTRIBUTES search"],
  ["service.search.count", "ignored", searching(drop("count", "startIndex")), "RFC7644-3.4.2.4-COUNT search"],
  [
    "service.read.attributes-extension",
    "nothing of an extension can be asked for",
    asking(({ attributes, ...rest }) => (isOfExtension(attributes) ? { ...rest, attributes: "userName" } : undefined)),
    "RFC7644-3.9-ATTRIBUTES extension shown",
  ],
  [
    "service.read.attributes-extension",
    "with a name of an extension everything is shown",
    asking(({ attributes, ...rest }) => (isOfExtension(attributes) ? rest : undefined)),
    "RFC7644-3.9-ATTRIBUTES extension hidden",
  ],
  [
    "service.read.attributes-extension",
    "refused",
    when(
      ({ query }) => isOfExtension(query["attributes"]),
      () => refuse(400, "invalidValue"),
    ),
    "RFC7644-3.9-ATTRIBUTES extension accepted",
  ],
  [
    "service.read.excluded-extension",
    "names of an extension are passed over",
    asking(({ excludedAttributes, ...rest }) => (isOfExtension(excludedAttributes) ? rest : undefined)),
    "RFC7644-3.9-EXCLUDED extension hidden",
  ],
  [
    "service.read.excluded-extension",
    "the whole extension is left out",
    when(({ query }) => isOfExtension(query["excludedAttributes"]), body(drop(ENTERPRISE_USER.urn))),
    "RFC7644-3.9-EXCLUDED extension shown",
  ],
  [
    "service.read.excluded-sub-attribute",
    "the whole attribute is left out",
    when(({ query }) => query["excludedAttributes"] !== undefined, body(drop("name"))),
    "RFC7644-3.9-EXCLUDED shown",
  ],
  [
    "service.read.excluded-members",
    "ignored",
    asking(({ excludedAttributes, ...rest }) => (excludedAttributes === undefined ? undefined : rest)),
    "RFC7644-3.9-EXCLUDED hidden",
  ],
  ["service.read.attributes-in-list", "ignored in lists", withoutLists("attributes"), "RFC7644-3.9-ATTRIBUTES hidden"],
  [
    "service.read.excluded-in-list",
    "ignored in lists",
    withoutLists("excludedAttributes"),
    "RFC7644-3.9-EXCLUDED hidden",
  ],
  [
    "service.read.excluded-members-in-list",
    "ignored in lists",
    withoutLists("excludedAttributes"),
    "RFC7644-3.9-EXCLUDED hidden",
  ],
  ...(["User", "Group"] as const).map(
    (type): FaultRow => [
      `service.schema.urns-${type.toLowerCase()}`,
      "one that no type declares",
      when(
        is("GET", new RegExp(`^/${type}s/.`, "u")),
        body((one) => ({ ...one, schemas: [...(one["schemas"] as readonly string[]), "urn:example:nobody"] })),
      ),
      `RFC7643-3-SCHEMAS-DECLARED ${type}`,
    ],
  ),
  [
    "service.schema.read-only-members",
    "they are set all the same",
    when(is("GET", /^\/Schemas$/u), (one) => ({
      ...one,
      body: JSON.parse(JSON.stringify(one.body), (_, value: unknown) =>
        isObject(value) && value["name"] === "members" ? { ...value, mutability: "readOnly" } : value,
      ) as unknown,
    })),
    "RFC7643-7-MUT-RO members",
  ],
  [
    "service.schema.core",
    "a Group has one member",
    when(is("GET", /^\/Schemas$/u), (one) => ({
      ...one,
      body: JSON.parse(JSON.stringify(one.body), (_, value: unknown) =>
        isObject(value) && value["name"] === "members" ? { ...value, multiValued: false } : value,
      ) as unknown,
    })),
    "RFC7643-7-SCHEMA-HONEST core Group members",
  ],
  [
    "service.schema.core",
    "the type of a member is said to be complex, and is a text",
    when(is("GET", /^\/Schemas$/u), (one) => ({
      ...one,
      body: JSON.parse(JSON.stringify(one.body), (_, value: unknown) =>
        isObject(value) && value["name"] === "members"
          ? { ...value, subAttributes: [{ name: "type", type: "complex", multiValued: false }] }
          : value,
      ) as unknown,
    })),
    "RFC7643-7-SCHEMA-HONEST core Group members.type",
  ],
  [
    "service.delete.group-members-stay",
    "they go with it",
    {
      before: (request, service) => {
        const group = service.resources.get(request.path.split("/")[2] ?? "");
        if (request.method !== "DELETE" || group?.type !== "Group") return undefined;
        for (const member of (group.value["members"] ?? []) as readonly JsonObject[])
          service.resources.delete(String(member["value"]));
        return undefined;
      },
    },
    "RFC7644-3.6-TARGET-ONLY members",
  ],
  [
    "service.versions.any-put",
    "what is there is not looked at",
    when(
      (request) => request.headers["if-match"] === "*",
      () => refuse(412),
    ),
    "RFC9110-13.1.1-IF-MATCH-TRUE any put",
  ],
  [
    "service.versions.stale-put",
    "the version of a User is its type's",
    {
      before: (request, service) => {
        const { "if-match": _, ...headers } = request.headers;
        return service.strictly({ ...request, headers });
      },
      after: ({ path }, one) => {
        if (!/^\/Users\/./u.test(path) || !isObject(one.body)) return one;
        const version = `"${URN.user}"`;
        const meta = { ...(one.body["meta"] as JsonObject), version };
        return { ...one, headers: { ...one.headers, etag: version }, body: { ...one.body, meta } };
      },
    },
    "RFC7644-3.14-IFMATCH-STALE put",
  ],
  [
    "service.versions.stale-group",
    "members are not counted",
    {
      before: (request, service) => {
        const { "if-match": tag, ...headers } = request.headers;
        return tag === undefined || tag.includes("none") ? undefined : service.strictly({ ...request, headers });
      },
    },
    "RFC7644-3.14-IFMATCH-STALE group",
  ],
];
