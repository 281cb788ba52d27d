import { describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { ALTERED_ODDITIES } from "./testing/altered-oddities.ts";
import { CHANGE_ODDITIES } from "./testing/change-oddities.ts";
import { is, when } from "./testing/changes.ts";
import { EDIT_ODDITIES } from "./testing/edit-faults.ts";
import { answer, type FakeAnswer, type FakeOptions, type FakeRequest, listOf, refuse } from "./testing/fake-service.ts";
import { FILTER_ODDITIES } from "./testing/filter-faults.ts";
import { GROUP_SCHEMA_ODDITIES } from "./testing/group-schema.ts";
import { LIFE_ODDITIES } from "./testing/life-oddities.ts";
import { LIST_ODDITIES } from "./testing/list-faults.ts";
import { MORE_ODDITIES } from "./testing/oddities.ts";
import { QUERY_ODDITIES } from "./testing/query-oddities.ts";
import { runOnFake } from "./testing/run-on-fake.ts";
import { SAID_ODDITIES } from "./testing/said-faults.ts";
import { SHOWN_ODDITIES } from "./testing/shown-faults.ts";
import { SUBTLE_ODDITIES } from "./testing/subtle-oddities.ts";
import { UNIQUE_ODDITIES } from "./testing/unique-faults.ts";

const single = (path: string): boolean => /^\/(?:Users|Groups)\/./u.test(path);
const bodyOf = ({ body }: FakeAnswer): JsonObject => (isObject(body) ? body : {});
const filtered = ({ query }: FakeRequest): boolean => query["filter"] !== undefined;

/** Whole resources are shown otherwise. */
const showing = (change: (resource: JsonObject, request: FakeRequest) => JsonObject): FakeOptions => ({
  after: (request, one) =>
    single(request.path) && one.status < 300 && one.body !== undefined
      ? { ...one, body: change(bodyOf(one), request) }
      : one,
});

const drop =
  (...names: readonly string[]) =>
  (value: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

const refusing = (holds: (request: FakeRequest) => boolean, refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (holds(request) ? refusal : undefined),
});

const withoutMembers: FakeOptions = showing(({ members, ...group }, { query }) =>
  query["attributes"] === "members" ? { ...group, members } : group,
);

const noFilters: FakeOptions = {
  config: { filter: { supported: false, maxResults: 0 } },
  ...refusing(filtered, refuse(400, "invalidFilter")),
};

/** Legal, however unusual: nothing is said against it. Where there is nothing to see, the outcome says why. */
const ODDITIES: readonly (readonly [scenario: string, what: string, fake: FakeOptions, outcome: string])[] = [
  [
    "service.discovery.provider-config",
    "members of RFC 9865 and of its own, and nobody has to authenticate",
    { config: { pagination: { cursor: true }, authenticationSchemes: [], vendor: 1 } },
    "passed",
  ],
  [
    "service.discovery.provider-config",
    "it is not there, and the document does not declare it",
    { ...refusing(({ path }) => path.startsWith("/Service"), refuse(404)), contract: { declared: [] } },
    "not-applicable: the server shows no /ServiceProviderConfig (404)",
  ],
  [
    "service.discovery.resource-types",
    "a type of its own, whose endpoint may not be queried",
    {
      after: (request, one) =>
        request.path === "/ResourceTypes"
          ? { ...one, body: addedType(bodyOf(one)) }
          : request.path === "/Devices"
            ? refuse(403)
            : one,
    },
    "passed",
  ],
  [
    "service.create.user",
    "201 without a body",
    { after: (request, one) => (request.method === "POST" ? { ...one, body: undefined } : one) },
    "passed",
  ],
  [
    "service.create.user",
    "null and empty lists for what is unassigned",
    showing((user) => ({ title: null, roles: [], ...user })),
    "passed",
  ],
  [
    "service.create.user",
    "an attribute that the server does not have is dropped",
    {
      ...showing(drop("emails")),
      after: (request, one) => {
        if (request.path === "/Schemas") return { ...one, body: withoutEmails(bodyOf(one)) };
        if (!single(request.path) && request.method !== "POST") return one;
        return { ...one, body: drop("emails")(bodyOf(one)) };
      },
    },
    "passed",
  ],
  ["service.create.group", "members are shown on request", withoutMembers, "passed"],
  ["service.groups.made-with-members", "members are shown on request", withoutMembers, "passed"],
  ["service.delete.members", "members are shown on request", withoutMembers, "passed"],
  [
    "service.create.user-name-type",
    "what is no text is made one",
    {
      before: (request, service) => {
        if (request.method !== "POST") return undefined;
        const value = JSON.parse(request.body ?? "{}") as JsonObject;
        return service.strictly({
          ...request,
          body: JSON.stringify({ ...value, userName: JSON.stringify(value["userName"]) }),
        });
      },
    },
    "passed",
  ],
  [
    "service.create.user-name-missing",
    "no keyword",
    { after: (_, one) => (one.status === 400 ? refuse(400) : one) },
    "passed",
  ],
  [
    "service.create.user-name-missing",
    "a document that declares no creation",
    { contract: { operations: [] } },
    "not-applicable: the document declares no POST of the collection of Users",
  ],
  ["service.create.schemas-missing", "refused", {}, "passed"],
  [
    "service.create.schemas-missing",
    "accepted",
    {
      before: (request, service) =>
        request.method === "POST"
          ? service.strictly({
              ...request,
              body: JSON.stringify({
                schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
                ...(JSON.parse(request.body ?? "{}") as JsonObject),
              }),
            })
          : undefined,
    },
    "passed",
  ],
  [
    "service.create.unicode",
    "some names are refused",
    refusing(({ body = "" }) => body.includes("👩"), refuse(400)),
    "passed",
  ],
  [
    "service.create.password",
    "passwords are refused",
    refusing(({ body = "" }) => body.includes('"password"'), refuse(400)),
    "not-applicable: a User with a password was refused with 400",
  ],
  [
    "service.create.minimal",
    "the schema requires more",
    { attributes: [{ name: "title", required: true }] },
    "not-applicable: the server's schema requires title",
  ],
  ["service.read.attributes", "meta is shown all the same", showingMeta(), "passed"],
  [
    "service.read.attributes",
    "what the schema always returns is shown",
    {
      attributes: [{ name: "displayName", returned: "always" }],
      after: (request, one, service) =>
        single(request.path) && one.status === 200
          ? {
              ...one,
              body: { ...bodyOf(one), displayName: bodyOf(service.strictly({ ...request, query: {} }))["displayName"] },
            }
          : one,
    },
    "passed",
  ],
  ["service.read.unknown-user", "410", { after: (_, one) => (one.status === 404 ? refuse(410) : one) }, "passed"],
  ["service.filter.user-name", "no filters", noFilters, "not-applicable: the server says that it offers no filters"],
  [
    "service.filter.contains",
    "an operator that is not supported",
    refusing(({ query }) => query["filter"]?.includes(" co ") === true, refuse(400, "invalidFilter")),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.filter.case",
    "the schema says that case matters",
    {
      attributes: [{ name: "displayName", caseExact: true }],
      before: (request) => (filtered(request) ? answer(200, listOf([], 0, 1)) : undefined),
    },
    "passed",
  ],
  [
    "service.filter.external-id-case",
    "nobody, and no Resources",
    { before: (request) => (filtered(request) ? answer(200, { totalResults: 0, schemas: [] }) : undefined) },
    "passed",
  ],
  [
    "service.filter.starts-with",
    "two at once, and the third on the next page",
    {
      before: (request, service) =>
        filtered(request) ? service.strictly({ ...request, query: { ...request.query, count: "2" } }) : undefined,
    },
    "passed",
  ],
  [
    "service.discovery.schemas",
    "attributes without a type, which are strings then",
    {
      after: (request, one) =>
        request.path.startsWith("/Schemas")
          ? { ...one, body: JSON.parse(JSON.stringify(one.body).replaceAll('"type":"string",', "")) as unknown }
          : one,
    },
    "passed",
  ],
  [
    "service.list.paging",
    "fewer a page than were asked for",
    {
      before: (request, service) =>
        request.query["count"] === undefined
          ? undefined
          : service.strictly({ ...request, query: { ...request.query, count: "1" } }),
    },
    "passed",
  ],
  [
    "service.list.sort",
    "no sorting",
    { config: { sort: { supported: false } } },
    "not-applicable: the server does not say that it offers sorting",
  ],
  [
    "service.delete.members",
    "a member cannot be deleted",
    refusing(({ method }) => method === "DELETE", refuse(409)),
    "not-applicable: the DELETE of a member is refused with 409",
  ],
  [
    "service.versions.stale-put",
    "no versions, and none claimed",
    { versions: false, config: { etag: undefined } },
    "not-applicable: the server neither says that it has versions nor shows an ETag",
  ],
  [
    "service.versions.stale-put",
    "ETags that nobody claimed, and If-Match is ignored",
    {
      config: { etag: undefined },
      before: (request, service) =>
        request.headers["if-match"] === undefined ? undefined : service.strictly({ ...request, headers: {} }),
    },
    "not-applicable: the server does not say that it has versions, and ignores If-Match",
  ],
  [
    "service.versions.current-put",
    "a weak tag is never equal in If-Match (RFC 9110 section 13.1.1)",
    {
      config: { etag: undefined },
      ...refusing(({ headers }) => headers["if-match"] !== undefined, refuse(412)),
    },
    "not-applicable: the server compares If-Match strongly, which no weak tag passes",
  ],
  [
    "service.versions.shown",
    "meta.version without quotes",
    showing((user) => ({ ...user, meta: { ...(user["meta"] as JsonObject), version: "W/1" } })),
    "passed",
  ],
  [
    "service.media.unsupported",
    "415",
    refusing(({ headers }) => headers["content-type"] === "text/plain", refuse(415)),
    "passed",
  ],
  [
    "service.create.emails-type",
    "what is of another type does not conform to the schema",
    when(is("POST", /Users$/u), (one) => (one.status === 400 ? refuse(400, "invalidSyntax") : one)),
    "passed",
  ],
  ["service.errors.method", "501", refusing(({ method }) => method === "PUT", refuse(501)), "passed"],
  [
    "service.groups.nested",
    "refused",
    refusing(({ method, body = "" }) => method === "POST" && body.includes('"members"'), refuse(400)),
    "passed",
  ],
  [
    "service.groups.followed",
    "groups are not shown",
    showing(drop("groups")),
    "not-applicable: the server does not show `groups` of a User who is in a Group",
  ],
  [
    "service.groups.references",
    "they name another address",
    showing((one) => ({ ...drop("members", "groups")(one), meta: { location: "https://public.example/Users/1" } })),
    "not-applicable: the references name another address than the one that is tested",
  ],
  ["service.schema.default", "what the schema does not describe may be dropped", showing(drop("shoeSize")), "passed"],
  ...MORE_ODDITIES,
  ...LIFE_ODDITIES,
  ...SUBTLE_ODDITIES,
  ...QUERY_ODDITIES,
  ...LIST_ODDITIES,
  ...SAID_ODDITIES,
  ...FILTER_ODDITIES,
  ...ALTERED_ODDITIES,
  ...CHANGE_ODDITIES,
  ...SHOWN_ODDITIES,
  ...GROUP_SCHEMA_ODDITIES,
  ...EDIT_ODDITIES,
  ...UNIQUE_ODDITIES,
];

describe("what is legal is left alone", () => {
  test.each(ODDITIES.map(([scenario, what, fake, outcome]) => ({ scenario, what, fake, outcome })))(
    "$scenario: $what",
    async ({ scenario, fake, outcome }) => {
      const came = await runOnFake(scenario, fake);
      expect({ outcome: came.outcome, failed: came.failed }).toEqual({ outcome, failed: [] });
    },
  );

  test("another value of an immutable attribute may be ignored: that it is not refused breaks an advice only", async () => {
    const came = await runOnFake("service.schema.immutable", immutableIgnored());
    expect(came.failed).toEqual(["RFC7644-3.5.1-IMMUTABLE-DIFF employeeId"]);
  });

  test("a document that does not declare discovery is not held to it: what is wrong is a notice", async () => {
    const came = await runOnFake("service.discovery.provider-config", {
      contract: { declared: [] },
      config: { patch: undefined },
    });
    expect(came.failed).toEqual(["HELPER-CONFORMS RFC7643-5-CONFIG-MEMBERS patch"]);
  });

  test("a User whose name differs in case alone is told, where the server's schema has it so", async () => {
    const came = await runOnFake("service.create.duplicate-case", {
      attributes: [{ name: "userName", caseExact: true }],
    });
    expect(came.learnt).toEqual(["A `userName` that differs in case alone is taken (409)"]);
  });

  test("without a credential there is nothing to leave out", async () => {
    const came = await runOnFake(
      "service.credentials.read",
      {},
      { authProbes: { allowed: false, reason: "no credential was given" } },
    );
    expect(came.outcome).toBe("blocked: no credential was given");
  });
});

describe("a write that was seen is confirmed", () => {
  test.each([
    ["service.create.user", "POST /Users"],
    ["service.create.group", "POST /Groups"],
    ["service.delete.user", "DELETE /Users/{id}"],
    ["service.delete.group", "DELETE /Groups/{id}"],
  ])("%s", async (scenario, operation) => {
    expect((await runOnFake(scenario)).confirmed).toEqual([operation]);
  });

  test("and one that was only acknowledged is not", async () => {
    const { confirmed } = await runOnFake("service.delete.user", {
      before: (request) => (request.method === "DELETE" ? { status: 204, headers: {}, body: undefined } : undefined),
    });
    expect(confirmed).toEqual([]);
  });
});

function addedType(list: JsonObject): JsonObject {
  const types = list["Resources"] as JsonObject[];
  const [first = {}] = types;
  return listOf([...types, { ...first, name: "Device", endpoint: "/Devices" }], types.length + 1, 1);
}

function withoutEmails(list: JsonObject): JsonObject {
  const schemas = list["Resources"] as { attributes: { name: string }[] }[];
  return {
    ...list,
    Resources: schemas.map((one) =>
      Object.assign({}, one, { attributes: one.attributes.filter(({ name }) => name !== "emails") }),
    ),
  };
}

function showingMeta(): FakeOptions {
  return {
    after: (request, one, service) =>
      single(request.path) && one.status === 200
        ? { ...one, body: { ...bodyOf(one), meta: bodyOf(service.strictly({ ...request, query: {} }))["meta"] } }
        : one,
  };
}

/** A second value is acknowledged and not taken. */
function immutableIgnored(): FakeOptions {
  return {
    attributes: [{ name: "employeeId", mutability: "immutable" }],
    before: (request, service) =>
      request.method === "PUT" ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
  };
}
