import { describe, expect, test } from "vitest";
import { ENTERPRISE_USER, isObject, type JsonObject } from "../../scim/index.ts";
import { SERVICE_SCENARIOS } from "./catalogue.ts";
import { CHANGE_FAULTS } from "./testing/change-faults.ts";
import { body, drop, having, is, when } from "./testing/changes.ts";
import { EDIT_FAULTS } from "./testing/edit-faults.ts";
import { answer, type FakeAnswer, type FakeOptions, type FakeRequest, listOf, refuse } from "./testing/fake-service.ts";
import { MORE_FAULTS } from "./testing/faults.ts";
import { FILTER_FAULTS } from "./testing/filter-faults.ts";
import { GROUP_SCHEMA_FAULTS } from "./testing/group-schema.ts";
import { LIFE_FAULTS } from "./testing/life-faults.ts";
import { LIST_FAULTS } from "./testing/list-faults.ts";
import { QUERY_FAULTS } from "./testing/query-faults.ts";
import { runOnFake } from "./testing/run-on-fake.ts";
import { SAID_FAULTS } from "./testing/said-faults.ts";
import { SHOWN_FAULTS } from "./testing/shown-faults.ts";
import { SUBTLE_FAULTS } from "./testing/subtle-faults.ts";
import { UNIQUE_FAULTS } from "./testing/unique-faults.ts";
import { VERSION_FAULTS } from "./testing/version-faults.ts";

const single = (path: string): boolean => /^\/(?:Users|Groups)\/./u.test(path);
const REASSIGNED = "RFC7643-3.1-ID-NOT-REASSIGNED";
const bodyOf = (one: FakeAnswer): JsonObject => (isObject(one.body) ? one.body : {});
const filterOf = ({ query }: FakeRequest): string => query["filter"] ?? "";

/** Shows everybody whatever the filter. */
const unfiltered: FakeOptions = {
  after: (request, one, service) =>
    request.method === "GET" && filterOf(request) !== "" && !single(request.path) && one.status === 200
      ? service.strictly({ ...request, query: {} })
      : one,
};

/** Takes a configuration, and shows what is left of it. */
function writableConfig(): FakeOptions {
  let isWritten = false;
  return when(
    ({ path }) => path.startsWith("/Service"),
    (one, { method }) => {
      if (method === "GET") return isWritten ? body(drop("documentationUri", "patch"))(one) : one;
      isWritten = true;
      return answer(200, {});
    },
  );
}

/** Finds nobody. */
const blind: FakeOptions = when(
  (request) => filterOf(request) !== "",
  (one) => (one.status === 200 ? answer(200, listOf([], 0, 1)) : one),
);

const resourcesOf = (value: JsonObject): readonly JsonObject[] => (value["Resources"] ?? []) as JsonObject[];

