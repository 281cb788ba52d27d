import { attributeOf, isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";

// `schemas` and `meta` are the server's; the parts of an entry that it may put in its own words are not compared.
const NOT_COMPARED: ReadonlySet<string> = new Set(["schemas", "meta", "id", "password", "groups"]);
const OWN_WORDS: ReadonlySet<string> = new Set(["display", "$ref", "ref", "type", "formatted"]);

/**
 * Paths of what was sent and is not shown. A server may show more than it was sent, in any order; absent, null and an
 * empty array are one state (RFC 7643 section 2.5).
 */
export function leastOf(wanted: JsonObject, shown: JsonObject): readonly string[] {
  return Object.entries(wanted)
    .filter(([name]) => !NOT_COMPARED.has(name))
    .filter(([name, value]) => !holds(value, attributeOf(shown, name)))
    .map(([name]) => name);
}

/**
 * What a resource shows of what was sent: what has to be there again as long as nobody changes it. A server may show something
 * else than it was sent, which only what was made can be blamed for, and no later request.
 */
export function shownOfSent(body: JsonObject, resource: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(body)
      .filter((name) => attributeOf(resource, name) !== undefined)
      .map((name) => [name, attributeOf(resource, name)]),
  );
}

/** What is at a name, for a person. */
export function sent(resource: JsonObject, name: string): string {
  return JSON.stringify(attributeOf(resource, name) ?? null).slice(0, 200);
}

/** True when all that was sent is in what is shown: entries in any order, sub-attributes beside those sent. */
export function holds(wanted: unknown, shown: unknown): boolean {
  if (isUnassigned(wanted)) return isUnassigned(shown) || shown === "";
  if (Array.isArray(wanted)) {
    const entries: readonly unknown[] = Array.isArray(shown) ? shown : [];
    return wanted.every((entry) => entries.some((candidate) => holds(entry, candidate)));
  }
  if (isObject(wanted)) {
    if (!isObject(shown)) return false;
    return Object.entries(wanted).every(
      ([name, value]) => OWN_WORDS.has(name) || holds(value, attributeOf(shown, name)),
    );
  }
  if (typeof wanted === "string" && typeof shown === "string") return sameText(wanted, shown);
  return wanted === shown;
}

/** Outer spaces and the Unicode form may be put right by a server; nothing else of a text may. */
export function sameText(left: string, right: string): boolean {
  return left.trim().normalize("NFC") === right.trim().normalize("NFC");
}
