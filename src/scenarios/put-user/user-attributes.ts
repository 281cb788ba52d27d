import type { Operation } from "../../document/index.ts";
import { isObject } from "../../scim/index.ts";
import { takesText } from "../admitted.ts";
import { namesIn } from "../attribute-path.ts";
import type { ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";

/** An attribute that a client may write, with values to try. */
export interface UserAttribute {
  /** Path in the User schema (RFC 7643 section 4.1). */
  readonly path: string;
  /** Two values: the second shows a server that stores only once, or merges lists. */
  readonly values: readonly [unknown, unknown];
  /** Lists only: entries with types of their own, the first the primary one where the list has such. */
  readonly entries?: readonly Readonly<Record<string, unknown>>[];
  /** True where a server may know better which values exist: roles, certificates, links. */
  readonly open?: true;
}

/** A list of typed values, the first of each list the primary one. */
function list(
  path: string,
  texts: readonly string[],
  types: readonly string[],
  more: { open?: true } = {},
): UserAttribute {
  const entries = texts.map((value, index) => ({
    value,
    ...(types[index] === undefined ? {} : { type: types[index] }),
  }));
  return listOf(path, entries, more);
}

function listOf(
  path: string,
  entries: readonly Readonly<Record<string, unknown>>[],
  more: { open?: true } = {},
): UserAttribute {
  const [first = {}, second = {}] = entries;
  // Entries without types, certificates, have no primary one either.
  const mark = (entry: object, primary: boolean): object =>
    first["type"] === undefined ? entry : { ...entry, primary };
  const kept = { ...second, ...(first["type"] === undefined ? {} : { type: first["type"] }) };
  return { path, entries, values: [[mark(first, true), mark(second, false)], [mark(kept, true)]], ...more };
}

const open = { open: true } as const;

/** Every attribute of the User schema that a client may write, but `active` and `password`, which have scenarios of their own. */
export const USER_ATTRIBUTES: readonly UserAttribute[] = [
  { path: "displayName", values: ["Ada Byron", "Ada King"] },
  { path: "nickName", values: ["Ada", "Countess"] },
  { path: "title", values: ["Engineer", "Senior Engineer"] },
  { path: "userType", values: ["Employee", "Contractor"] },
  { path: "externalId", values: ["ext-Ada-1", "ext-Ada-2"] },
  { path: "preferredLanguage", values: ["de", "en-US"] },
  { path: "locale", values: ["de-DE", "en-US"] },
  { path: "timezone", values: ["Europe/Berlin", "America/New_York"] },
  { path: "profileUrl", values: ["https://example.com/Ada?Page=A%2FB", "https://example.com/king"], open: true },
  { path: "name.givenName", values: ["Ada", "Augusta"] },
  { path: "name.familyName", values: ["Byron", "King"] },
  { path: "name.middleName", values: ["Augusta", "Noel"] },
  { path: "name.honorificPrefix", values: ["Ms.", "Dr."] },
  { path: "name.honorificSuffix", values: ["III", "Jr."] },
  list(
    "phoneNumbers",
    ["+49 30 901820", "+49 30 901821", "+49 30 901822", "+49 30 901823"],
    ["work", "mobile", "home", "mobile"],
  ),
  list(
    "emails",
    ["ada.work@example.com", "ada.home@example.com", "ada.other@example.com", "ada.new@example.com"],
    ["work", "home", "other", "home"],
  ),
  list("ims", ["ada-im", "ada-im-2", "ada-im-3", "ada-im-4"], ["xmpp", "skype", "icq", "skype"], open),
  list(
    "photos",
    ["Ada", "b", "c", "d"].map((name) => `https://example.com/${name}.png`),
    ["photo", "thumbnail", "photo", "thumbnail"],
    open,
  ),
  list("entitlements", ["reader", "writer", "auditor", "editor"], ["work", "home", "other", "home"], open),
  list("roles", ["admin", "member", "guest", "owner"], ["work", "home", "other", "home"], open),
  // Whole groups of four: base64 whose last bits mean nothing comes back otherwise from whoever stores bytes.
  list("x509Certificates", ["MIIBAAAA", "MIIBBBBB", "MIIBCCCC", "MIIBDDDD"], [], open),
  listOf("addresses", [
    {
      type: "work",
      streetAddress: "1 Main Street",
      locality: "Berlin",
      region: "BE",
      postalCode: "10115",
      country: "DE",
    },
    { type: "home", streetAddress: "2 Side Street", locality: "Dresden", postalCode: "01067", country: "DE" },
    { type: "other", streetAddress: "3 Other Street", locality: "Hamburg", postalCode: "20095", country: "DE" },
    { type: "home", streetAddress: "4 New Street", locality: "Potsdam", postalCode: "14469", country: "DE" },
  ]),
];

/** The attributes that the declared request schema can hold. */
export function declaredAttributes(operation: Operation): readonly UserAttribute[] {
  return USER_ATTRIBUTES.filter(({ path }) => declares(operation, path));
}

/** A single text that the document has, and that shows whether a PUT was applied. */
export function canaryPath(operation: Operation): string {
  return (
    ["nickName", "displayName", "title", "name.familyName", "externalId"].find((path) => takesText(operation, path)) ??
    "displayName"
  );
}

/** The two values to try: the profile's, where it names some. */
export function valuesFor(context: ScenarioContext, { path, values }: UserAttribute): readonly [unknown, unknown] {
  const [first, second] = values.map((value, index) => {
    if (Array.isArray(value)) return value.map((entry, at) => entryFor(context, path, entry, at + index));
    // Ids of another system may have to be unique, and scenarios run side by side.
    const own = path === "externalId" ? `${String(value)}-${context.name(`external id ${index}`)}` : value;
    return context.attribute(path, `value ${index}`) ?? own;
  });
  return [first, second];
}

/** One entry of a list, with the profile's values where it names some. */
export function entryFor(context: ScenarioContext, path: string, entry: unknown, number: number): unknown {
  if (!isObject(entry)) return entry;
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      context.attribute(`${path}.${name}`, `entry ${number}`) ?? value,
    ]),
  );
}

/** What is sent beside the attribute under test and must not suffer. */
export function others(
  body: Readonly<Record<string, unknown>>,
  path: string,
): readonly { readonly path: string; readonly value: unknown }[] {
  return ["userName", "active"]
    .filter((name) => name !== path && body[name] !== undefined)
    .map((name) => ({ path: name, value: body[name] }));
}

/** A copy of a body with the value at a path of at most two names; without it where the value is undefined. */
export function withValue(
  body: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [name = "", sub] = namesIn(path);
  const set = (object: Readonly<Record<string, unknown>>, key: string, to: unknown): Record<string, unknown> => {
    const { [key]: _, ...rest } = object;
    return to === undefined ? rest : { ...rest, [key]: to };
  };
  if (sub === undefined) return set(body, name, value);
  const parent = body[name];
  return set(body, name, set(isObject(parent) ? parent : {}, sub, value));
}
