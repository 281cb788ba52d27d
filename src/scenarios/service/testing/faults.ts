import { ENTERPRISE_USER, isObject, type JsonObject, URN } from "../../../scim/index.ts";
import { body, bodyOf, drop, is, when } from "./changes.ts";
import {
  answer,
  type FakeAnswer,
  type FakeOptions,
  type FakeRequest,
  type FakeService,
  refuse,
} from "./fake-service.ts";

/** A scenario, what is wrong, and what is said of it. */
export type FaultRow = readonly [scenario: string, what: string, fake: FakeOptions, failed: string];

const text = ({ body: sent }: FakeRequest): string => sent ?? "";
const operationOf = ({ body: sent }: FakeRequest): JsonObject => {
  const { Operations = [{}] } = JSON.parse(sent ?? "{}") as { readonly Operations?: readonly JsonObject[] };
  return Operations[0] ?? {};
};
const pathIn = (request: FakeRequest): string => {
  const { path } = operationOf(request);
  return typeof path === "string" ? path : "";
};
const membersOf = (value: JsonObject): readonly JsonObject[] => (value["members"] ?? []) as readonly JsonObject[];

/** Sends another operation in place of the one that was sent. */
function rewriting(change: (operation: JsonObject, service: FakeService) => JsonObject | undefined): FakeOptions {
  return {
    before: (request, service) => {
      if (request.method !== "PATCH") return undefined;
      const changed = change(operationOf(request), service);
      const message = { schemas: [URN.patchOp], Operations: [changed] };
      return changed === undefined ? undefined : service.strictly({ ...request, body: JSON.stringify(message) });
    },
  };
}

/** Members of which some are not stored, or more than were sent. */
function storing(change: (members: readonly JsonObject[], service: FakeService) => readonly JsonObject[]): FakeOptions {
  return {
    after: (request, one, service) => {
      const stored = service.resources.get(String(bodyOf(one)["id"]));
      if (request.method === "PATCH" && stored?.type === "Group")
        stored.value = { ...stored.value, members: change(membersOf(stored.value), service) };
      return one;
    },
  };
}

/** A service that is asked without a header. */
const without = (header: string, holds: (value: string) => boolean): FakeOptions => ({
  before: (request, service) => {
    const { [header]: value, ...headers } = request.headers;
    return value !== undefined && holds(value) ? service.strictly({ ...request, headers }) : undefined;
  },
});

const refusing = (holds: (request: FakeRequest) => boolean, refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (holds(request) ? refusal : undefined),
});

const ifMatch = ({ headers }: FakeRequest): string => headers["if-match"] ?? "";
const groupOfUser = (change: (group: JsonObject) => JsonObject): FakeOptions =>
  when(
    is("GET", /Users\/./u),
    body((user) => ({ ...user, groups: ((user["groups"] ?? []) as readonly JsonObject[]).map(change) })),
  );

const managerOf = (change: (manager: JsonObject) => JsonObject | undefined): FakeOptions =>
  when(
    is("GET", /Users\/./u),
    body((user) => {
      const extension = user[ENTERPRISE_USER.urn];
      const manager = isObject(extension) ? extension["manager"] : undefined;
      if (!isObject(extension) || !isObject(manager)) return user;
      return { ...user, [ENTERPRISE_USER.urn]: { ...extension, manager: change(manager) } };
    }),
  );

/** The first names of Groups, for ever. */
function firstNames(): FakeOptions {
  const names = new Map<unknown, unknown>();
  return groupOfUser((group) => {
    if (!names.has(group["value"])) names.set(group["value"], group["display"]);
    return { ...group, display: names.get(group["value"]) };
  });
}

/** Every version is that of the first day, or each is a new one. */
function tags(next: (method: string, id: string) => string | undefined): FakeOptions {
  return when(
    ({ path }) => /Users\/./u.test(path),
    (one, { method, path }) => {
      const etag = next(method, path);
      return etag === undefined || one.headers["etag"] === undefined
        ? one
        : { ...one, headers: { ...one.headers, etag } };
    },
  );
}

/** What counts up with every PATCH, whatever it changes. */
function counting(): FakeOptions {
  const patches = new Map<string, number>();
  return tags((method, path) => {
    if (method === "PATCH") patches.set(path, (patches.get(path) ?? 0) + 1);
    return `W/"counted-${patches.get(path) ?? 0}"`;
  });
}

const immutableTaken: FakeOptions = { attributes: [{ name: "badge", mutability: "immutable" }] };

