import type { JsonObject } from "../../../scim/index.ts";
import { body, drop, is, when, without } from "./changes.ts";
import { type FakeOptions, type FakeRequest, refuse } from "./fake-service.ts";
import type { OddityRow } from "./oddities.ts";

const isUsers = ({ path }: FakeRequest): boolean => path.startsWith("/Users");

/** `displayName` is made of the name, whatever was sent: the server is free to alter it (RFC 7644 section 3.3). */
const derived: FakeOptions = when(
  isUsers,
  body((value) =>
    Array.isArray(value["Resources"])
      ? { ...value, Resources: (value["Resources"] as JsonObject[]).map(renamed) }
      : renamed(value),
  ),
);

function renamed(user: JsonObject): JsonObject {
  const { givenName, familyName } = (user["name"] ?? {}) as Readonly<Record<string, string>>;
  return givenName === undefined ? user : { ...user, displayName: `${givenName} ${familyName ?? ""}` };
}

/** `displayName` is the `userName`, whatever was sent. */
const called: FakeOptions = when(
  is("GET", /Users\/./u),
  body((user) => ({ ...user, displayName: user["userName"] })),
);

/** Whatever is refused is refused with a word that the RFC does not have; whether such may be is another check's matter. */
const ownKeyword: FakeOptions = { after: (_, one) => (one.status === 400 ? refuse(400, "unparseableRequest") : one) };

/** Groups are made empty, whoever was sent. */
const emptied: FakeOptions = {
  before: (request, service) =>
    request.method === "POST" && request.path === "/Groups"
      ? service.strictly({ ...request, body: JSON.stringify(drop("members")(JSON.parse(request.body ?? "{}"))) })
      : undefined,
};

/** PATCH has no operation but the ones that clients live by. */
const fewOperations: FakeOptions = {
  before: ({ method, body: text }) =>
    method === "PATCH" && (text ?? "").includes("displayName") ? refuse(501) : undefined,
};

/** No read is of a part. */
const whole: FakeOptions = {
  before: (request, service) =>
    request.method === "GET" ? service.strictly({ ...request, query: without(request, "attributes") }) : undefined,
};

/** Servers that keep something else than they were sent, which one scenario tells, and no other may hold against them. */
export const ALTERED_ODDITIES: readonly OddityRow[] = [
  ...["service.create.malformed", "service.create.user-name-missing", "service.filter.malformed"].map(
    (scenario): OddityRow => [scenario, "a keyword of its own says what is wrong", ownKeyword, "passed"],
  ),
  ["service.credentials.write", "another `displayName` is shown than was sent", derived, "passed"],
  ["service.delete.user", "another `displayName` is shown than was sent", derived, "passed"],
  ["service.create.duplicate", "another `displayName` is shown than was sent", derived, "passed"],
  ["service.create.unicode", "`displayName` is made of the name", derived, "passed"],
  [
    "service.create.unicode",
    "`displayName` is made of the `userName`",
    called,
    "not-applicable: the server shows another `displayName` than was sent, in any script",
  ],
  [
    "service.filter.display-name",
    "another `displayName` is shown than was sent",
    derived,
    "not-applicable: the server shows another `displayName` than a User was made with",
  ],
  [
    "service.groups.nested-added",
    "Groups are made empty",
    emptied,
    "blocked: the Group does not show the member that it was made with",
  ],
  ["service.update.patch-user", "PATCH disables a User, and does nothing else", fewOperations, "passed"],
  ["service.update.patch-group", "PATCH adds members, and does nothing else", fewOperations, "passed"],
  ...["attributes-case", "attributes-urn"].map(
    (name): OddityRow => [
      `service.read.${name}`,
      "`attributes` is passed over, however it is written",
      whole,
      "blocked: the server does not heed `attributes=userName`, which others judge",
    ],
  ),
];
