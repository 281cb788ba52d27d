import { ENTERPRISE_USER, isObject, type JsonObject, URN } from "../../../scim/index.ts";
import { body, bodyOf, having, is, when } from "./changes.ts";
import { answer, type FakeAnswer, type FakeOptions, type FakeRequest, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import { both, describing, flattened } from "./made-otherwise.ts";

const users = (change: (user: JsonObject) => JsonObject): FakeOptions => when(is("GET", /Users\/./u), body(change));

const locatedAt = (location: string): FakeOptions =>
  users((user) => ({ ...user, meta: { ...(user["meta"] as JsonObject), location } }));

/** A reference to the very resource that shows it. */
const toItself: FakeOptions = users((user) => {
  const $ref = `../Users/${String(user["id"])}`;
  const extension = user[ENTERPRISE_USER.urn];
  const manager = isObject(extension) ? extension["manager"] : undefined;
  return {
    ...user,
    groups: ((user["groups"] ?? []) as readonly JsonObject[]).map((group) => Object.assign({}, group, { $ref })),
    ...(isObject(extension) && isObject(manager)
      ? { [ENTERPRISE_USER.urn]: { ...extension, manager: { ...manager, $ref } } }
      : {}),
  };
});

/** Whoever is there is another one after a request like this, whatever it is answered. */
const touching = (holds: (request: FakeRequest, answer: FakeAnswer) => boolean): FakeOptions => ({
  after: (request, one, service) => {
    if (!holds(request, one)) return one;
    for (const stored of service.resources.values()) stored.value = { ...stored.value, displayName: "Somebody Else" };
    return one;
  },
});

/** Wrong in a way that comes near to what is right. */
export const SUBTLE_FAULTS: readonly FaultRow[] = [
  ...["user", "group"].map(
    (type): FaultRow => [
      `service.update.patch-${type}`,
      "no operation is known, though PATCH is said to be there",
      { before: ({ method }) => (method === "PATCH" ? refuse(501) : undefined) },
      "RFC7644-3.5-PATCH-SUPPORTED offered",
    ],
  ),
  [
    "service.create.duplicate",
    "the refused one is written over the first",
    touching(({ method }, { status }) => method === "POST" && status === 409),
    "RFC7644-3.12-REFUSED-UNCHANGED first",
  ],
  [
    "service.delete.user",
    "another is written over",
    touching(({ method }) => method === "DELETE"),
    "RFC7644-3.6-TARGET-ONLY other",
  ],
  [
    "service.credentials.write",
    "refused, and deleted all the same",
    {
      after: ({ method, path }, one, service) => {
        if (method === "DELETE" && one.status === 401) service.resources.delete(path.slice("/Users/".length));
        return one;
      },
    },
    "OPENAPI-SECURITY-ENFORCED deleted",
  ],
  [
    "service.credentials.write",
    "refused, and emptied",
    touching(({ method }, { status }) => method === "DELETE" && status === 401),
    "OPENAPI-SECURITY-ENFORCED deleted",
  ],
  ["service.groups.references", "to the User itself", toItself, "RFC7643-2.3.7-REF-GET groups.$ref"],
  ["service.extension.manager-reference", "to the User itself", toItself, "RFC7643-2.3.7-REF-GET manager.$ref"],
  [
    "service.groups.references",
    "a relative location of nobody",
    locatedAt("/Users/nobody"),
    "RFC7643-2.3.7-REF-GET User meta.location",
  ],
  [
    "service.schema.default",
    "of two parts the one that is described is not shown",
    both(
      describing((entry) => (entry["name"] === "givenName" ? undefined : {})),
      users((user) => ({ ...user, name: { givenName: (user["name"] as JsonObject)["givenName"] } })),
    ),
    "RFC7643-7-RET-DEFAULT name",
  ],
  [
    "service.schema.read-only",
    "addresses are taken",
    { attributes: [{ name: "emails", mutability: "readOnly" }] },
    "RFC7643-7-MUT-RO emails",
  ],
  [
    "service.schema.read-only",
    "a flag that is true unless the body has it false",
    {
      attributes: [{ name: "vip", type: "boolean", mutability: "readOnly" }],
      ...users((user) => ({ vip: true, ...user })),
    },
    "RFC7643-7-MUT-RO vip",
  ],
  [
    "service.schema.required-removed-user",
    "of an extension that is required",
    both(
      describing((entry) => (entry["name"] === "department" ? { required: true } : {})),
      when(is("GET", /^\/ResourceTypes/u), (one) => ({
        ...one,
        body: JSON.parse(JSON.stringify(one.body).replaceAll('"required":false', '"required":true')) as unknown,
      })),
    ),
    "RFC7644-3.5.2.2-REQUIRED department",
  ],
  ...(["User", "Group"] as const).map(
    (type): FaultRow => [
      `service.read.${type.toLowerCase()}-of-other-type`,
      "an empty resource",
      {
        before: ({ method, path }) =>
          method === "GET" && path.startsWith(type === "User" ? "/Users/group" : "/Groups/user")
            ? answer(200, { id: path.split("/")[2], schemas: [URN.user] })
            : undefined,
      },
      "RFC7644-3.12-404 other-type",
    ],
  ),
  [
    "service.extension.manager-patched",
    "a path to nothing, with 404",
    when(is("PATCH", /./u), () => refuse(404, "invalidPath")),
    "RFC7644-3.10-URN-PATH manager.value",
  ],
  [
    "service.groups.user-beside-nested-removed",
    "Groups in Groups are shown flat, and one is lost",
    both(
      {
        after: (request, one, service) => {
          const stored = service.resources.get(String(bodyOf(one)["id"]));
          if (request.method === "PATCH" && stored !== undefined) {
            const members = (stored.value["members"] ?? []) as readonly JsonObject[];
            const left = members.filter(({ value }) => !String(value).startsWith("group"));
            stored.value = { ...stored.value, members: left };
          }
          return one;
        },
      },
      flattened,
    ),
    "RFC7644-3.5.2.2-FILTER-VALUE user-beside-nested-removed",
  ],
  [
    "service.create.version-segment",
    "the version is left out, and nothing is there",
    users((user) => ({ ...user, meta: { location: `https://fake.example/scim/Users/${String(user["id"])}` } })),
    "RFC7644-3.13-VERSION-SEG meta.location",
  ],
  [
    "service.create.version-segment",
    "another version, where nothing is",
    users((user) => ({ ...user, meta: { location: `/scim/v1/Users/${String(user["id"])}` } })),
    "RFC7644-3.13-VERSION-SEG meta.location",
  ],
  [
    "service.schema.integers",
    "a fraction is stored",
    { attributes: [{ name: "floor", type: "integer" }] },
    "RFC7643-2.3.4-INTEGER floor",
  ],
  [
    "service.schema.integers",
    "a readOnly count has an exponent",
    {
      attributes: [{ name: "logins", type: "integer", mutability: "readOnly" }],
      ...users((user) => ({ ...user, logins: 1e21 })),
    },
    "RFC7643-2.3.4-INTEGER logins",
  ],
  [
    "service.schema.integers",
    "a fraction of a page",
    when(is("GET", /Users$/u), body(having({ startIndex: 1.5 }))),
    "RFC7643-2.3.4-INTEGER startIndex",
  ],
];
