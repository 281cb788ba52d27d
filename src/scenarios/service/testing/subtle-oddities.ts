import type { JsonObject } from "../../../scim/index.ts";
import { body, is, when } from "./changes.ts";
import { answer, type FakeAnswer, type FakeOptions, type FakeRequest, refuse } from "./fake-service.ts";
import { both, describing, flattened } from "./made-otherwise.ts";
import type { OddityRow } from "./oddities.ts";

const users = (change: (user: JsonObject) => JsonObject): FakeOptions => when(is("GET", /Users\/./u), body(change));

const located = (where: (user: JsonObject) => string): FakeOptions =>
  users((user) => ({ ...user, meta: { ...(user["meta"] as JsonObject), location: where(user) } }));

const idOf = (user: JsonObject): string => String(user["id"]);

const refusing = (holds: (request: FakeRequest) => boolean, refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (holds(request) ? refusal : undefined),
});
const sends =
  (word: string) =>
  ({ body: sent = "" }: FakeRequest): boolean =>
    sent.includes(word);
const patches = ({ method }: FakeRequest): boolean => method === "PATCH";

const TOO_MANY = "inconclusive: the server allows no more requests for now: lower --rate or --concurrency";
const EXPIRED = "inconclusive: the credential was refused in the middle of the run: has it expired?";
const NOT_OFFERED = (status: number): string => `not-applicable: PATCH is not offered there: it was answered ${status}`;

/** Scenarios that see something refused, of which a refusal of anything tells nothing; what they need, and what is removed. */
const REFUSALS: readonly (readonly [scenario: string, fake: FakeOptions])[] = [
  ["service.schema.required-removed-group", {}],
  ["service.schema.immutable-patch", { attributes: [{ name: "badge", mutability: "immutable" }] }],
  ["service.groups.member-id-case", {}],
];

const requiredDepartment: FakeOptions = describing((entry) =>
  entry["name"] === "department" ? { required: true } : {},
);

