import { type AttributeSchema, isObject, type JsonObject } from "../../../scim/index.ts";
import { type FakeOptions, type FakeRequest, ownUrn, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import type { OddityRow } from "./oddities.ts";

/** An attribute of text that a client writes and a read shows, but for what is said of it. */
export const attribute = (name: string, more: Partial<AttributeSchema> = {}): AttributeSchema => ({
  name,
  type: "string",
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  ...more,
});

/** One attribute of each sort, in an extension that no RFC has. */
const OWN: readonly AttributeSchema[] = [
  attribute("note"),
  attribute("frozen", { type: "boolean" }),
  attribute("budget", { type: "integer" }),
  attribute("labels", { multiValued: true }),
  attribute("approver", { type: "complex", subAttributes: [attribute("name"), attribute("mail")] }),
  attribute("contacts", {
    type: "complex",
    multiValued: true,
    subAttributes: [attribute("value"), attribute("kind"), attribute("primary", { type: "boolean" })],
  }),
];

type Type = "User" | "Group";
const having = (more: FakeOptions = {}): FakeOptions => ({ ownAttributes: OWN, ...more });

/** A write that meets this is acknowledged, and nothing is done. */
const ignoring = (holds: (sent: string, request: FakeRequest) => boolean): FakeOptions =>
  having({
    before: (request, service) =>
      ["PATCH", "PUT"].includes(request.method) && holds(request.body ?? "", request)
        ? service.strictly({ ...request, method: "GET", body: undefined })
        : undefined,
  });

/** The operations of a PATCH are taken as others. */
const taking = (change: (operation: JsonObject) => JsonObject): FakeOptions =>
  having({
    before: (request, service) => {
      if (request.method !== "PATCH") return undefined;
      const message = JSON.parse(request.body ?? "{}") as { readonly Operations?: readonly JsonObject[] };
      const body = JSON.stringify({ ...message, Operations: message.Operations?.map(change) });
      return service.strictly({ ...request, body });
    },
  });

/** A write that meets this is refused. */
const refusing = (holds: (sent: string, request: FakeRequest) => boolean): FakeOptions =>
  having({
    before: (request) =>
      ["PATCH", "PUT"].includes(request.method) && holds(request.body ?? "", request) ? refuse(400) : undefined,
  });

/** A write is refused, and carried out. */
const refusedAndDone: FakeOptions = having({
  after: ({ method }, one) => (["PATCH", "PUT"].includes(method) ? refuse(400) : one),
});

/** What the own extension of everybody is turned into by each write. */
const turning = (change: (extension: JsonObject) => JsonObject, method = "PATCH"): FakeOptions =>
  having({
    after: (request, one, service) => {
      if (request.method !== method) return one;
      for (const stored of service.resources.values()) {
        const extension = stored.value[ownUrn(stored.type)];
        if (isObject(extension)) stored.value = { ...stored.value, [ownUrn(stored.type)]: change(extension) };
      }
      return one;
    },
  });

const path = (type: Type, name: string): string => `${ownUrn(type)}:${name}`;
const lists = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? (value as readonly JsonObject[]) : []);

/** Every entry of `contacts` gets the first part of the last one. */
const allAlike = turning((extension) => {
  const contacts = lists(extension["contacts"]);
  const value = contacts[0]?.["value"];
  return { ...extension, contacts: contacts.map((contact) => Object.assign({}, contact, { value })) };
});

const allPrimary = turning((extension) => ({
  ...extension,
  contacts: lists(extension["contacts"]).map((contact) => Object.assign({}, contact, { primary: true })),
}));

const withoutFilter = taking(({ path: at, ...rest }) => ({ ...rest, path: String(at).replace(/\[.*\]/u, "") }));
const as = (op: string): FakeOptions => taking((operation) => ({ ...operation, op }));
const wiping = turning(({ approver, ...rest }) =>
  isObject(approver) ? { ...rest, approver: { name: approver["name"] } } : rest,
);
const always = (): boolean => true;

/** An edit is acknowledged without a body. */
const silent: FakeOptions = having({
  after: ({ method }, one) =>
    method === "PATCH" && one.status === 200 ? { ...one, status: 204, body: undefined } : one,
});

