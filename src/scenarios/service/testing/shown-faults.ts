import { ENTERPRISE_USER, isObject, type JsonObject } from "../../../scim/index.ts";
import { body, bodyOf, drop, is, when } from "./changes.ts";
import { answer, type FakeOptions, type FakeRequest, type FakeService, listOf, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import { both, describing } from "./made-otherwise.ts";
import type { OddityRow } from "./oddities.ts";

const URN = "urn:example:scim:schemas:cost:1.0:Group";
const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";

/** Groups with an extension: text with and without case, and a number. */
const COST: FakeOptions = {
  groupExtension: {
    urn: URN,
    attributes: [
      { name: "costCode", caseExact: true },
      { name: "note" },
      { name: "budget", type: "integer" },
      { name: "share", type: "decimal" },
    ],
  },
};

const filterOf = ({ query }: FakeRequest): string => query["filter"] ?? "";
const listsOf = (one: JsonObject): readonly JsonObject[] => (one["Resources"] ?? []) as readonly JsonObject[];

/** Finds others than it should by filters of this kind. */
const finding = (kind: RegExp, whom: "all" | "nobody"): FakeOptions => ({
  before: (request, service) => {
    if (request.method !== "GET" || !kind.test(filterOf(request))) return undefined;
    return whom === "nobody" ? answer(200, listOf([], 0, 1)) : service.strictly({ ...request, query: {} });
  },
});

const unsupported = (kind: RegExp): FakeOptions =>
  when(
    (request) => kind.test(filterOf(request)),
    () => refuse(400, "invalidFilter"),
  );

/** What lists show of each entry is something else. */
const inLists = (change: (one: JsonObject) => JsonObject): FakeOptions =>
  when(
    is("GET", /^\/(?:Users|Groups)$/u),
    body((list) => ({ ...list, Resources: listsOf(list).map(change) })),
  );

const withMeta = (more: JsonObject): FakeOptions =>
  inLists((one) => ({ ...one, meta: { ...(one["meta"] as JsonObject), ...more } }));

const members = (change: (all: readonly JsonObject[]) => readonly JsonObject[]): FakeOptions =>
  inLists((group) => ({ ...group, members: change((group["members"] ?? []) as readonly JsonObject[]) }));

/** Filters on an attribute compare what a resource was made with. */
function staleIndex(name: string): FakeOptions {
  const first = new Map<string, JsonObject>();
  return {
    after: (request, one, service) => {
      const id = bodyOf(one)["id"];
      const stored = service.resources.get(String(id));
      if (request.method === "POST" && stored !== undefined) first.set(stored.id, stored.value);
      if (!filterOf(request).includes(name)) return one;
      return withOld(service, first, () => service.strictly(request));
    },
  };
}

/** {@link staleIndex} of a service that takes a PATCH of an extension, which the strict one does not describe to its PATCH. */
function puttingAndStale(name: string): FakeOptions {
  return {
    ...staleIndex(name),
    before: (request, service) => {
      const stored = service.resources.get(request.path.split("/")[2] ?? "");
      if (request.method !== "PATCH" || stored === undefined) return undefined;
      const { Operations } = JSON.parse(request.body ?? "{}") as { readonly Operations: readonly JsonObject[] };
      const values = Operations.map(({ path, value }) => [String(path).slice(URN.length + 1), value] as const);
      const extension = { ...(stored.value[URN] as JsonObject), ...Object.fromEntries(values) };
      stored.value = { ...stored.value, [URN]: extension };
      return service.strictly({ ...request, method: "GET" });
    },
  };
}

function withOld<T>(service: FakeService, first: ReadonlyMap<string, JsonObject>, work: () => T): T {
  const now = new Map([...service.resources.values()].map((stored) => [stored, stored.value] as const));
  for (const stored of now.keys()) stored.value = first.get(stored.id) ?? stored.value;
  const came = work();
  for (const [stored, value] of now) stored.value = value;
  return came;
}

/** What lists and filters show otherwise than a read does. */
export const SHOWN_FAULTS: readonly FaultRow[] = [
  [
    "service.list.values-user",
    "no extension",
    inLists(drop(ENTERPRISE_USER.urn)),
    "RFC7643-7-RET-DEFAULT listed values User",
  ],
  [
    "service.list.values-user",
    "half of the name",
    inLists((user) => ({ ...user, name: isObject(user["name"]) ? drop("givenName")(user["name"]) : {} })),
    "RFC7643-7-RET-DEFAULT listed values User",
  ],
  [
    "service.list.values-user",
    "the plural of its type",
    withMeta({ resourceType: "Users" }),
    "RFC7643-3.1-META-TYPE listed resourceType",
  ],
  [
    "service.list.values-group",
    "the place of all Groups",
    withMeta({ location: "https://fake.example/scim/v2/Groups" }),
    "RFC7643-3.1-META-LOCATION listed location",
  ],
  [
    "service.list.values-group",
    "twenty members",
    members((all) => all.slice(0, 20)),
    "RFC7643-7-RET-DEFAULT listed values Group",
  ],
  [
    "service.list.values-group",
    "Users alone",
    members((all) => all.filter(({ value }) => !String(value).startsWith("group"))),
    "RFC7643-7-RET-DEFAULT listed values Group",
  ],
  [
    "service.list.values-group",
    "no extension",
    both(COST, inLists(drop(URN))),
    "RFC7643-7-RET-DEFAULT listed values Group",
  ],
  ["service.filter.plus", "nobody, as a space was read", finding(/\+/u, "nobody"), `${FILTER} plus missing`],
  ["service.filter.non-ascii", "nobody", finding(/ö/u, "nobody"), `${FILTER} non-ascii missing`],
  [
    "service.filter.non-ascii",
    "no text that has such letters",
    {
      before: ({ query }) => (/ö/u.test(query["filter"] ?? "") ? refuse(400, "invalidFilter") : undefined),
    },
    `${FILTER} non-ascii refused`,
  ],
  [
    "service.filter.non-ascii-display-name",
    "nobody",
    finding(/ö/u, "nobody"),
    `${FILTER} non-ascii-display-name missing`,
  ],
  ["service.filter.extension-user", "nobody", finding(/enterprise/u, "nobody"), `${FILTER} extension User`],
  [
    "service.filter.extension-group",
    "every Group",
    { ...COST, ...finding(/cost/u, "all") },
    `${FILTER} extension Group`,
  ],
  ["service.filter.extension-group", "case does not matter", COST, "RFC7644-3.4.2.2-CASE extension Group"],
  ["service.filter.integer-group", "nobody", { ...COST, ...finding(/budget/u, "nobody") }, `${FILTER} integer Group`],
  [
    "service.filter.integer-group",
    "nobody, and no conditions are joined",
    { ...COST, ...both(unsupported(/ and /u), finding(/budget/u, "nobody")) },
    `${FILTER} integer Group`,
  ],
  ["service.filter.decimal-group", "nobody", { ...COST, ...finding(/share/u, "nobody") }, `${FILTER} decimal Group`],
  ["service.filter.joined-user", "half of it counts", finding(/enterprise.* and /u, "nobody"), `${FILTER} joined User`],
  [
    "service.filter.joined-group",
    "everybody",
    { ...COST, ...finding(/ and .*note/u, "all") },
    `${FILTER} joined Group`,
  ],
  [
    "service.filter.integer-group",
    "all that are as great",
    { ...COST, ...finding(/ gt /u, "all") },
    "RFC7644-3.4.2.2-ORDER integer Group",
  ],
  [
    "service.filter.extension-group-after-put",
    "the first one",
    { ...COST, ...staleIndex("note") },
    `${FILTER} old note`,
  ],
  [
    "service.filter.extension-group-after-patch",
    "the first one",
    { ...COST, ...puttingAndStale("note") },
    `${FILTER} old note`,
  ],
  [
    "service.filter.integer-user",
    "nobody",
    both(
      describing(({ name }) => (name === "costCenter" ? { name: "floor", type: "integer" } : {})),
      when(
        (request) => /floor eq/u.test(filterOf(request)),
        () => answer(200, listOf([], 0, 1)),
      ),
    ),
    `${FILTER} integer User`,
  ],
  [
    "service.filter.decimal-user",
    "nobody",
    both(
      describing(({ name }) => (name === "costCenter" ? { name: "share", type: "decimal" } : {})),
      when(
        (request) => /share eq/u.test(filterOf(request)),
        () => answer(200, listOf([], 0, 1)),
      ),
    ),
    `${FILTER} decimal User`,
  ],
  ...(["put", "patch"] as const).flatMap((method): readonly FaultRow[] => [
    [`service.filter.external-id-after-${method}`, "the first one", staleIndex("externalId"), `${FILTER} new name`],
    [
      `service.filter.group-external-id-after-${method}`,
      "the first one",
      staleIndex("externalId"),
      `${FILTER} old name`,
    ],
    [
      `service.filter.extension-user-after-${method}`,
      "the first one",
      staleIndex("employeeNumber"),
      `${FILTER} new employeeNumber`,
    ],
  ]),
];

/** Legal, however unusual. */
export const SHOWN_ODDITIES: readonly OddityRow[] = [
  ["service.list.values-group", "no members in lists", inLists(drop("members")), "passed"],
  [
    "service.list.values-group",
    "members in another order, and relative locations",
    both(
      members((all) => all.toReversed()),
      inLists((one) => ({ ...one, meta: { ...(one["meta"] as JsonObject), location: `Groups/${String(one["id"])}` } })),
    ),
    "passed",
  ],
  [
    "service.list.values-group",
    "no Group can be in one",
    {
      before: ({ method, body: sent = "" }) =>
        method === "POST" && sent.includes('"value":"group') ? refuse(400) : undefined,
    },
    "passed",
  ],
  [
    "service.list.values-user",
    "the extension is refused",
    {
      before: ({ method, body: sent = "" }) =>
        method === "POST" && sent.includes("enterprise") ? refuse(400) : undefined,
    },
    "passed",
  ],
  [
    "service.filter.plus",
    "no name has a plus sign",
    {
      before: ({ method, body: sent = "" }) =>
        method === "POST" && sent.includes("+") ? refuse(400, "invalidValue") : undefined,
    },
    "not-applicable: such a name is not taken: a User could not be made: POST was answered 400",
  ],
  [
    "service.filter.non-ascii",
    "names are stored in another form of Unicode",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, userName: String(user["userName"]).normalize("NFD") })),
    ),
    "passed",
  ],
  [
    "service.filter.extension-user",
    "filters on extensions are not supported",
    unsupported(/enterprise/u),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.filter.extension-user",
    "most of the extension is refused",
    {
      before: ({ method, body: sent = "" }) =>
        method === "POST" && sent.includes("costCenter") ? refuse(400, "invalidValue") : undefined,
    },
    "passed",
  ],
  [
    "service.filter.extension-group",
    "there is no extension",
    {},
    "not-applicable: the server describes no extension that it takes values of",
  ],
  ["service.filter.integer-group", "numbers have no order", { ...COST, ...unsupported(/ gt /u) }, "passed"],
  ["service.filter.integer-group", "no conditions are joined", { ...COST, ...unsupported(/ and /u) }, "passed"],
  ["service.filter.decimal-group", "numbers have no order", { ...COST, ...unsupported(/ gt /u) }, "passed"],
  [
    "service.filter.joined-user",
    "no conditions are joined",
    unsupported(/ and /u),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.filter.joined-user",
    "nobody is found by an extension, which another tells",
    finding(/enterprise/u, "nobody"),
    "not-applicable: the server finds nothing by the extension, as another scenario tells",
  ],
  [
    "service.filter.extension-user-after-patch",
    "what is in the extension is for good",
    when(is("PATCH", /Users/u), () => refuse(400, "mutability")),
    "not-applicable: other values by PATCH are refused with 400",
  ],
  [
    "service.filter.external-id-after-put",
    "nobody is found by externalId",
    { before: (request) => (filterOf(request).includes("externalId") ? answer(200, listOf([], 0, 1)) : undefined) },
    "not-applicable: the User is not found by its `externalId`",
  ],
];
