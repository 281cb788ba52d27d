import type { JsonObject } from "../../../scim/index.ts";
import { body, drop, is, when } from "./changes.ts";
import { type FakeOptions, type FakeRequest, refuse } from "./fake-service.ts";
import { both, describing, flattened } from "./made-otherwise.ts";
import type { OddityRow } from "./oddities.ts";

const refusing = (holds: (request: FakeRequest) => boolean, answer: ReturnType<typeof refuse>): FakeOptions => ({
  before: (request) => (holds(request) ? answer : undefined),
});
const filterIn = ({ query }: FakeRequest): string => query["filter"] ?? "";
const idIn = ({ path }: FakeRequest): string => path.split("/")[2] ?? "";

/** Who was deleted stays listed in the Groups that it was in. */
function dangling(): FakeOptions {
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (request.method !== "DELETE" || stored === undefined) return undefined;
      service.resources.delete(stored.id);
      return { status: 204, headers: {}, body: undefined };
    },
  };
}

/** Names of what was deleted are not given again. */
function reserving(name: "userName" | "displayName"): FakeOptions {
  const gone = new Set<unknown>();
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (request.method === "DELETE" && stored !== undefined) gone.add(stored.value[name]);
      const sent = request.method === "POST" ? (JSON.parse(request.body ?? "{}") as JsonObject)[name] : undefined;
      return sent !== undefined && gone.has(sent) ? refuse(409, "uniqueness") : undefined;
    },
  };
}

/** Users get a title of the server's where they are sent none. */
const withTitle: FakeOptions = when(
  is("GET", /Users\/./u),
  body((user) => ({ title: "Employee", ...user })),
);

/** Legal, however unusual: of what comes after something was deleted, made again, renamed or emptied. */
export const CHANGE_ODDITIES: readonly OddityRow[] = [
  ["service.delete.member-then-put", "who is gone stays listed until a PUT", dangling(), "passed"],
  ["service.delete.member-then-patch", "who is gone stays listed", dangling(), "passed"],
  [
    "service.delete.member-then-put",
    "a member cannot be deleted",
    refusing(({ method }) => method === "DELETE", refuse(409)),
    "not-applicable: the DELETE of a member is refused with 409",
  ],
  ...["service.delete.member-then-patch", "service.delete.nested-group"].map(
    (scenario): OddityRow => [
      scenario,
      "members are shown on request",
      when(
        (request) => is("GET", /Groups\/./u)(request) && request.query["attributes"] === undefined,
        body(drop("members")),
      ),
      "passed",
    ],
  ),
  ["service.delete.user-made-again", "a title that all have who are sent none", withTitle, "passed"],
  [
    "service.delete.user-made-again",
    "the name is not given again",
    reserving("userName"),
    "not-applicable: a User with the name of one that was deleted is answered 409",
  ],
  [
    "service.delete.group-made-again",
    "the name is not given again",
    reserving("displayName"),
    "not-applicable: a Group with the name of one that was deleted is answered 409",
  ],
  ...(["put", "patch"] as const).flatMap((method): readonly OddityRow[] => [
    [
      `service.filter.user-name-after-${method}`,
      "a userName is for good",
      refusing((request) => request.method === method.toUpperCase(), refuse(400, "mutability")),
      `not-applicable: another \`userName\` by ${method.toUpperCase()} is answered 400`,
    ],
    [
      `service.filter.member-value-after-${method}`,
      "no filters on members",
      refusing((request) => filterIn(request).startsWith("members"), refuse(400, "invalidFilter")),
      "not-applicable: the server does not support this filter (400 invalidFilter)",
    ],
    [
      `service.filter.member-after-${method}`,
      "a name of a list alone finds nothing",
      {
        before: (request, service) =>
          filterIn(request).startsWith("members eq")
            ? service.strictly({ ...request, query: { filter: 'id eq "nothing"' } })
            : undefined,
      },
      "not-applicable: the server finds no Group by `members`",
    ],
  ]),
  [
    "service.filter.user-name-after-put",
    "a name that was given once is not given again",
    refusing(({ method, body: sent = "" }) => method === "POST" && sent.includes('"x-sp-later"'), refuse(409)),
    "passed",
  ],
  [
    "service.list.paging",
    "itemsPerPage where everybody is shown is left out",
    when(({ query }) => query["count"] !== undefined, body(drop("itemsPerPage"))),
    "passed",
  ],
  ["service.groups.nested-replaced-by-patch", "Groups in Groups are shown flat", both({}, flattened), "passed"],
  ["service.groups.nested-replaced-by-put", "Groups in Groups are shown flat", both({}, flattened), "passed"],
  [
    "service.groups.nested-emptied-by-put",
    "no Group is without members",
    refusing(({ method }) => method === "PUT", refuse(400, "invalidValue")),
    "not-applicable: the PUT was refused with 400",
  ],
  [
    "service.groups.nested-emptied-by-patch",
    "no Group is without members",
    refusing(({ method }) => method === "PATCH", refuse(400, "invalidValue")),
    "not-applicable: the PATCH was refused with 400",
  ],
  [
    "service.groups.nested-replaced-by-put",
    "a Group as a member is refused",
    refusing(
      ({ method, body: sent = "" }) => method === "POST" && sent.includes('"value":"group'),
      refuse(400, "invalidValue"),
    ),
    "not-applicable: a Group as a member of a Group is refused with 400",
  ],
  [
    "service.versions.list-put",
    "weak tags are never the current one, in a list as alone",
    refusing(({ headers }) => headers["if-match"]?.includes("W/") === true, refuse(412)),
    "not-applicable: the server takes no weak tag in If-Match, as another scenario tells",
  ],
  ...(["put", "patch"] as const).map(
    (method): OddityRow => [
      `service.groups.nested-kept-by-${method}`,
      "Groups in Groups are shown flat",
      both({}, flattened),
      "passed",
    ],
  ),
  [
    "service.delete.nested-group",
    "a Group that is in another one cannot be deleted",
    refusing(({ method }) => method === "DELETE", refuse(409)),
    "not-applicable: the DELETE of a Group in a Group is refused with 409",
  ],
  ["service.delete.nested-group", "a Group that is gone stays listed", dangling(), "passed"],
  [
    "service.list.as-read-group",
    "members are shown on request, as the schema says",
    both(
      describing((entry) => (entry["name"] === "members" ? { returned: "request" } : {})),
      when(
        is("GET", /^\/Groups$/u),
        body((list) => ({ ...list, Resources: (list["Resources"] as JsonObject[]).map(drop("members")) })),
      ),
    ),
    "passed",
  ],
  [
    "service.list.as-read-user",
    "an empty list for what is unassigned",
    when(
      is("GET", /^\/Users\/./u),
      body((user) => ({ roles: [], nickName: null, ...user })),
    ),
    "passed",
  ],
  [
    "service.versions.stale-extension",
    "the server has no extension",
    describing((entry) => (entry["name"] === "department" ? undefined : {})),
    "not-applicable: the server's own schema has no `department` of the enterprise extension",
  ],
  [
    "service.versions.on-put",
    "meta.version without quotes",
    when(
      ({ path }) => /^\/Users\/./u.test(path),
      body((user) => ({ ...user, meta: { ...(user["meta"] as JsonObject), version: "W/2" } })),
    ),
    "passed",
  ],
];