const ROWS: readonly (readonly [kind: string, what: string, fake: FakeOptions, requirement: string, said: string])[] = [
  ["patched-added", "nothing is done", ignoring(always), "RFC7644-3.5.2.1-NEW", "add NOTE"],
  ["patched-added", "refused, and done", refusedAndDone, "RFC7644-3.12-REFUSED-UNCHANGED", "add NOTE"],
  ["patched-replaced", "nothing is done", ignoring(always), "RFC7644-3.5.2.3-SINGLE", "replace NOTE"],
  [
    "patched-replaced",
    "zero is nothing",
    ignoring((sent) => sent.includes(":0}")),
    "RFC7644-3.5.2.3-SINGLE",
    "replace by zero BUDGET",
  ],
  [
    "patched-replaced",
    "false is nothing",
    ignoring((sent) => sent.includes(":false")),
    "RFC7644-3.5.2.3-SINGLE",
    "replace FROZEN",
  ],
  ["patched-removed", "nothing is done", ignoring(always), "RFC7644-3.5.2.2-SINGLE", "remove NOTE"],
  ["patched-removed", "nothing is done, of a list", ignoring(always), "RFC7644-3.5.2.2-MULTI-ALL", "remove LABELS"],
  [
    "patched-without-path",
    "nothing is done",
    ignoring(always),
    "RFC7644-3.5.2.3-NO-PATH",
    "replace without a path NOTE",
  ],
  [
    "patched-full-name",
    "nothing is done",
    ignoring(always),
    "RFC7644-3.10-URN-PATH",
    "replace without a path, by its whole name, NOTE",
  ],
  ["patched-list-added", "the list is replaced", as("replace"), "RFC7644-3.5.2.1-MULTI-APPEND", "add to LABELS"],
  ["patched-list-replaced", "the list grows", as("add"), "RFC7644-3.5.2.3-MULTI-ALL", "replace LABELS"],
  ["patched-entry-removed", "all go", withoutFilter, "RFC7644-3.5.2.2-FILTER-VALUE", "remove one entry of LABELS"],
  [
    "patched-entry-removed",
    "nothing is done",
    ignoring(always),
    "RFC7644-3.5.2.2-FILTER-VALUE",
    "remove one entry of CONTACTS",
  ],
  [
    "patched-entry-part",
    "all are changed",
    allAlike,
    "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
    "replace a part of one entry of CONTACTS",
  ],
  ["patched-part", "nothing is done", ignoring(always), "RFC7644-3.5.2.3-SINGLE", "replace a part of APPROVER"],
  ["patched-complex", "the rest is lost", wiping, "RFC7644-3.5.2.3-COMPLEX-MERGE", "replace by a part APPROVER"],
  ["patched-primary", "both are", allPrimary, "RFC7644-3.5.2-PRIMARY-RESET", "add a primary entry to CONTACTS"],
  ["put-again", "nothing is done", ignoring(always), "RFC7644-3.5.1-RW-REPLACED", "replace NOTE"],
  [
    "put-again",
    "the list grows",
    turning(({ labels, ...rest }) => ({ ...rest, labels: [...lists(labels), "kept"] }), "PUT"),
    "RFC7644-3.5.1-RW-REPLACED",
    "replace LABELS",
  ],
];

const TYPES = ["User", "Group"] as const;

/** Edits of what is of the server's own that go wrong. */
export const EDIT_FAULTS: readonly FaultRow[] = TYPES.flatMap((type) =>
  ROWS.map(([kind, what, fake, requirement, said]): FaultRow => {
    const invariant = said.replace(/[A-Z]+$/u, (name) => path(type, name.toLowerCase()));
    return [`service.schema.${kind}-${type.toLowerCase()}`, what, fake, `${requirement} ${invariant}`];
  }),
);

const KINDS = [...new Set(ROWS.map(([kind]) => kind))];
/** Some values are kept in capitals, in whatever way they come. */
const altered: FakeOptions = having({
  before: (request, service) =>
    request.body?.includes("-other-") === true
      ? service.strictly({ ...request, body: request.body.replaceAll("-other-", "-OTHER-") })
      : undefined,
});

/** `frozen` has a value always. */
const neverUnset: FakeOptions = having({
  after: ({ method, path: at }, one) => {
    const [, collection = "", id] = at.split("/");
    if (method !== "GET" || id === undefined || one.status !== 200 || !isObject(one.body)) return one;
    const urn = ownUrn(collection === "Users" ? "User" : "Group");
    const extension = one.body[urn];
    return { ...one, body: { ...one.body, [urn]: { frozen: false, ...(isObject(extension) ? extension : {}) } } };
  },
});

/** A value of which one part is kept from a PUT on, as it says. */
const partKept: FakeOptions = {
  ...turning((extension) => ({ ...extension, approver: { mail: "kept" } }), "PUT"),
  ownAttributes: [
    attribute("approver", {
      type: "complex",
      subAttributes: [attribute("name"), attribute("mail", { mutability: "immutable" })],
    }),
  ],
};

const ofLabels = (sent: string): boolean => sent.includes("labels[");
const REFUSED = "to see it by, or the PATCH is refused";

/** Legal, however unusual, in edits of what is of the server's own. */
export const EDIT_ODDITIES: readonly OddityRow[] = TYPES.flatMap((type): readonly OddityRow[] => {
  const id = (kind: string): string => `service.schema.${kind}-${type.toLowerCase()}`;
  const sorts = KINDS.map((kind): OddityRow => [id(kind), "each sort is edited", having(), "passed"]);
  const nothing = (...names: readonly string[]): string =>
    `not-applicable: nothing could be made of ${names.map((name) => path(type, name)).join(", ")} ${REFUSED}`;
  const odd: readonly OddityRow[] = [
    [id("patched-replaced"), "refused", refusing(always), nothing("note", "frozen", "budget")],
    [id("patched-primary"), "a second primary entry is refused", refusing(always), nothing("contacts")],
    [id("patched-replaced"), "zero is none of its values", refusing((sent) => sent.includes(":0}")), "passed"],
    [id("patched-replaced"), "text is altered in whatever way it comes", altered, "passed"],
    [id("put-again"), "text is altered in whatever way it comes", altered, "passed"],
    [
      id("put-again"),
      "a part of a value is immutable, and kept",
      partKept,
      `not-applicable: the server describes no attribute of a ${type} that is readWrite, and none of the RFC's`,
    ],
    [id("patched-removed"), "a boolean has a value always", neverUnset, "passed"],
    [id("patched-entry-removed"), "`value` finds nothing that has no parts", ignoring(ofLabels), "passed"],
    [id("patched-entry-removed"), "`value` is refused of what has no parts", refusing(ofLabels), "passed"],
    [id("patched-list-added"), "204 for an edit", silent, "passed"],
  ];
  return sorts.concat(odd);
});
