import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { ScimError } from "../core/scim-error.ts";
import { ENTERPRISE_URN, OWN_URN } from "../dialects/rfc-schema.ts";
import { by, extensionOf, rfcFault } from "./build-rfc.ts";
import { mapIn, objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const stored = "RFC7644-3.3-STORED";
const replaced = "RFC7644-3.5.1-RW-REPLACED";
const invalid = "RFC7644-3.12-400-INVALIDVALUE";
const category = "attributes";

/** The widest text of a column, and the largest number of one of 16 bits. */
const COLUMN = 40;
const INT16 = 32_767;

/** Hooks that store other attributes of a user than a body has. */
function onWrite(
  methods: readonly string[],
  change: (attributes: JsonObject) => JsonObject,
  type: "User" | "Group" = "User",
): Hooks {
  return {
    onStore: (call, after) =>
      methods.includes(call.method) && after.type === type
        ? { ...after, attributes: change(after.attributes) }
        : undefined,
  };
}

const onPost = (change: (attributes: JsonObject) => JsonObject): Hooks => onWrite(["POST"], change);
const onEither = (change: (attributes: JsonObject) => JsonObject): Hooks => onWrite(["POST", "PUT"], change);

/** One attribute of an extension, changed where it is there. */
function inExtension(attributes: JsonObject, urn: string, name: string, change: (value: Json) => Json): JsonObject {
  const container = extensionOf(attributes, urn);
  const { [name]: value } = container;
  return value === undefined ? attributes : { ...attributes, [urn]: { ...container, [name]: change(value) } };
}

/** One text, changed where it is there. */
function inText(attributes: JsonObject, name: string, change: (text: string) => string): JsonObject {
  const { [name]: value } = attributes;
  return typeof value === "string" ? { ...attributes, [name]: change(value) } : attributes;
}

/** An object of which what is false or zero is not there: what a check of truth makes of it. */
function truthy(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== false && value !== 0)
      .map(([name, value]) => [name, isJsonObject(value) ? truthy(value) : value]),
  );
}