/** For each scenario something that is wrong, and what is said of it. */
const FAULTS: readonly (readonly [scenario: string, what: string, fake: FakeOptions, failed: string])[] = [
  [
    "service.discovery.provider-config",
    "patch is not mentioned",
    { config: { patch: undefined } },
    "RFC7643-5-CONFIG-MEMBERS patch",
  ],
  [
    "service.discovery.provider-config",
    "supported is text",
    { config: { etag: { supported: "true" } } },
    "RFC7643-5-CONFIG-MEMBERS etag",
  ],
  [
    "service.discovery.provider-config",
    "a scheme without a name",
    { config: { authenticationSchemes: [{ type: "oauth2" }] } },
    "RFC7643-5-AUTH-SCHEMES authenticationSchemes",
  ],
  [
    "service.discovery.provider-config",
    "it is not there",
    when(is("GET", /^\/Service/u), () => refuse(404)),
    "RFC7644-4-CONFIG there",
  ],
  [
    "service.discovery.resource-types",
    "a type without an endpoint",
    when(
      is("GET", /^\/ResourceTypes/u),
      body((list) => ({ ...list, Resources: resourcesOf(list).map(drop("endpoint")) })),
    ),
    "RFC7643-6-TYPE-MEMBERS members",
  ],
  [
    "service.discovery.resource-types",
    "a schema that is not there",
    when(
      is("GET", /^\/ResourceTypes/u),
      body((list) => ({ ...list, Resources: resourcesOf(list).map(having({ schema: "urn:x" })) })),
    ),
    "RFC7643-6-SCHEMA-KNOWN schema",
  ],
  [
    "service.discovery.resource-types",
    "a schema that is only shown alone",
    when(
      is("GET", /^\/Schemas$/u),
      body((list) => ({ ...list, Resources: resourcesOf(list).slice(1) })),
    ),
    "RFC7644-4-LISTS schema left out",
  ],
  [
    "service.discovery.resource-types",
    "an endpoint that is not there",
    when(
      is("GET", /^\/ResourceTypes/u),
      body((list) => ({ ...list, Resources: resourcesOf(list).map(having({ endpoint: "/Nowhere" })) })),
    ),
    "RFC7643-6-ENDPOINT endpoint",
  ],
  [
    "service.discovery.schemas",
    "a word that the RFC does not know",
    { attributes: [{ name: "title", returned: "sometimes" as never }] },
    "RFC7643-7-SCHEMA-MEMBERS attributes",
  ],
  [
    "service.discovery.schemas",
    "a bare array",
    when(
      is("GET", /^\/Schemas$/u),
      body((list) => list["Resources"]),
    ),
    "RFC7644-4-LISTS list",
  ],
  [
    "service.discovery.single",
    "only the list",
    when(is("GET", /^\/Schemas\/./u), () => refuse(404)),
    "RFC7644-4-SINGLE Schemas",
  ],
  [
    "service.discovery.filter",
    "the filter is ignored",
    {
      before: (request, service) =>
        request.path === "/Schemas" && filterOf(request) !== ""
          ? service.strictly({ ...request, query: {} })
          : undefined,
    },
    "RFC7644-4-FILTER-403 filter",
  ],
  [
    "service.discovery.bulk",
    "there is none",
    { config: { bulk: { supported: true, maxOperations: 1, maxPayloadSize: 1 } } },
    "RFC7643-5-CONFIG-HONEST bulk",
  ],
  [
    "service.discovery.resource-types",
    "Groups are left out",
    when(
      is("GET", /^\/ResourceTypes/u),
      body((list) => listOf(resourcesOf(list).slice(0, 1), 1, 1)),
    ),
    "RFC7644-4-LISTS without Group",
  ],
  [
    "service.schema.extension",
    "the container is lost",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...drop(ENTERPRISE_USER.urn)(user), department: "Tour Operations" })),
    ),
    "RFC7643-3.3-EXT-CONTAINER enterprise",
  ],
  [
    "service.schema.extension",
    "it is not declared",
    when(
      is("GET", /^\/ResourceTypes/u),
      body((list) => ({ ...list, Resources: resourcesOf(list).map(drop("schemaExtensions")) })),
    ),
    "RFC7643-3-SCHEMAS-DECLARED enterprise",
  ],
  [
    "service.errors.method",
    "a schema can be posted",
    when(is("POST", /^\/Schemas/u), () => answer(201, {})),
    "RFC7643-5-READ-ONLY made /Schemas",
  ],
  [
    "service.list.form",
    "more than the configuration says",
    { config: { filter: { supported: true, maxResults: 1 } } },
    "RFC7643-5-CONFIG-HONEST maxResults",
  ],
  ["service.discovery.public", "it wants a credential", {}, "RFC7643-5-SCHEMES-PUBLIC public"],
  [
    "service.discovery.patch-unsupported",
    "405 for 501",
    {
      config: { patch: { supported: false } },
      before: (request) => (request.method === "PATCH" ? refuse(405) : undefined),
    },
    "RFC7644-3.5.2-UNSUPPORTED-501 status",
  ],
  [
    "service.schema.core",
    "userName is not unique",
    { attributes: [{ name: "userName", uniqueness: "none" }] },
    "RFC7643-7-SCHEMA-HONEST core userName",
  ],
  [
    "service.create.user",
    "200 for 201",
    when(is("POST", /Users$/u), (one) => ({ ...one, status: one.status === 201 ? 200 : one.status })),
    "RFC7644-3.3-201 status",
  ],
  [
    "service.create.user",
    "no Location",
    when(is("POST", /Users$/u), (one) => ({ ...one, headers: {} })),
    "RFC7644-3.3-LOCATION header",
  ],
  [
    "service.create.group",
    "members are lost",
    when(is("GET", /Groups\/./u), body(drop("members"))),
    "RFC7644-3.3-STORED stored",
  ],
  [
    "service.create.user",
    "the answer shows another name",
    when(
      is("POST", /Users$/u),
      body((user) => ({ ...user, displayName: "x" })),
    ),
    "RFC7644-3.1-RESPONSE-STATE answer",
  ],
  [
    "service.create.read-only-ignored",
    "refused",
    {
      before: ({ method, body: text = "" }) => (method === "POST" && text.includes('"meta"') ? refuse(400) : undefined),
    },
    "RFC7644-3.3-RO-IGNORED accepted",
  ],
  [
    "service.create.read-only-ignored",
    "groups are stored",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, groups: [{ value: "x" }] })),
    ),
    "RFC7644-3.3-RO-IGNORED stored",
  ],
  [
    "service.create.user-name-missing",
    "422 for 400",
    when(is("POST", /Users$/u), (one) => (one.status === 400 ? refuse(422) : one)),
    "RFC7644-3.12-400-INVALIDVALUE status",
  ],
  [
    "service.create.user-name-missing",
    "the wrong keyword",
    when(is("POST", /Users$/u), (one) => (one.status === 400 ? refuse(400, "invalidSyntax") : one)),
    "RFC7644-3.12-SCIMTYPE-FITS scimType without `userName`",
  ],
  [
    "service.create.display-name-missing",
    "422 for 400",
    when(is("POST", /Groups$/u), (one) => (one.status === 400 ? refuse(422) : one)),
    "RFC7644-3.12-400-INVALIDVALUE status",
  ],
  ["service.create.user-name-type", "made all the same", taking("userName"), "RFC7644-3.12-400-INVALIDVALUE stored"],
  ["service.create.emails-type", "made all the same", taking("emails"), "RFC7644-3.12-400-INVALIDVALUE stored"],
  [
    "service.create.malformed",
    "200 for nothing",
    when(is("POST", /Users$/u), () => answer(200, {})),
    "RFC7644-3.12-SUCCESS-MEANS-DONE refused",
  ],
  [
    "service.create.not-an-object",
    "200 for nothing",
    when(is("POST", /Users$/u), () => answer(200, {})),
    "RFC7644-3.12-SUCCESS-MEANS-DONE refused",
  ],
  [
    "service.create.schemas-missing",
    "refused, and made all the same",
    madeAndRefused(),
    "RFC7644-3.12-REFUSED-UNCHANGED nothing-made",
  ],
  [
    "service.create.schemas-of-another",
    "refused, and made all the same",
    madeAndRefused(),
    "RFC7644-3.12-REFUSED-UNCHANGED nothing-made",
  ],
  [
    "service.create.duplicate",
    "400 for 409",
    when(is("POST", /Users$/u), (one) => (one.status === 409 ? refuse(400) : one)),
    "RFC7644-3.3-409 status",
  ],
  [
    "service.create.duplicate",
    "without a keyword",
    when(is("POST", /Users$/u), (one) => (one.status === 409 ? refuse(409) : one)),
    "RFC7644-3.3-409 scimType",
  ],
  ["service.create.duplicate", "taken", twins(), "RFC7643-4.1.1-USERNAME taken"],
  [
    "service.create.duplicate-case",
    "taken, though the schema says that case does not matter",
    twins(),
    "RFC7643-4.1.1-USERNAME userName caseExact",
  ],
  [
    "service.create.external-id-user",
    "lost",
    when(is("GET", /Users\/./u), body(drop("externalId"))),
    "RFC7643-3.1-EXTID-RW externalId",
  ],
  [
    "service.create.external-id-group",
    "in small letters",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({ ...group, externalId: String(group["externalId"]).toLowerCase() })),
    ),
    "RFC7643-3.1-EXTID-CASE externalId",
  ],
  [
    "service.create.external-id-user",
    "made up",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ externalId: "made up", ...user })),
    ),
    "RFC7643-3.1-EXTID-CLIENT externalId",
  ],
  [
    "service.create.unicode",
    "question marks",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, displayName: String(user["displayName"]).replaceAll(/[^ -~]/gu, "?") })),
    ),
    "RFC7644-3.8-UTF8 displayName",
  ],
  [
    "service.create.password",
    "shown",
    when(
      is("POST", /Users$/u),
      body((user) => ({ ...user, password: "x" })),
    ),
    "RFC7643-4.1.1-PASSWORD-NEVER password",
  ],
  [
    "service.create.minimal",
    "refused",
    {
      before: ({ method, body: text = "" }) =>
        method === "POST" && !text.includes("emails") ? refuse(400) : undefined,
    },
    "RFC7643-7-SCHEMA-HONEST required",
  ],
  [
    "service.read.user",
    "somebody else",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, userName: "x" })),
    ),
    "RFC7644-3.4.1-GET resource",
  ],
  [
    "service.read.group",
    "somebody else",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({ ...group, id: "x" })),
    ),
    "RFC7644-3.4.1-GET resource",
  ],
  [
    "service.read.unknown-user",
    "200 with nothing",
    when(is("GET", /unknown/u), () => answer(200, {})),
    "RFC7644-3.12-404 status",
  ],
  ["service.read.unknown-group", "400", when(is("GET", /unknown/u), () => refuse(400)), "RFC7644-3.12-404 status"],
  ["service.read.attributes", "ignored", ignoring("attributes"), "RFC7644-3.9-ATTRIBUTES hidden"],
  [
    "service.read.attributes",
    "id is left out",
    when(
      is("GET", /Users\/./u),
      body((user) => (user["emails"] === undefined ? drop("id")(user) : user)),
    ),
    "RFC7644-3.9-ATTRIBUTES shown",
  ],
  [
    "service.read.attributes-list",
    "only the first name",
    {
      before: (request, service) =>
        request.query["attributes"]?.includes(",") === true
          ? service.strictly({ ...request, query: { attributes: "emails" } })
          : undefined,
    },
    "RFC7644-3.9-ATTRIBUTES shown",
  ],
  [
    "service.read.attributes-case",
    "by case",
    {
      before: (request, service) =>
        request.query["attributes"] === "USERNAME"
          ? service.strictly({ ...request, query: { attributes: "nothing" } })
          : undefined,
    },
    "RFC7644-3.10-NAME-CASE shown",
  ],
  [
    "service.read.attributes-urn",
    "not known",
    {
      before: (request, service) =>
        request.query["attributes"]?.startsWith("urn:") === true
          ? service.strictly({ ...request, query: { attributes: "nothing" } })
          : undefined,
    },
    "RFC7644-3.10-URN-PATH shown",
  ],
  ["service.read.excluded", "ignored", ignoring("excludedAttributes"), "RFC7644-3.9-EXCLUDED hidden"],
  [
    "service.read.excluded-id",
    "id is left out",
    when((request) => request.query["excludedAttributes"] !== undefined, body(drop("id"))),
    "RFC7644-3.9-EXCLUDED shown",
  ],
  ["service.read.attributes-on-post", "ignored", ignoring("attributes"), "RFC7644-3.9-ATTRS-ON-WRITE part"],
  ["service.read.attributes-on-put", "ignored", ignoring("attributes"), "RFC7644-3.9-ATTRS-ON-WRITE part"],
  [
    "service.read.attributes-on-patch",
    "204",
    when(is("PATCH", /./u), () => ({ status: 204, headers: {}, body: undefined })),
    "RFC7644-3.5.2-ATTRIBUTES-200 status",
  ],
  [
    "service.list.form",
    "no schemas",
    when(is("GET", /Users$/u), body(drop("schemas"))),
    "RFC7644-3.4.2-LIST-FORM schemas",
  ],
  ["service.list.form", "count is ignored", ignoring("count"), "RFC7644-3.4.2.4-COUNT count"],
  ["service.list.count-zero", "count is ignored", ignoring("count"), "RFC7644-3.4.2.4-COUNT count-zero"],
  [
    "service.list.start-index-below-one",
    "an empty page",
    when(
      (request) => request.query["startIndex"] === "0",
      () => answer(200, listOf([], 1, 0)),
    ),
    "RFC7644-3.4.2.4-START-INDEX below-one",
  ],
  [
    "service.list.paging",
    "counted from 0",
    {
      before: (request, service) =>
        request.query["startIndex"] === undefined
          ? undefined
          : service.strictly({
              ...request,
              query: { ...request.query, startIndex: String(Number(request.query["startIndex"]) + 1) },
            }),
    },
    "RFC7644-3.4.2.4-PAGES whole",
  ],
  [
    "service.list.paging",
    "the total of a page",
    when(
      is("GET", /Users$/u),
      body((list) => ({ ...list, totalResults: resourcesOf(list).length })),
    ),
    "RFC7644-3.4.2-LIST-FORM total",
  ],
  ["service.list.sort", "ignored", ignoring("sortBy"), "RFC7644-3.4.2.3-SORT ascending"],
  ["service.filter.user-name", "ignored", unfiltered, "RFC7644-3.4.2.2-ONLY-MATCHING user-name strangers"],
  ["service.filter.external-id-case", "ignored", unfiltered, "RFC7643-3.1-EXTID-CASE external-id-case strangers"],
  ["service.filter.user-name-case", "by case", blind, "RFC7644-3.4.2.2-CASE user-name-case missing"],
  [
    "service.filter.starts-with-middle",
    "anywhere",
    {
      before: (request, service) =>
        filterOf(request).includes(" sw ")
          ? service.strictly({ ...request, query: { filter: filterOf(request).replace(" sw ", " co ") } })
          : undefined,
    },
    "RFC7644-3.4.2.2-ONLY-MATCHING starts-with-middle strangers",
  ],
  ["service.filter.case", "by case", blind, "RFC7644-3.4.2.2-CASE case missing"],
  ["service.filter.name-case", "by case", blind, "RFC7644-3.4.2.2-NAME-CASE name-case missing"],
  ["service.filter.urn", "not known", blind, "RFC7644-3.10-URN-PATH urn missing"],
  ["service.filter.precedence", "ignored", unfiltered, "RFC7644-3.4.2.2-PRECEDENCE precedence strangers"],
  [
    "service.filter.value-path-one-entry",
    "over all entries",
    unfiltered,
    "RFC7644-3.4.2.2-VALUE-PATH value-path-one-entry strangers",
  ],
  ...[
    "external-id",
    "id",
    "display-name",
    "sub-attribute",
    "and",
    "and-none",
    "or",
    "not",
    "present",
    "contains",
    "boolean",
    "value-path",
    "any-entry",
  ].map(
    (name) =>
      [`service.filter.${name}`, "ignored", unfiltered, `RFC7644-3.4.2.2-ONLY-MATCHING ${name} strangers`] as const,
  ),
  ["service.filter.starts-with", "finds nobody", blind, "RFC7644-3.4.2.2-ONLY-MATCHING starts-with missing"],
  ["service.filter.group-name", "ignored", unfiltered, "RFC7644-3.4.2.2-ONLY-MATCHING group-name"],
  ["service.filter.unknown-operator", "everybody", listing(), "RFC7644-3.4.2.2-UNKNOWN-OPERATOR refused"],
  [
    "service.filter.unknown-operator",
    "without a keyword",
    when(
      (request) => filterOf(request) !== "",
      () => refuse(400),
    ),
    "RFC7644-3.4.2.2-UNKNOWN-OPERATOR scimType unknown-operator",
  ],
  ...["malformed", "unbalanced", "no-value"].map(
    (name) => [`service.filter.${name}`, "everybody", listing(), "RFC7644-3.12-400-INVALIDFILTER refused"] as const,
  ),
  ["service.delete.user", "200 for 204", when(is("DELETE", /./u), () => answer(200, {})), "RFC7644-3.6-204 status"],
  [
    "service.delete.user",
    "nothing is done",
    { before: (request) => (request.method === "DELETE" ? { status: 204, headers: {}, body: undefined } : undefined) },
    "RFC7644-3.6-404-ALL get",
  ],
  [
    "service.delete.group",
    "all are gone",
    {
      before: ({ method }, service) =>
        method === "DELETE" ? (service.resources.clear(), { status: 204, headers: {}, body: undefined }) : undefined,
    },
    "RFC7644-3.6-TARGET-ONLY other",
  ],
  [
    "service.delete.user",
    "PUT brings it back",
    {
      before: (request, service) =>
        request.method === "PUT" && !service.resources.has(request.path.slice("/Users/".length))
          ? answer(200, {})
          : undefined,
    },
    "RFC7644-3.6-404-ALL put",
  ],
  ["service.delete.user", "it stays in lists", ghosts(), "RFC7644-3.6-OMITTED list"],
  [
    "service.delete.unknown",
    "204",
    when(is("DELETE", /unknown/u), () => ({ status: 204, headers: {}, body: undefined })),
    "RFC7644-3.12-404 delete",
  ],
  ["service.delete.id-not-reassigned-user", "the last one is given again", reassigning(), `${REASSIGNED} id`],
  ["service.delete.id-not-reassigned-group", "the last one is given again", reassigning(), `${REASSIGNED} id`],
  ["service.delete.name-reusable", "a conflict with the past", remembering(), "RFC7644-3.6-REUSE reuse"],
  [
    "service.delete.members",
    "the Group is broken",
    {
      before: (request, service) =>
        request.method === "GET" && request.path.startsWith("/Groups/") && service.resources.size < 4
          ? refuse(500)
          : undefined,
    },
    "RFC7644-3.6-TARGET-ONLY group",
  ],
  [
    "service.versions.shown",
    "claimed and not there",
    { versions: false, config: { etag: { supported: true } } },
    "RFC7644-3.14-ETAG-HEADER header",
  ],
  [
    "service.versions.shown",
    "two versions",
    when(is("GET", /Users\/./u), (one) => ({ ...one, headers: { ...one.headers, etag: 'W/"other"' } })),
    "RFC7643-3.1-META-VERSION-ETAG same",
  ],
  [
    "service.versions.shown",
    "weak in one place",
    when(is("GET", /Users\/./u), (one) => ({ ...one, headers: { ...one.headers, etag: '"1"' } })),
    "RFC7643-3.1-WEAK weak",
  ],
  ["service.versions.not-modified", "200", without("if-none-match"), "RFC7644-3.14-304 current"],
  [
    "service.versions.changes",
    "always the same",
    when(single_, (one) => ({ ...one, headers: { ...one.headers, etag: 'W/"1"' } })),
    "RFC7644-3.14-ETAG-CHANGES changed",
  ],
  [
    "service.versions.current-put",
    "412",
    when(
      ({ headers }) => headers["if-match"] !== undefined,
      () => refuse(400),
    ),
    "RFC7644-3.14-IFMATCH-OK put",
  ],
  [
    "service.versions.current-patch",
    "400",
    when(
      ({ headers }) => headers["if-match"] !== undefined,
      () => refuse(400),
    ),
    "RFC7644-3.14-IFMATCH-OK patch",
  ],
  ["service.versions.stale-put", "carried out", without("if-match"), "RFC7644-3.14-IFMATCH-STALE put"],
  ["service.versions.stale-patch", "carried out", without("if-match"), "RFC7644-3.14-IFMATCH-STALE patch"],
  ["service.versions.stale-delete", "carried out", without("if-match"), "RFC7644-3.14-IFMATCH-STALE delete"],
  [
    "service.versions.stale-put",
    "409 for 412",
    when(
      ({ headers }) => headers["if-match"] !== undefined,
      (one) => (one.status === 412 ? refuse(409) : one),
    ),
    "RFC7644-3.12-412 put",
  ],
  [
    "service.media.accept-scim",
    "406",
    when(
      ({ headers }) => headers["accept"] === "application/scim+json",
      () => refuse(406),
    ),
    "RFC7644-3.8-ACCEPT-SCIM accept-scim",
  ],
  [
    "service.media.accept-scim",
    "in another type",
    when(single_, (one) => ({ ...one, headers: { "content-type": "application/json" } })),
    "RFC7644-3.1-MEDIA-TYPE content-type",
  ],
  [
    "service.media.accept-json",
    "406",
    when(
      ({ headers }) => headers["accept"] === "application/json",
      () => refuse(406),
    ),
    "RFC7644-3.8-ACCEPT-JSON accept-json",
  ],
  [
    "service.media.accept-any",
    "406",
    when(
      ({ headers }) => headers["accept"] === "*/*",
      () => refuse(406),
    ),
    "RFC7644-3.1-MEDIA-TYPE accept-any",
  ],
  ...["content-scim", "content-scim-charset", "content-json"].map(
    (name) =>
      [
        `service.media.${name}`,
        "415",
        { before: ({ method }: FakeRequest) => (method === "POST" ? refuse(415) : undefined) },
        `${name === "content-scim" ? "RFC7644-3.1-MEDIA-TYPE" : "RFC7644-3.1-REQUEST-TYPE"} ${name}`,
      ] as const,
  ),
  [
    "service.media.unsupported",
    "201 for nothing",
    { before: ({ method }) => (method === "POST" ? answer(201, {}) : undefined) },
    "RFC7644-3.12-SUCCESS-MEANS-DONE made",
  ],
  [
    "service.errors.unknown-endpoint",
    "an empty list",
    when(is("GET", /Nothings/u), () => answer(200, listOf([], 0, 1))),
    "RFC7644-3.12-404 endpoint",
  ],
  [
    "service.errors.unknown-endpoint",
    "a web page",
    when(is("GET", /Nothings/u), () => ({ ...refuse(404), body: "<html>" })),
    "RFC7644-3.12-ERR-JSON endpoint",
  ],
  [
    "service.errors.method",
    "taken",
    when(is("PUT", /^\/Service/u), () => answer(200, {})),
    "RFC9110-9.1-NOT-ALLOWED /ServiceProviderConfig",
  ],
  ["service.errors.method", "written", writableConfig(), "RFC7643-5-READ-ONLY written"],
  [
    "service.groups.made-with-members",
    "only the first",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({ ...group, members: ((group["members"] ?? []) as unknown[]).slice(0, 1) })),
    ),
    "RFC7643-4.2-MEMBERS-RW members",
  ],
  ["service.groups.followed", "groups never go", stickyGroups(), "RFC7643-4.1.2-GROUPS-FOLLOW put"],
  [
    "service.groups.references",
    "nowhere",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, meta: { location: "https://fake.example/scim/v2/Users/nobody" } })),
    ),
    "RFC7643-2.3.7-REF-GET User meta.location",
  ],
  [
    "service.groups.nested",
    "dropped without a word",
    when(is("GET", /Groups\/./u), body(drop("members"))),
    "RFC7643-4.2-NESTED member",
  ],
  [
    "service.groups.unknown-member",
    "dropped without a word",
    when(is("GET", /Groups\/./u), body(drop("members"))),
    "RFC7643-2.3.7-REF-INTEGRITY member",
  ],
  [
    "service.schema.read-only",
    "taken",
    { attributes: [{ name: "costCentre", mutability: "readOnly" }] },
    "RFC7643-7-MUT-RO costCentre",
  ],
  [
    "service.schema.required",
    "not missed",
    { attributes: [{ name: "title", required: true }] },
    "RFC7643-7-SCHEMA-HONEST title",
  ],
  ["service.schema.never", "shown", { attributes: [{ name: "pin", returned: "never" }] }, "RFC7643-7-RET-NEVER pin"],
  [
    "service.schema.request",
    "shown unasked",
    { attributes: [{ name: "title", returned: "request" }] },
    "RFC7643-7-RET-REQUEST title",
  ],
  [
    "service.schema.always",
    "left out",
    { attributes: [{ name: "title", returned: "always" }] },
    "RFC7643-7-RET-ALWAYS title",
  ],
  [
    "service.schema.default",
    "shown in capitals",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, title: String(user["title"]).toUpperCase() })),
    ),
    "RFC7643-7-SCHEMA-HONEST title",
  ],
  ["service.schema.default", "lost", when(is("GET", /Users\/./u), body(drop("title"))), "RFC7643-7-RET-DEFAULT title"],
  [
    "service.schema.immutable",
    "changed",
    { attributes: [{ name: "employeeId", mutability: "immutable" }] },
    "RFC7643-7-MUT-IMMUTABLE employeeId",
  ],
  [
    "service.schema.immutable",
    "changed, and not refused",
    { attributes: [{ name: "employeeId", mutability: "immutable" }] },
    "RFC7644-3.5.1-IMMUTABLE-DIFF employeeId",
  ],
  [
    "service.schema.immutable-unset",
    "never set",
    {
      attributes: [{ name: "employeeId", mutability: "immutable" }],
      before: (request) =>
        request.method === "PUT" && request.body?.includes("employeeId") === true ? refuse(400) : undefined,
    },
    "RFC7644-3.5.1-IMMUTABLE-UNSET employeeId",
  ],
  [
    "service.create.unmodified-user",
    "changed later",
    when(
      is("GET", /Users\/./u),
      body((value) => ({ ...value, meta: { ...(value["meta"] as JsonObject), lastModified: "2026-01-31T09:30:07Z" } })),
    ),
    "RFC7643-3.1-META-LASTMOD-INIT meta",
  ],
  [
    "service.create.unmodified-group",
    "changed later",
    when(
      is("GET", /Groups\/./u),
      body((value) => ({ ...value, meta: { ...(value["meta"] as JsonObject), lastModified: "2026-01-31T09:30:07Z" } })),
    ),
    "RFC7643-3.1-META-LASTMOD-INIT meta",
  ],
  [
    "service.read.id-case",
    "case does not matter",
    {
      before: (request, service) =>
        request.path.startsWith("/Users/USER-")
          ? service.strictly({ ...request, path: request.path.replace("USER", "user") })
          : undefined,
    },
    "RFC7643-3.1-ID-CASE get",
  ],
  ...(["PUT", "PATCH"] as const).flatMap((method) =>
    (["User", "Group"] as const).map(
      (type) =>
        [
          `service.update.${method.toLowerCase()}-${type.toLowerCase()}`,
          "not there",
          { before: (request: FakeRequest) => (request.method === method ? refuse(405) : undefined) },
          `RFC7644-3.5-${method}-SUPPORTED offered`,
        ] as const,
    ),
  ),
  [
    "service.schema.unique",
    "taken",
    { attributes: [{ name: "badge", uniqueness: "server" }] },
    "RFC7643-7-UNIQ-SERVER badge",
  ],
  [
    "service.schema.case-exact",
    "it is not",
    { attributes: [{ name: "title", caseExact: true }] },
    "RFC7644-3.4.2.2-CASE schema title",
  ],
  [
    "service.schema.described",
    "a stranger",
    when(
      is("GET", /Users\/./u),
      body((user) => ({ ...user, shoeSize: 43 })),
    ),
    "RFC7643-7-SCHEMA-HONEST described",
  ],
  ["service.credentials.read", "shown to anybody", open("GET"), "OPENAPI-SECURITY-ENFORCED read"],
  [
    "service.credentials.read",
    "403",
    { before: ({ credential }) => (credential === "configured" ? undefined : refuse(403)) },
    "RFC7644-3.12-401 read",
  ],
  ["service.credentials.write", "made by anybody", open("POST"), "OPENAPI-SECURITY-ENFORCED create"],
  ["service.credentials.write", "deleted by anybody", open("DELETE"), "OPENAPI-SECURITY-ENFORCED delete"],
  ["service.credentials.wrong", "shown to anybody", open("GET"), "OPENAPI-SECURITY-ENFORCED list"],
  ...MORE_FAULTS,
  ...LIFE_FAULTS,
  ...SUBTLE_FAULTS,
  ...QUERY_FAULTS,
  ...LIST_FAULTS,
  ...SAID_FAULTS,
  ...FILTER_FAULTS,
  ...CHANGE_FAULTS,
  ...SHOWN_FAULTS,
  ...VERSION_FAULTS,
  ...GROUP_SCHEMA_FAULTS,
  ...EDIT_FAULTS,
  ...UNIQUE_FAULTS,
];

