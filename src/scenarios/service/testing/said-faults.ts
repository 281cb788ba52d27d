import { attributeOf, isObject, type JsonObject } from "../../../scim/index.ts";
import { body, drop, is, when } from "./changes.ts";
import { attribute } from "./edit-faults.ts";
import { type FakeAnswer, type FakeOptions, ownUrn, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import { both, describing } from "./made-otherwise.ts";
import type { OddityRow } from "./oddities.ts";

const TYPES = ["User", "Group"] as const;
type Type = (typeof TYPES)[number];

const OWN: FakeOptions = { ownAttributes: [attribute("note")] };

/** The extensions that resource types name are others. */
const extending = (change: (all: readonly JsonObject[]) => readonly JsonObject[]): FakeOptions =>
  when(
    is("GET", /^\/ResourceTypes$/u),
    body((list) => ({
      ...list,
      Resources: (list["Resources"] as readonly JsonObject[]).map((type) =>
        Object.assign({}, type, { schemaExtensions: change(type["schemaExtensions"] as readonly JsonObject[]) }),
      ),
    })),
  );

const isOwn = ({ schema }: JsonObject): boolean => String(schema).startsWith("urn:example:own:");
const unnamed = both(
  OWN,
  extending((all) => all.filter((one) => !isOwn(one))),
);
const demanded = both(
  OWN,
  extending((all) => all.map((one) => ({ ...one, required: isOwn(one) }))),
);

/** A body that is sent is read as another one. */
const taking = (type: Type, change: (sent: JsonObject) => JsonObject): FakeOptions => ({
  before: (request, service) =>
    request.method === "POST" && request.path === `/${type}s`
      ? service.strictly({ ...request, body: JSON.stringify(change(JSON.parse(request.body ?? "{}") as JsonObject)) })
      : undefined,
});

const OWN_FLOOR: FakeOptions = { ownAttributes: [attribute("floor", { type: "integer" })] };

/** A floor of another type is refused. */
const floors = (type: Type): FakeOptions => ({
  ...OWN_FLOOR,
  before: ({ method, body: sent = "{}" }) => {
    if (method !== "POST") return undefined;
    const own = (JSON.parse(sent) as JsonObject)[ownUrn(type)];
    const floor = isObject(own) ? own["floor"] : undefined;
    return floor === undefined || Number.isInteger(floor) ? undefined : refuse(400, "invalidValue");
  },
});

const saying = (type: string): FakeOptions => describing(({ name }) => (name === "floor" ? { type } : {}));

const without = (urn: string, sent: JsonObject): JsonObject => ({
  ...drop(urn)(sent),
  schemas: (sent["schemas"] as readonly string[]).filter((one) => one !== urn),
});

const withOwn = (type: Type, sent: JsonObject): JsonObject =>
  isObject(attributeOf(sent, ownUrn(type)))
    ? sent
    : { ...sent, schemas: [...(sent["schemas"] as readonly string[]), ownUrn(type)], [ownUrn(type)]: { note: "none" } };

/** A PATCH is answered without the resource, and with such an ETag. */
const noContent = (etag: (one: FakeAnswer) => string | undefined): FakeOptions =>
  when(is("PATCH", /./u), (one) => {
    const headers = Object.fromEntries(Object.entries(one.headers).filter(([name]) => name !== "etag"));
    const tag = etag(one);
    return { status: 204, headers: tag === undefined ? headers : { ...headers, etag: tag }, body: undefined };
  });

const groupsOf = (user: JsonObject): readonly JsonObject[] => (user["groups"] ?? []) as readonly JsonObject[];
const showing = (change: (groups: readonly JsonObject[]) => readonly JsonObject[]): FakeOptions =>
  when(
    is("GET", /Users\/./u),
    body((user) => ({ ...user, groups: change(groupsOf(user)) })),
  );

/** What servers say of themselves and of what they have written, and is not so. */
export const SAID_FAULTS: readonly FaultRow[] = [
  [
    "service.groups.many",
    "the first five",
    showing((groups) => groups.slice(0, 5)),
    "RFC7643-4.1.2-GROUPS-FOLLOW many",
  ],
  ...TYPES.flatMap((type): readonly FaultRow[] => [
    [
      `service.schema.types-${type.toLowerCase()}`,
      "it takes a number, and its schema says text",
      both(floors(type), saying("string")),
      `RFC7643-7-SCHEMA-HONEST types ${type}`,
    ],
    [
      `service.schema.types-${type.toLowerCase()}`,
      "it shows text, and its schema says a number",
      both(
        OWN_FLOOR,
        when(
          is("GET", new RegExp(`^/${type}s/.`, "u")),
          body((one) => ({ ...one, [ownUrn(type)]: { floor: "1" } })),
        ),
      ),
      `RFC7643-7-SCHEMA-HONEST types ${type}`,
    ],
    [
      `service.schema.undeclared-extension-${type.toLowerCase()}`,
      "its type does not name it",
      unnamed,
      `RFC7643-3-SCHEMAS-DECLARED undeclared ${type}`,
    ],
    [
      `service.schema.required-extension-${type.toLowerCase()}`,
      "it may be left out",
      demanded,
      `RFC7643-6-EXTENSION-REQUIRED required ${type}`,
    ],
    [
      `service.versions.no-content-${type.toLowerCase()}`,
      "the version from before",
      noContent(() => 'W/"1"'),
      `RFC9110-15.3.5-METADATA no content ${type}`,
    ],
  ]),
];

/** Legal, however unusual, of the same. */
export const SAID_ODDITIES: readonly OddityRow[] = [
  [
    "service.groups.many",
    "none",
    showing(() => []),
    "not-applicable: the server does not show `groups` of a User who is in a Group",
  ],
  ["service.groups.many", "in another order", showing((groups) => groups.toReversed()), "passed"],
  ...TYPES.flatMap((type): readonly OddityRow[] => {
    const name = type.toLowerCase();
    const urn = ownUrn(type);
    return [
      [
        `service.schema.undeclared-extension-${name}`,
        "it is passed over",
        both(
          unnamed,
          taking(type, (sent) => without(ownUrn("Group"), without(ownUrn("User"), sent))),
        ),
        "passed",
      ],
      [
        `service.schema.undeclared-extension-${name}`,
        "it is refused",
        both(unnamed, {
          before: ({ method, body: sent = "" }) =>
            method === "POST" && sent.includes("urn:example:own") ? refuse(400, "invalidValue") : undefined,
        }),
        `not-applicable: values of ${ownUrn("Group")} are refused with 400`,
      ],
      [
        `service.schema.required-extension-${name}`,
        "who lacks it is refused",
        both(demanded, {
          before: ({ method, body: sent = "" }) =>
            method === "POST" && !sent.includes(`"${urn}"`) ? refuse(400, "invalidValue") : undefined,
        }),
        "passed",
      ],
      [
        `service.schema.required-extension-${name}`,
        "it is filled in",
        both(
          demanded,
          taking(type, (sent) => withOwn(type, sent)),
        ),
        "passed",
      ],
      [
        `service.versions.no-content-${name}`,
        "the version after",
        noContent(({ headers }) => headers["etag"]),
        "passed",
      ],
      [
        `service.versions.no-content-${name}`,
        "none",
        noContent(() => undefined),
        "not-applicable: the 204 to a PATCH shows no ETag, as it need not",
      ],
      [
        `service.versions.no-content-${name}`,
        "one that something of the server's own has overtaken",
        noContent(() => 'W/"1.5"'),
        "passed",
      ],
    ];
  }),
];
