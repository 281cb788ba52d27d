import { attributeOf, isObject, type JsonObject } from "../attribute.ts";

/**
 * The resources of a ListResponse (RFC 7644 section 3.4.2), or of the bare array that some servers send in its place;
 * undefined when the body is neither.
 */
export function listedIn(body: unknown): readonly JsonObject[] | undefined {
  const list = isObject(body) ? listOf(body) : body;
  return Array.isArray(list) ? list.filter((resource) => isObject(resource)) : undefined;
}

function listOf(body: JsonObject): unknown {
  // Resources is absent from an empty list.
  return attributeOf(body, "Resources") ?? (typeof attributeOf(body, "totalResults") === "number" ? [] : undefined);
}