/** Faults that only some bodies show: which attributes are in them, how many entries, which letters and numbers. */
export const RFC_BODIES: readonly Fault[] = [
  rfcFault(
    {
      id: "body-title-lost-beside-nick-name",
      title: "A new user's title is not stored where there is a nickName",
      requirement: stored,
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.3", "two attributes that were mapped to one column"),
    },
    () => onPost((user) => (user["nickName"] === undefined ? user : omit(user, "title"))),
  ),
  rfcFault(
    {
      id: "body-put-title-lost-beside-locale",
      title: "A PUT stores no title where it has a locale and a time zone",
      requirement: replaced,
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.5.1", "a branch for what is sent together"),
    },
    () =>
      onWrite(["PUT"], (user) =>
        user["locale"] === undefined || user["timezone"] === undefined ? user : omit(user, "title"),
      ),
  ),
  rfcFault(
    {
      id: "body-addresses-cut",
      title: "Of a new user's addresses no more than four are stored",
      requirement: stored,
      category,
      difficulty: 4,
      source: by("RFC 7643 §2.4", "columns address1 to address4"),
    },
    () =>
      onPost((user) =>
        user["addresses"] === undefined ? user : { ...user, addresses: objectsIn(user["addresses"]).slice(0, 4) },
      ),
  ),
  rfcFault(
    {
      id: "body-false-dropped",
      title: "What is false or zero in the body of a new user is not stored",
      requirement: stored,
      category,
      difficulty: 3,
      source: by("RFC 7643 §2.3", "`if (value)` where `if (value !== undefined)` was meant"),
    },
    () => onPost(truthy),
  ),
  rfcFault(
    {
      id: "body-date-zone-ignored",
      title: "A date with an offset is stored as if it were in UTC: another instant",
      requirement: stored,
      category,
      difficulty: 4,
      source: by("RFC 7643 §2.3.5", "a column without a time zone"),
    },
    () =>
      onPost((user) =>
        inExtension(user, OWN_URN, "hired", (time) =>
          typeof time === "string" ? time.replace(/[+-]\d\d:\d\d$/u, "Z") : time,
        ),
      ),
  ),
  rfcFault(
    {
      id: "body-locality-latin",
      title: "In the locality of an address letters outside ASCII become question marks",
      requirement: stored,
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.8", "one column of another character set than the rest"),
    },
    () =>
      onEither((user) =>
        user["addresses"] === undefined
          ? user
          : {
              ...user,
              addresses: mapIn(user["addresses"], (entry) =>
                inText(entry, "locality", (text) => text.replaceAll(/[^\x20-\x7E]/gu, "?")),
              ),
            },
      ),
  ),
  rfcFault(
    {
      id: "body-nick-name-plane",
      title: "A nickName ends before its first letter outside the basic plane",
      requirement: stored,
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.8", "a character set of three bytes at most cuts the text"),
    },
    () => onPost((user) => inText(user, "nickName", (text) => text.replace(/[\u{10000}-\u{10FFFF}].*$/su, ""))),
  ),
  rfcFault(
    {
      id: "body-organization-cut",
      title: `An organization longer than ${COLUMN} characters is cut`,
      requirement: stored,
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.3", "the width of a column"),
    },
    () =>
      onPost((user) =>
        inExtension(user, ENTERPRISE_URN, "organization", (text) =>
          typeof text === "string" ? text.slice(0, COLUMN) : text,
        ),
      ),
  ),
  rfcFault(
    {
      id: "body-integer-narrow",
      title: "A whole number is stored in 16 bits",
      requirement: stored,
      category,
      difficulty: 3,
      source: by("RFC 7643 §2.3.4", "a column that is too narrow"),
    },
    () =>
      onPost((user) =>
        inExtension(user, OWN_URN, "floor", (floor) => (typeof floor === "number" ? Math.min(floor, INT16) : floor)),
      ),
  ),
  rfcFault(
    {
      id: "body-decimal-whole",
      title: "A number loses what stands behind its point",
      requirement: stored,
      category,
      difficulty: 3,
      source: by("RFC 7643 §2.3.3", "read by a parser of whole numbers"),
    },
    () =>
      onPost((user) =>
        inExtension(user, OWN_URN, "workload", (share) => (typeof share === "number" ? Math.trunc(share) : share)),
      ),
  ),
  rfcFault(
    {
      id: "body-simple-list-first",
      title: "Of a list of texts the first alone is stored",
      requirement: stored,
      category,
      difficulty: 3,
      source: by("RFC 7643 §2.4", "a list that was mapped to a single value"),
    },
    () =>
      onPost((user) =>
        inExtension(user, OWN_URN, "nicknames", (names) => (Array.isArray(names) ? names.slice(0, 1) : names)),
      ),
  ),
  rfcFault(
    {
      id: "body-markup-escaped",
      title: "Signs of markup in a department are stored as entities",
      requirement: stored,
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.3", "escaped for a page where it is written, and not where it is shown"),
    },
    () =>
      onEither((user) =>
        inExtension(user, ENTERPRISE_URN, "department", (text) =>
          typeof text === "string" ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;") : text,
        ),
      ),
  ),
  rfcFault(
    {
      id: "body-put-second-extension-lost",
      title: "Of two extensions in a PUT the second is not stored",
      requirement: replaced,
      category,
      difficulty: 4,
      source: by("RFC 7643 §3.3", "a search that ends at the first URN of an extension"),
    },
    () =>
      onWrite(["PUT"], (user) =>
        user[ENTERPRISE_URN] === undefined || user[OWN_URN] === undefined ? user : omit(user, OWN_URN),
      ),
  ),
  rfcFault(
    {
      id: "body-group-members-cut",
      title: "A new group has no more than three members",
      requirement: stored,
      category: "membership",
      difficulty: 3,
      source: by("RFC 7644 §3.3", "a page of members that is taken for all"),
    },
    () => onWrite(["POST"], (group) => ({ ...group, members: objectsIn(group["members"]).slice(0, 3) }), "Group"),
  ),
  rfcFault(
    {
      id: "body-wrong-type-stored",
      title: "A floor that is no number is stored as it was sent",
      requirement: invalid,
      category: "errors",
      difficulty: 4,
      source: by("RFC 7643 §2.3.4", "extensions were stored without a look at their schema"),
    },
    () => unlooked(OWN_URN, "floor", (value) => typeof value !== "number"),
  ),
  rfcFault(
    {
      id: "body-integer-fraction",
      title: "A number with a fraction is stored in an integer of an extension",
      requirement: "RFC7643-2.3.4-INTEGER",
      category,
      difficulty: 4,
      source: by("RFC 7643 §2.3.4", "a language that has one kind of numbers"),
    },
    () => unlooked(OWN_URN, "floor", (value) => typeof value === "number" && !Number.isInteger(value)),
  ),
  rfcFault(
    {
      id: "body-wrong-type-422",
      title: "A date that is none is refused with 422",
      requirement: invalid,
      category: "errors",
      difficulty: 3,
      source: by("RFC 7644 §3.12", "the status that a library for validation has for it"),
    },
    () => ({
      onError: (_, error) =>
        error.status === 400 && error.message.includes("dateTime") ? new ScimError(422, error.message) : undefined,
    }),
  ),
];

/** Hooks that store a value of an extension past the check of its type. */
function unlooked(urn: string, name: string, isPast: (value: Json) => boolean): Hooks {
  const past = new WeakMap<Call, Json>();
  return {
    onBody(call, body) {
      const container = extensionOf(body, urn);
      const { [name]: value } = container;
      if (call.type !== "User" || value === undefined || !isPast(value)) return undefined;
      past.set(call, value);
      return { ...body, [urn]: omit(container, name) };
    },
    onStore(call, after) {
      const value = past.get(call);
      if (value === undefined) return undefined;
      const container = { ...extensionOf(after.attributes, urn), [name]: value };
      return { ...after, attributes: { ...after.attributes, [urn]: container } };
    },
  };
}