/** Legal, though near to what is wrong; and answers from which nothing can be told. */
export const SUBTLE_ODDITIES: readonly OddityRow[] = [
  ["service.groups.references", "a location from the base URL", located((user) => `/Users/${idOf(user)}`), "passed"],
  ["service.groups.references", "a location from the resource", located((user) => `../Users/${idOf(user)}`), "passed"],
  [
    "service.groups.references",
    "a gateway has another prefix than the locations behind it",
    located((user) => `https://fake.example/inside/v2/Users/${idOf(user)}`),
    "passed",
  ],
  [
    "service.groups.references",
    "ids are written with escapes",
    {
      after: (request, one) =>
        is("GET", /(?:Users|Groups)\/./u)(request)
          ? { ...one, body: JSON.stringify(one.body).replaceAll("-0000", "\\u002d0000") }
          : one,
    },
    "passed",
  ],
  [
    "service.schema.default",
    "a part of the name that is not described is not kept",
    both(
      describing((entry) => (entry["name"] === "givenName" ? undefined : {})),
      users((user) => ({ ...user, name: { familyName: (user["name"] as JsonObject)["familyName"] } })),
    ),
    "passed",
  ],
  [
    "service.schema.read-only",
    "addresses follow from the userName",
    {
      attributes: [{ name: "emails", mutability: "readOnly" }],
      ...users((user) => ({ ...user, emails: [{ value: user["userName"] }] })),
    },
    "passed",
  ],
  [
    "service.schema.read-only",
    "a flag that is always true",
    {
      attributes: [{ name: "vip", type: "boolean", mutability: "readOnly" }],
      ...users((user) => ({ ...user, vip: true })),
    },
    "passed",
  ],
  [
    "service.schema.read-only",
    "a number that is always one",
    {
      attributes: [{ name: "logins", type: "integer", mutability: "readOnly" }],
      ...users((user) => ({ ...user, logins: 1 })),
    },
    "passed",
  ],
  [
    "service.schema.read-only",
    "there is but one value",
    {
      attributes: [{ name: "realm", mutability: "readOnly", canonicalValues: ["main"] }],
      ...users((user) => ({ ...user, realm: "main" })),
    },
    "not-applicable: nothing could be made of groups, realm to see it by",
  ],
  [
    "service.schema.required-removed-user",
    "of an extension that a User may be without",
    requiredDepartment,
    "not-applicable: the server describes no attribute of a User that is required and can be written, in no extension that may be left out but schemas (which nothing tests) and userName (which patch.user.required.remove tests)",
  ],
  [
    "service.schema.required",
    "of an extension that a User may be without",
    requiredDepartment,
    "not-applicable: the server describes no attribute of a User that is required, in no extension that may be left out but schemas (which service.create.schemas-missing tests) and userName (which service.create.user-name-missing tests)",
  ],
  ...REFUSALS.flatMap(([scenario, fake]): readonly OddityRow[] => [
    [scenario, "429", { ...fake, ...refusing(patches, refuse(429)) }, TOO_MANY],
    [scenario, "401", { ...fake, ...refusing(patches, refuse(401)) }, EXPIRED],
    [scenario, "405", { ...fake, ...refusing(patches, refuse(405)) }, NOT_OFFERED(405)],
    [scenario, "501", { ...fake, ...refusing(patches, refuse(501)) }, NOT_OFFERED(501)],
  ]),
  [
    "service.schema.required-removed-group",
    "any PATCH is refused",
    refusing(patches, refuse(403)),
    "blocked: any PATCH is refused: one of `displayName` was answered 403",
  ],
  [
    "service.schema.required-removed-group",
    "PATCH is acknowledged, and never done",
    {
      before: (request, service) =>
        sends('"remove"')(request)
          ? refuse(400)
          : patches(request)
            ? service.strictly({ ...request, method: "GET", body: undefined })
            : undefined,
    },
    "blocked: a PATCH of `displayName` was acknowledged and not carried out",
  ],
  [
    "service.schema.immutable-patch",
    "any PATCH is refused",
    { attributes: [{ name: "badge", mutability: "immutable" }], ...refusing(patches, refuse(403)) },
    "blocked: any PATCH is refused: one of `displayName` was answered 403",
  ],
  [
    "service.schema.immutable-patch",
    "refused, as it must be",
    {
      attributes: [{ name: "badge", mutability: "immutable" }],
      ...refusing((request) => patches(request) && sends("badge")(request), refuse(400, "mutability")),
    },
    "passed",
  ],
  [
    "service.groups.member-id-case",
    "any PATCH is refused",
    refusing(patches, refuse(403)),
    "blocked: a member is not removed by its own id either (403)",
  ],
  [
    "service.groups.member-id-case",
    "404 for a member who is not there",
    refusing((request) => patches(request) && sends("USER")(request), refuse(404)),
    "passed",
  ],
  ...(["PUT", "PATCH"] as const).flatMap((method): readonly OddityRow[] => {
    const scenario = `service.versions.stale-list-${method.toLowerCase()}`;
    const writes = (request: FakeRequest): boolean => request.method === method;
    const conditional = (request: FakeRequest): boolean => writes(request) && "if-match" in request.headers;
    return [
      [
        scenario,
        "every write is refused",
        refusing(writes, refuse(403)),
        `blocked: a ${method} without a condition is not carried out (403)`,
      ],
      [scenario, "429", refusing(conditional, refuse(429)), TOO_MANY],
      [scenario, "401", refusing(conditional, refuse(401)), EXPIRED],
      [scenario, "500", refusing(conditional, refuse(500)), `inconclusive: the ${method} was answered 500`],
    ];
  }),
  ...[[401, EXPIRED] as const, [429, TOO_MANY] as const, [500, "inconclusive: the read was answered 500"] as const].map(
    ([status, outcome]): OddityRow => [
      "service.read.user-of-other-type",
      String(status),
      refusing(({ path }) => path.startsWith("/Users/group"), refuse(status)),
      outcome,
    ],
  ),
  [
    "service.read.group-of-other-type",
    "a Group has the same id",
    {
      before: ({ method, path }) =>
        method === "GET" && path.startsWith("/Groups/user")
          ? answer(200, { id: path.split("/")[2], displayName: "others" })
          : undefined,
    },
    "not-applicable: a Group has the same id as the User",
  ],
  [
    "service.extension.manager",
    "the manager is returned on request",
    describing((entry) => (entry["name"] === "manager" ? { returned: "request" } : {})),
    "not-applicable: the server's own schema has no `manager` that is returned by default",
  ],
  [
    "service.extension.manager",
    "a department is not described, and refused",
    both(
      describing((entry) => (entry["name"] === "department" ? undefined : {})),
      refusing(sends('"department"'), refuse(400, "invalidValue")),
    ),
    "passed",
  ],
  [
    "service.extension.manager-patched",
    "nobody changes a manager by PATCH",
    refusing(patches, refuse(403)),
    "not-applicable: every PATCH of the manager is refused, as it may be",
  ],
  ...["nested-added", "nested-removed", "removed-by-type"].map(
    (name): OddityRow => [`service.groups.${name}`, "Groups in Groups are shown flat", flattened, "passed"],
  ),
  [
    "service.groups.user-beside-nested-removed",
    "Groups in Groups are shown flat",
    flattened,
    "not-applicable: the server shows who is in a Group in a Group as a member of the outer one as well",
  ],
  [
    "service.create.version-segment",
    "an address without the version leads to the User as well",
    {
      ...located((user) => `https://fake.example/scim/Users/${idOf(user)}`),
      before: (request, service) =>
        request.path.startsWith("/scim/Users/")
          ? service.strictly({ ...request, path: request.path.slice("/scim".length) })
          : undefined,
    },
    "passed",
  ],
  [
    "service.create.version-segment",
    "the public address of a server behind a gateway",
    located((user) => `https://scim.example/Users/${idOf(user)}`),
    "not-applicable: the server shows no `meta.location` of a User at the address that is tested",
  ],
  [
    "service.create.version-segment",
    "another base on the same host",
    located((user) => `https://fake.example/inner/Users/${idOf(user)}`),
    "not-applicable: `meta.location` has another base than the one given, as behind a gateway",
  ],
  ["service.create.version-segment", "a relative address", located((user) => `/scim/V2/Users/${idOf(user)}`), "passed"],
  [
    "service.schema.integers",
    "no integer at all",
    {
      before: ({ method, path }) =>
        method === "GET" && /^\/(?:Users|ServiceP)[^/]*$/u.test(path) ? refuse(403) : undefined,
    },
    "not-applicable: the server shows no integer",
  ],
  [
    "service.schema.integers",
    "a fraction is refused, and a decimal of the same name has one",
    {
      attributes: [
        { name: "floor", type: "integer", mutability: "readOnly" },
        { name: "rooms", type: "complex", subAttributes: [{ name: "floor", type: "decimal" } as never] },
      ],
      ...users((user) => ({ ...user, floor: 1, rooms: { floor: 1.5 } })),
    },
    "passed",
  ],
  [
    "service.schema.integers",
    "a text that quotes JSON",
    {
      attributes: [{ name: "floor", type: "integer", mutability: "readOnly" }],
      ...users((user) => ({ ...user, floor: 1, title: '"floor": 1.5' })),
    },
    "passed",
  ],
];
