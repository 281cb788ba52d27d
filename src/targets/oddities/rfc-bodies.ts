import type { Hooks } from "../core/hooks.ts";
import { type JsonObject, omit, textOf } from "../core/json.ts";
import { invalidValue } from "../core/scim-error.ts";
import { OWN_URN, RFC_SCHEMA } from "../dialects/rfc-schema.ts";
import { extensionOf } from "../faults/build-rfc.ts";
import { mapIn, objectsIn } from "../faults/build-users.ts";
import type { OddityRecord } from "../types.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects: OddityRecord["dialects"] = ["rfc"];
const stored = "RFC7644-3.3-STORED";

/** The longest nickName that a server takes which likes them short. */
const SHORT = 32;

/** Hooks that look at the attributes of a user in a body, and keep others or refuse. */
function onUser(change: (attributes: JsonObject) => JsonObject | undefined): Hooks {
  return { onIncoming: (call, attributes) => (call.type === "User" ? change(attributes) : undefined) };
}

/** Hooks that refuse the users of whom something is so. */
function refuse(why: (attributes: JsonObject) => string | undefined): Hooks {
  return onUser((attributes) => {
    const reason = why(attributes);
    if (reason !== undefined) throw invalidValue(reason);
    return undefined;
  });
}

/** The types that the server's schema suggests for the entries of a list. */
function suggested(name: string): readonly string[] {
  return RFC_SCHEMA.types.User.schema.attributes[name]?.parts?.["type"]?.canonicalValues ?? [];
}

function isSuggested(name: string, { type }: JsonObject): boolean {
  const types = suggested(name);
  return type === undefined || types.length === 0 || types.includes(textOf(type).toLowerCase());
}

/** Each list of objects of a user. */
function lists(attributes: JsonObject): readonly (readonly [name: string, entries: JsonObject[]])[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    Array.isArray(value) ? [[name, objectsIn(value)] as const] : [],
  );
}

/** What a server may make of bodies that its schema allows. */
export const RFC_BODIES_ODD: readonly Oddity[] = [
  oddity(
    {
      id: "body-defaults",
      title: "A new user who says nothing of it has a language, a time zone and a type",
      requirement: stored,
      legal: "RFC 7643 §2.2 and RFC 7644 §3.3: a server may have defaults for what a client leaves out",
      dialects,
    },
    () => ({
      onStore: (call, after) =>
        call.method === "POST" && after.type === "User"
          ? {
              ...after,
              attributes: { preferredLanguage: "en", timezone: "UTC", userType: "Employee", ...after.attributes },
            }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "body-lists-sorted",
      title: "Lists are shown in an order of the server's own",
      requirement: stored,
      legal: "RFC 7643 §2.4: the entries of a multi-valued attribute have no order",
      dialects,
    },
    () => ({
      onShow: (_, shown, { type }) =>
        type === "User"
          ? {
              ...shown,
              ...Object.fromEntries(
                lists(shown).map(([name, entries]) => [
                  name,
                  entries.toSorted((left, right) => (JSON.stringify(left) > JSON.stringify(right) ? -1 : 1)),
                ]),
              ),
              schemas: shown["schemas"] ?? [],
            }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "body-phones-canonical",
      title: "Telephone numbers are stored as RFC 3966 has them, and handles without blanks",
      requirement: stored,
      legal: "RFC 7643 §4.1.2: service providers SHOULD canonicalize phoneNumbers (RFC 3966) and ims",
      dialects,
    },
    () =>
      onUser((attributes) => ({
        ...attributes,
        ...inList(attributes, "phoneNumbers", (value) => `tel:${value.replaceAll(/[ .]/gu, "-")}`),
        ...inList(attributes, "ims", (value) => value.toLowerCase().replaceAll(/\s/gu, "")),
      })),
  ),
  oddity(
    {
      id: "body-dates-in-utc",
      title: "A date is shown in UTC, whatever the offset it was sent with",
      requirement: stored,
      legal: "RFC 7643 §2.3.5: an xsd:dateTime; it is the same instant",
      dialects,
    },
    () =>
      onUser((attributes) => {
        const own = extensionOf(attributes, OWN_URN);
        const { hired } = own;
        return typeof hired === "string"
          ? { ...attributes, [OWN_URN]: { ...own, hired: new Date(hired).toISOString() } }
          : undefined;
      }),
  ),
  oddity(
    {
      id: "body-signs-refused",
      title: "A nickName of other signs than letters, digits and blanks is refused",
      requirement: stored,
      legal: "RFC 7644 §3.12: invalidValue; which texts there are is the server's own affair",
      dialects,
    },
    () =>
      refuse(({ nickName }) =>
        typeof nickName === "string" && /[^\p{L}\p{N} -]/u.test(nickName)
          ? "nickName has a sign that is not taken."
          : undefined,
      ),
  ),
  oddity(
    {
      id: "body-long-refused",
      title: `A nickName of more than ${SHORT} characters is refused`,
      requirement: stored,
      legal: "RFC 7644 §3.12: invalidValue; no RFC says how long a text may be",
      dialects,
    },
    () => refuse(({ nickName }) => (textOf(nickName).length > SHORT ? "nickName is too long." : undefined)),
  ),
  oddity(
    {
      id: "body-canonical-strict",
      title: "A type that the schema does not suggest is refused",
      requirement: stored,
      legal: "RFC 7643 §7: canonicalValues are suggestions, which a server may choose to restrict values to",
      dialects,
    },
    () =>
      refuse((attributes) => {
        const odd = lists(attributes).find(([name, entries]) => entries.some((entry) => !isSuggested(name, entry)));
        return odd === undefined ? undefined : `${odd[0]} has a type that is not taken.`;
      }),
  ),
  oddity(
    {
      id: "body-canonical-others",
      title: "A type that the schema does not suggest becomes `other`, or is left out where that is no type",
      requirement: stored,
      legal: "RFC 7643 §7: canonicalValues are suggestions, and what becomes of another value the server decides",
      dialects,
    },
    () =>
      onUser((attributes) => ({
        ...attributes,
        ...Object.fromEntries(
          lists(attributes)
            .filter(([name]) => suggested(name).length > 0)
            .map(([name, entries]) => [
              name,
              entries.map((entry) => {
                if (isSuggested(name, entry)) return entry;
                const rest = omit(entry, "type");
                return suggested(name).includes("other") ? { ...rest, type: "other" } : rest;
              }),
            ]),
        ),
      })),
  ),
  oddity(
    {
      id: "body-types-once",
      title: "Two entries of one type are refused",
      requirement: stored,
      legal: "RFC 7643 §2.4 does not say how many entries of a type there may be",
      dialects,
    },
    () =>
      refuse((attributes) => {
        const twice = lists(attributes).find(([, entries]) => {
          const types = entries.map(({ type }) => textOf(type).toLowerCase()).filter((type) => type !== "");
          return new Set(types).size < types.length;
        });
        return twice === undefined ? undefined : `${twice[0]} has two entries of one type.`;
      }),
  ),
];

/** A list with other values, where it is there. */
function inList(attributes: JsonObject, name: string, change: (value: string) => string): JsonObject {
  return attributes[name] === undefined
    ? {}
    : {
        [name]: mapIn(attributes[name], (entry) => {
          const { value } = entry;
          return typeof value === "string" ? { ...entry, value: change(value) } : entry;
        }),
      };
}