describe("what is wrong is found", () => {
  test.each(FAULTS.map(([scenario, what, fake, failed]) => ({ scenario, what, fake, failed })))(
    "$scenario: $what",
    async ({ scenario, fake, failed }) => {
      expect((await runOnFake(scenario, fake)).failed).toContain(failed);
    },
  );

  test("a list that is in no order, whichever is asked for, is told of once", async () => {
    expect((await runOnFake("service.list.sort", ignoring("sortBy"))).failed).toEqual([
      "RFC7644-3.4.2.3-SORT ascending",
    ]);
  });

  test("each scenario has something that it finds", () => {
    const found = new Set(FAULTS.map(([scenario]) => scenario));
    const without_ = SERVICE_SCENARIOS.map(({ id }) => id).filter((id) => !found.has(id));
    // Two credentials are needed: see other-tenant.test.ts.
    expect(without_).toEqual(["service.other-tenant.user", "service.other-tenant.group"]);
  });
});

function single_({ path }: FakeRequest): boolean {
  return single(path);
}

/** A query parameter is not heeded. */
function ignoring(name: string): FakeOptions {
  return {
    before: (request, service) =>
      request.query[name] === undefined
        ? undefined
        : service.strictly({ ...request, query: drop(name)(request.query) as Readonly<Record<string, string>> }),
  };
}

