import type { JsonObject } from "./json.ts";
import { invalidValue } from "./scim-error.ts";
import { LIST_URN } from "./urns.ts";

/** The page of a list that a query asks for (RFC 7644 section 3.4.2.4). */
export function pageOf<T>(
  query: URLSearchParams,
  found: readonly T[],
  show: (item: T) => JsonObject,
  maxResults: number,
): JsonObject {
  const startIndex = Math.max(1, integer(query, "startIndex") ?? 1);
  const count = Math.min(maxResults, Math.max(0, integer(query, "count") ?? maxResults));
  const page = found.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: [LIST_URN],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map(show),
  };
}

function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^-?\d{1,9}$/u.test(text)) throw invalidValue(`${name} must be an integer.`);
  return Number(text);
}