const typeless = /^members\[type /u;

/** What is wrong, and what is said of it: of Groups in Groups, the manager, versions and required attributes. */
export const MORE_FAULTS: readonly FaultRow[] = [
  [
    "service.discovery.patch-unsupported",
    "it is supported",
    { config: { patch: { supported: false } } },
    "RFC7643-5-CONFIG-HONEST patch",
  ],
  [
    "service.errors.method",
    "a configuration is taken",
    when(is("POST", /^\/Service/u), () => answer(200, {})),
    "RFC9110-9.1-NOT-ALLOWED /ServiceProviderConfig",
  ],
  [
    "service.create.user-name-missing",
    "made up, though the schema requires it",
    {
      before: (request, service) =>
        request.method === "POST" && request.path === "/Users" && !text(request).includes('"userName"')
          ? service.strictly({ ...request, body: text(request).replace("{", '{"userName":"made-up",') })
          : undefined,
    },
    "RFC7643-7-SCHEMA-HONEST required userName",
  ],
  [
    "service.delete.members",
    "a Group goes with its last member",
    {
      before: (request, service) => {
        if (request.method !== "DELETE") return undefined;
        for (const { id, value } of service.resources.values())
          if (membersOf(value).length === 1 && request.path.endsWith(String(membersOf(value)[0]?.["value"])))
            service.resources.delete(id);
        return undefined;
      },
    },
    "RFC7644-3.6-TARGET-ONLY last-member",
  ],
  [
    "service.read.excluded",
    "schemas goes, too",
    when(({ query }) => query["excludedAttributes"] !== undefined, body(drop("schemas"))),
    "RFC7644-3.9-EXCLUDED shown",
  ],
  [
    "service.schema.never",
    "a writeOnly value is shown",
    { attributes: [{ name: "pin", mutability: "writeOnly" }] },
    "RFC7643-7-RET-NEVER pin",
  ],
  [
    "service.schema.default",
    "names are not shown",
    when(is("GET", /Users\/./u), body(drop("name"))),
    "RFC7643-7-RET-DEFAULT name",
  ],
  ...(["User", "Group"] as const).flatMap((type): readonly FaultRow[] => [
    [
      `service.read.${type.toLowerCase()}-of-other-type`,
      "one table for all",
      {
        before: (request, service) => {
          const [, , id = ""] = request.path.split("/");
          const found = service.resources.get(id);
          return found === undefined || request.method !== "GET" ? undefined : answer(200, service.show(found));
        },
      },
      "RFC7644-3.12-404 other-type",
    ],
    [
      `service.filter.no-${type.toLowerCase()}`,
      "404",
      when(
        ({ query }) => query["filter"] !== undefined,
        (one) => (bodyOf(one)["totalResults"] === 0 ? refuse(404) : one),
      ),
      "RFC7644-3.4.2-LIST-FORM nobody",
    ],
  ]),
  [
    "service.versions.changes-by-patch",
    "it does not",
    tags((_, path) => `W/"${path}"`),
    "RFC7644-3.14-ETAG-CHANGES changed by patch",
  ],
  ["service.versions.changes-by-patch", "without a change", counting(), "RFC7644-3.14-ETAG-CHANGES still after patch"],
  ...(["POST", "PUT", "PATCH"] as const).map(
    (method): FaultRow => [
      `service.versions.on-${method.toLowerCase()}`,
      "on GET alone",
      when(
        (request) => request.method === method,
        (one) => ({ ...one, headers: drop("etag")(one.headers) as Record<string, string> }),
      ),
      `RFC7644-3.14-ETAG-ON-WRITES ${method.toLowerCase()}`,
    ],
  ),
  ...(["PUT", "PATCH"] as const).flatMap((method): readonly FaultRow[] => {
    const name = method.toLowerCase();
    return [
      [
        `service.versions.current-${name}`,
        "weak tags are the only ones, and never match",
        refusing((request) => ifMatch(request).includes("W/"), refuse(412)),
        `RFC7644-3.14-IFMATCH-OK ${name}`,
      ],
      [
        `service.versions.any-${name}`,
        "a tag like others",
        refusing((request) => ifMatch(request) === "*", refuse(412)),
        `RFC7644-3.14-IFMATCH-OK any ${name}`,
      ],
      [
        `service.versions.list-${name}`,
        "one tag",
        refusing((request) => ifMatch(request).includes(","), refuse(412)),
        `RFC7644-3.14-IFMATCH-OK list ${name}`,
      ],
      [
        `service.versions.stale-list-${name}`,
        "ignored",
        without("if-match", (value) => value.includes(",")),
        `RFC7644-3.14-IFMATCH-STALE list ${name}`,
      ],
    ];
  }),
  [
    "service.groups.references",
    "another base of the same host",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({
        ...group,
        members: membersOf(group).map((one) =>
          Object.assign({}, one, { $ref: `https://fake.example/scim/Users/${String(one["value"])}` }),
        ),
      })),
    ),
    "RFC7643-2.3.7-REF-GET members.$ref",
  ],
  [
    "service.groups.nested-references",
    "to a User",
    when(
      is("GET", /Groups\/./u),
      body((group) => ({
        ...group,
        members: membersOf(group).map((one) => Object.assign({}, one, { $ref: `../Users/${String(one["value"])}` })),
      })),
    ),
    "RFC7643-2.3.7-REF-GET nested members.$ref",
  ],
  [
    "service.groups.nested-added",
    "not stored",
    storing((members) => members.filter(({ value }) => !String(value).startsWith("group"))),
    "RFC7644-3.5.2.1-MEMBER-ADD nested",
  ],
  [
    "service.groups.nested-added",
    "in place of others",
    storing((members) => members.slice(-1)),
    "RFC7644-3.5.2.1-MULTI-APPEND nested",
  ],
  [
    "service.groups.nested-added",
    "with those who are in it",
    storing((members, { resources }) => [
      ...members,
      ...members.flatMap(({ value }) => membersOf(resources.get(String(value))?.value ?? {})),
    ]),
    "RFC7644-3.5.2-TARGET-ONLY nested flattened",
  ],
  [
    "service.groups.nested-added",
    "refused, though the schema has it",
    refusing(({ method }) => method === "PATCH", refuse(400, "invalidValue")),
    "RFC7643-7-SCHEMA-HONEST members Group",
  ],
  [
    "service.groups.nested-removed",
    "with those who are in it",
    storing((members) => members.filter(({ value }) => String(value).startsWith("group"))),
    "RFC7644-3.5.2.2-FILTER-VALUE nested-removed",
  ],
  [
    "service.groups.user-beside-nested-removed",
    "with the Group",
    storing((members) => members.filter(({ value }) => !String(value).startsWith("group"))),
    "RFC7644-3.5.2.2-FILTER-VALUE user-beside-nested-removed",
  ],
  [
    "service.groups.removed-by-type",
    "all of them",
    rewriting((operation) =>
      typeless.test(String(operation["path"])) ? { ...operation, path: "members" } : undefined,
    ),
    "RFC7644-3.5.2.2-FILTER-SUBATTR removed-by-type",
  ],
  [
    "service.groups.indirect",
    "direct, all of them",
    groupOfUser((group) => ({ ...group, type: "direct" })),
    "RFC7643-4.1.2-GROUPS-FOLLOW type indirect",
  ],
  ["service.groups.renamed", "the first name", firstNames(), "RFC7643-4.1.2-GROUPS-FOLLOW display"],
  ...(["PUT", "PATCH"] as const).map(
    (method): FaultRow => [
      `service.groups.in-answer-to-${method.toLowerCase()}`,
      "only what was sent",
      when(is(method, /Users\/./u), body(drop("groups"))),
      `RFC7643-7-RET-DEFAULT groups ${method.toLowerCase()}`,
    ],
  ),
  [
    "service.groups.member-id-case",
    "case does not matter, though the schema says so",
    rewriting((operation) => ({ ...operation, path: String(operation["path"]).replace("USER", "user") })),
    "RFC7643-3.1-ID-CASE member removed",
  ],
  [
    "service.schema.immutable-patch",
    "changed",
    {
      ...immutableTaken,
      before: (request, service) => {
        const stored = service.resources.get(request.path.split("/")[2] ?? "");
        if (request.method !== "PATCH" || stored === undefined) return undefined;
        stored.value = { ...stored.value, badge: operationOf(request)["value"] };
        return answer(200, service.show(stored));
      },
    },
    "RFC7643-7-MUT-IMMUTABLE patch badge",
  ],
  [
    "service.schema.immutable-patch",
    "ignored",
    {
      ...immutableTaken,
      before: (request, service) =>
        request.method === "PATCH" ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
    },
    "RFC7644-3.5.2-MUT-COMPAT immutable badge",
  ],
  [
    "service.schema.immutable",
    "refused for being named",
    {
      ...immutableTaken,
      ...refusing(
        (request) => request.method === "PUT" && text(request).includes('"badge"'),
        refuse(400, "mutability"),
      ),
    },
    "RFC7644-3.5.1-IMMUTABLE-SAME badge",
  ],
  [
    "service.schema.required-removed-user",
    "removed",
    { attributes: [{ name: "title", required: true }] },
    "RFC7644-3.5.2.2-REQUIRED title",
  ],
  [
    "service.schema.required-removed-group",
    "claimed",
    {
      before: (request, service) =>
        request.method === "PATCH" && pathIn(request) === "displayName"
          ? service.strictly({ ...request, method: "GET", body: undefined })
          : undefined,
    },
    "RFC7644-3.5.2.2-REQUIRED displayName",
  ],
  ["service.extension.manager", "not kept", managerOf(() => undefined), "RFC7644-3.3-STORED manager"],
  [
    "service.extension.manager",
    "not replaced",
    {
      before: (request, service) =>
        request.method === "PUT" ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
    },
    "RFC7644-3.5.1-RW-REPLACED manager",
  ],
  [
    "service.extension.manager-patched",
    "a path to nothing",
    refusing((request) => pathIn(request).endsWith(":manager.value"), refuse(400, "invalidPath")),
    "RFC7644-3.10-URN-PATH manager.value",
  ],
  [
    "service.extension.manager-patched",
    "acknowledged",
    {
      before: (request, service) =>
        request.method === "PATCH" ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
    },
    "RFC7644-3.5.2.2-SINGLE manager removed",
  ],
  [
    "service.extension.manager-reference",
    "to nobody",
    managerOf((manager) => ({ ...manager, $ref: "../Users/nobody" })),
    "RFC7643-2.3.7-REF-GET manager.$ref",
  ],
];