/** A header is not heeded. */
function without(name: string): FakeOptions {
  return {
    before: (request, service) =>
      request.headers[name] === undefined
        ? undefined
        : service.strictly({ ...request, headers: drop(name)(request.headers) as Readonly<Record<string, string>> }),
  };
}

/** A value of the wrong type is stored as it comes. */
function taking(name: string): FakeOptions {
  let stored: JsonObject | undefined;
  return {
    before: (request) => {
      if (request.method === "POST") {
        stored = { ...(JSON.parse(request.body ?? "{}") as JsonObject), id: "1" };
        return answer(201, stored);
      }
      return single(request.path) && stored?.[name] !== undefined ? answer(200, stored) : undefined;
    },
  };
}

/** What is refused is there all the same. */
function madeAndRefused(): FakeOptions {
  let made: JsonObject = {};
  return {
    before: (request) => {
      if (request.method === "POST") {
        made = { ...(JSON.parse(request.body ?? "{}") as JsonObject), id: "1" };
        return refuse(400);
      }
      return request.path === "/Users" ? answer(200, listOf([made], 1, 1)) : undefined;
    },
  };
}

/** Two Users may have one name: the second is stored under another, and shown by the one that was asked for. */
function twins(): FakeOptions {
  return {
    before: (request, service) => {
      if (request.method !== "POST") return undefined;
      const value = JSON.parse(request.body ?? "{}") as JsonObject;
      const first = service.strictly(request);
      if (first.status !== 409) return first;
      const made = service.strictly({ ...request, body: JSON.stringify({ ...value, userName: "somebody else" }) });
      const stored = service.resources.get(String(bodyOf(made)["id"]));
      if (stored !== undefined) stored.value = { ...stored.value, userName: value["userName"] };
      return made;
    },
  };
}

