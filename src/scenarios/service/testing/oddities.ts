import type { JsonObject } from "../../../scim/index.ts";
import { body, drop, is, when } from "./changes.ts";
import { answer, type FakeAnswer, type FakeOptions, type FakeRequest, refuse } from "./fake-service.ts";

/** A scenario, what is unusual, how a fake does it, and the outcome. */
export type OddityRow = readonly [scenario: string, what: string, fake: FakeOptions, outcome: string];

const refusing = (holds: (request: FakeRequest) => boolean, refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (holds(request) ? refusal : undefined),
});
const sends =
  (word: string) =>
  ({ body: sent = "" }: FakeRequest): boolean =>
    sent.includes(word);
const withMembers = (change: (member: JsonObject) => JsonObject): FakeOptions =>
  when(
    is("GET", /Groups\/./u),
    body((group) => ({ ...group, members: ((group["members"] ?? []) as readonly JsonObject[]).map(change) })),
  );
const withGroups = (change: (groups: readonly JsonObject[]) => readonly JsonObject[]): FakeOptions =>
  when(
    is("GET", /Users\/./u),
    body((user) => ({ ...user, groups: change((user["groups"] ?? []) as readonly JsonObject[]) })),
  );
const usersAlone = (one: FakeAnswer): FakeAnswer => ({
  ...one,
  body: JSON.parse(JSON.stringify(one.body).replaceAll('["User","Group"]', '["User"]')) as unknown,
});

/** Legal, however unusual: of Groups in Groups, the manager, versions and required attributes. */
export const MORE_ODDITIES: readonly OddityRow[] = [
  [
    "service.groups.nested-added",
    "Groups have Users alone, as the schema says",
    {
      after: (request, one) => (request.path === "/Schemas" ? usersAlone(one) : one),
      ...refusing(({ method }) => method === "PATCH", refuse(400, "invalidValue")),
    },
    "not-applicable: a Group as a member is refused with 400",
  ],
  [
    "service.groups.nested-removed",
    "a Group as a member is refused",
    refusing((request) => request.method === "POST" && sends('"value":"group')(request), refuse(400)),
    "not-applicable: a Group as a member of a Group is refused with 400",
  ],
  [
    "service.groups.removed-by-type",
    "members come without a type",
    withMembers(drop("type")),
    "not-applicable: the server does not show of what type members are",
  ],
  [
    "service.groups.removed-by-type",
    "a filter on the type is not supported",
    refusing(sends("members[type"), refuse(400, "invalidFilter")),
    "not-applicable: the PATCH was refused with 400",
  ],
  [
    "service.groups.nested-references",
    "members have no references",
    withMembers(drop("$ref")),
    "not-applicable: the server shows no references",
  ],
  [
    "service.groups.references",
    "beside the base of the run there is another way in, which asks for something else",
    {
      ...withMembers((one) => ({ ...one, $ref: `https://fake.example/inside/Users/${String(one["value"])}` })),
      ...refusing(({ path }) => path.startsWith("/inside"), refuse(403)),
    },
    "passed",
  ],
  [
    "service.groups.indirect",
    "only what a User is in itself is shown",
    withGroups((groups) => groups.filter(({ type }) => type === "direct")),
    "passed",
  ],
  [
    "service.groups.renamed",
    "groups have no names",
    withGroups((groups) => groups.map(drop("display"))),
    "not-applicable: the server does not show the names of Groups in `groups` of a User",
  ],
  [
    "service.groups.in-answer-to-patch",
    "204",
    when(is("PATCH", /Users\/./u), (one) => ({ ...one, status: 204, body: undefined })),
    "not-applicable: the answer to PATCH does not show the User",
  ],
  [
    "service.versions.any-put",
    "versions are not claimed, and * is a tag like others",
    { config: { etag: undefined }, ...refusing(({ headers }) => headers["if-match"] === "*", refuse(412)) },
    "not-applicable: the server does not say that it has versions",
  ],
  [
    "service.versions.list-patch",
    "weak tags never match",
    refusing(({ headers }) => headers["if-match"]?.includes("W/") === true, refuse(412)),
    "not-applicable: the server takes no weak tag in If-Match, as another scenario tells",
  ],
  [
    "service.versions.on-patch",
    "204",
    when(is("PATCH", /Users\/./u), (one) => ({ ...one, status: 204, body: undefined })),
    "not-applicable: the answer to PATCH does not show the User",
  ],
  [
    "service.filter.no-user",
    "an empty list without Resources",
    when(({ query }) => (query["filter"] ?? "").includes("never"), body(drop("Resources"))),
    "passed",
  ],
  [
    "service.filter.no-group",
    "filters are not supported",
    refusing(({ query }) => query["filter"] !== undefined, refuse(400, "invalidFilter")),
    "not-applicable: the server does not support this filter (400 invalidFilter)",
  ],
  [
    "service.read.user-of-other-type",
    "a User has the same id",
    {
      before: (request) =>
        request.method === "GET" && request.path.startsWith("/Users/group")
          ? answer(200, { id: request.path.split("/")[2], userName: "somebody", meta: { resourceType: "User" } })
          : undefined,
    },
    "not-applicable: a User has the same id as the Group",
  ],
  ["service.schema.required-removed-group", "409", refusing(sends('"remove"'), refuse(409)), "passed"],
  [
    "service.extension.manager",
    "a manager is refused",
    refusing(sends('"manager"'), refuse(400, "invalidValue")),
    "not-applicable: a User with a manager is refused with 400",
  ],
  [
    "service.extension.manager",
    "the extension is not the server's",
    {
      after: (request, one) =>
        request.path === "/ResourceTypes"
          ? {
              ...one,
              body: JSON.parse(
                JSON.stringify(one.body, (key, value: unknown) => (key === "schemaExtensions" ? [] : value)),
              ) as unknown,
            }
          : one,
    },
    "not-applicable: the server's own schema does not have the enterprise extension",
  ],
  [
    "service.extension.manager-patched",
    "nobody may be without a manager",
    refusing((request) => request.method === "PATCH" && sends('"remove"')(request), refuse(400, "invalidValue")),
    "passed",
  ],
  [
    "service.discovery.patch-unsupported",
    "answered 501",
    {
      config: { patch: { supported: false } },
      ...refusing(({ method }) => method === "PATCH", refuse(501)),
    },
    "passed",
  ],
];
