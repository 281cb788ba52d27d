import { type AttributeSchema, isObject } from "../../../scim/index.ts";
import { body, drop, is, when } from "./changes.ts";
import { answer, type FakeOptions, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import type { OddityRow } from "./oddities.ts";

/** A fake whose own schema has an attribute of a Group. */
const groupsWith = (attribute: Partial<AttributeSchema>, more: FakeOptions = {}): FakeOptions => ({
  groupAttributes: [{ name: "region", ...attribute }],
  ...more,
});

const shownWithout = when(is("GET", /Groups\/./u), body(drop("region")));
const immutable = { mutability: "immutable" } as const;

/** What is wrong with what a server says of its Groups. */
export const GROUP_SCHEMA_FAULTS: readonly FaultRow[] = [
  ["service.schema.read-only-group", "taken", groupsWith({ mutability: "readOnly" }), "RFC7643-7-MUT-RO region"],
  ["service.schema.required-group", "not missed", groupsWith({ required: true }), "RFC7643-7-SCHEMA-HONEST region"],
  ["service.schema.never-group", "shown", groupsWith({ returned: "never" }), "RFC7643-7-RET-NEVER region"],
  ["service.schema.request-group", "unasked", groupsWith({ returned: "request" }), "RFC7643-7-RET-REQUEST region"],
  [
    "service.schema.request-group",
    "members are shown unasked",
    { groupAttributes: [{ name: "members", returned: "request" }] },
    "RFC7643-7-RET-REQUEST members",
  ],
  [
    "service.schema.request-group",
    "not in the answer to who sent it",
    groupsWith(
      { returned: "request" },
      {
        after: (request, one) =>
          request.query["attributes"] === undefined && isObject(one.body) && /Groups/u.test(request.path)
            ? { ...one, body: drop("region")(one.body) }
            : one,
      },
    ),
    "RFC7643-7-RET-REQUEST region",
  ],
  ["service.schema.always-group", "left out", groupsWith({ returned: "always" }), "RFC7643-7-RET-ALWAYS region"],
  [
    "service.schema.always-group",
    "left out where a read says so",
    {
      groupAttributes: [{ name: "displayName", returned: "always" }],
      after: (request, one, service) => {
        const stored = service.resources.get(request.path.split("/")[2] ?? "");
        if (request.method !== "GET" || stored === undefined || request.query["attributes"] === undefined) return one;
        return { ...one, body: { ...(one.body as object), displayName: stored.value["displayName"] } };
      },
    },
    "RFC7643-7-RET-ALWAYS displayName",
  ],
  [
    "service.schema.always-group",
    "the name is left out",
    { groupAttributes: [{ name: "displayName", returned: "always" }] },
    "RFC7643-7-RET-ALWAYS displayName",
  ],
  ["service.schema.default-group", "lost", groupsWith({}, shownWithout), "RFC7643-7-RET-DEFAULT region"],
  ["service.schema.immutable-group", "changed", groupsWith(immutable), "RFC7643-7-MUT-IMMUTABLE region"],
  [
    "service.schema.immutable-patch-group",
    "changed",
    groupsWith(immutable, {
      before: (request, service) => {
        const stored = service.resources.get(request.path.split("/")[2] ?? "");
        if (request.method !== "PATCH" || stored === undefined) return undefined;
        stored.value = { ...stored.value, region: "another" };
        return answer(200, service.show(stored));
      },
    }),
    "RFC7643-7-MUT-IMMUTABLE patch region",
  ],
  [
    "service.schema.immutable-unset-group",
    "never set",
    groupsWith(immutable, {
      before: ({ method, body: sent = "" }) =>
        method === "PUT" && sent.includes('"region"') ? refuse(400) : undefined,
    }),
    "RFC7644-3.5.1-IMMUTABLE-UNSET region",
  ],
  ["service.schema.unique-group", "taken", groupsWith({ uniqueness: "server" }), "RFC7643-7-UNIQ-SERVER region"],
];

const refusesPost = (holds: (sent: string) => boolean): FakeOptions => ({
  before: ({ method, body: sent = "" }) => (method === "POST" && holds(sent) ? refuse(400) : undefined),
});

/** Legal, however unusual, in what a server says of its Groups. */
export const GROUP_SCHEMA_ODDITIES: readonly OddityRow[] = [
  [
    "service.schema.always-group",
    "projections are refused",
    groupsWith(
      { returned: "always" },
      { before: ({ query }) => (query["attributes"] === undefined ? undefined : refuse(400)) },
    ),
    "not-applicable: nothing could be made of region to see it by",
  ],
  [
    "service.schema.always-group",
    "the name is always shown, and what no Group has is refused in a projection",
    {
      groupAttributes: [{ name: "displayName", returned: "always" }],
      before: ({ query }) => (query["attributes"] === "externalId" ? refuse(400) : undefined),
      after: (request, one, service) => {
        const stored = service.resources.get(request.path.split("/")[2] ?? "");
        if (request.method !== "GET" || stored === undefined) return one;
        return { ...one, body: { ...(one.body as object), displayName: stored.value["displayName"] } };
      },
    },
    "passed",
  ],
  ["service.schema.read-only-group", "ignored", groupsWith({ mutability: "readOnly" }, shownWithout), "passed"],
  [
    "service.schema.required-group",
    "missed",
    groupsWith(
      { required: true },
      refusesPost((sent) => !sent.includes('"region"')),
    ),
    "passed",
  ],
  [
    "service.schema.unique-group",
    "no value is taken at all",
    groupsWith(
      { uniqueness: "server" },
      refusesPost((sent) => sent.includes('"region"')),
    ),
    "not-applicable: nothing could be made of region to see it by",
  ],
  [
    "service.schema.put-again-group",
    "an extension that may be left out requires one of its attributes",
    {
      groupExtension: {
        urn: "urn:example:scim:schemas:team:1.0:Group",
        attributes: [{ name: "code", required: true, mutability: "immutable" }, { name: "note" }],
      },
      ...refusesPost((sent) => sent.includes('"note"') && !sent.includes('"code"')),
    },
    "passed",
  ],
  [
    "service.schema.default-group",
    "members of another sort than a body has are not described",
    { groupAttributes: [{ name: "members", type: "string", multiValued: true, mutability: "readOnly" }] },
    "passed",
  ],
];