/** A filter that is none shows everybody. */
function listing(): FakeOptions {
  return {
    before: (request, service) =>
      filterOf(request) === "" || request.method !== "GET" ? undefined : service.strictly({ ...request, query: {} }),
  };
}

/** Queries show who was deleted. */
function ghosts(): FakeOptions {
  const gone: JsonObject[] = [];
  return {
    before: (request, service) => {
      const stored = service.resources.get(request.path.split("/")[2] ?? "");
      if (request.method === "DELETE" && stored !== undefined) gone.push(service.show(stored));
      return request.path === "/Users" && request.method === "GET"
        ? answer(200, listOf(gone, gone.length, 1))
        : undefined;
    },
  };
}

/** No name is ever free again. */
function remembering(): FakeOptions {
  const names = new Set<unknown>();
  return {
    before: (request) => {
      if (request.method !== "POST") return undefined;
      const { userName } = JSON.parse(request.body ?? "{}") as JsonObject;
      if (names.has(userName)) return refuse(409, "uniqueness");
      names.add(userName);
      return undefined;
    },
  };
}

/** What is new gets the `id` of what was removed before it. */
function reassigning(): FakeOptions {
  const free: string[] = [];
  return {
    after: (request, one, service) => {
      const [, , gone] = request.path.split("/");
      if (request.method === "DELETE" && gone !== undefined && one.status === 204) free.push(gone);
      const { id } = bodyOf(one);
      const stored = service.resources.get(String(id));
      if (request.method !== "POST" || stored === undefined) return one;
      const again = free.pop();
      if (again === undefined) return one;
      service.resources.delete(stored.id);
      service.resources.set(again, { ...stored, id: again });
      return JSON.parse(JSON.stringify(one).replaceAll(stored.id, again)) as FakeAnswer;
    },
  };
}

/** Who was in a Group is shown in it for ever. */
function stickyGroups(): FakeOptions {
  let groups: unknown;
  return when(
    is("GET", /Users\/./u),
    body((user) => {
      groups ??= user["groups"];
      return { ...user, groups };
    }),
  );
}

/** A method for which nobody has to be known. */
function open(method: string): FakeOptions {
  return {
    before: (request, service) =>
      request.method === method ? service.strictly({ ...request, credential: "configured" }) : undefined,
  };
}
