import type { JsonObject } from "./json.ts";

/** Returned whatever the query says (RFC 7643 section 7, `returned: always`). */
const ALWAYS: ReadonlySet<string> = new Set(["schemas", "id"]);

/** Applies `attributes` and `excludedAttributes` (RFC 7644 section 3.9), by top-level attribute. */
export function project(shown: JsonObject, query: URLSearchParams): JsonObject {
  const wanted = namesIn(query.get("attributes"));
  const unwanted = namesIn(query.get("excludedAttributes"));
  const entries = Object.entries(shown).filter(([name]) => {
    if (ALWAYS.has(name)) return true;
    if (wanted.length > 0) return wanted.includes(name.toLowerCase());
    return !unwanted.includes(name.toLowerCase());
  });
  return Object.fromEntries(entries);
}

/** `members.value` and `urn:…:Group:members` both name `members`. */
export function namesIn(list: string | null): string[] {
  return (list ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "")
    .map((name) => name.replace(/^urn:.*:/u, "").replace(/\..*$/u, ""));
}
