import type { DocumentView } from "./document-view.ts";
import { below, isObject, list, members, own, text } from "./pointer.ts";

/** Schemas are looked into this deep for SCIM's names; deeper, they belong to something else. */
const DEPTH = 6;

/** True when a document's title speaks of SCIM, which says little of each of its operations. */
export function isCalledScim(view: DocumentView): boolean {
  return /scim/i.test(text(own(view.root, "info"), "title") ?? "");
}

/**
 * Whether an operation on a path that ends in Users or Groups is SCIM's, not some other interface's `/users/{id}`.
 * Any one sign is enough: the word in path, tag, id or summary, SCIM's media type, or its attributes.
 */
export function looksScim(view: DocumentView, path: string, pointer: string): boolean {
  const operation = view.follow(pointer).value;
  const words = [path, text(operation, "operationId"), text(operation, "summary"), ...list(operation, "tags")];
  if (words.some((word) => typeof word === "string" && /scim/i.test(word))) return true;
  const bodies = [
    below(pointer, "requestBody"),
    ...members(operation, "responses").map(([status]) => below(pointer, "responses", status)),
  ];
  return bodies.some((at) => {
    const body = view.follow(at);
    return members(body.value, "content").some(
      ([type]) =>
        /scim\+json/i.test(type) || schemaSpeaksScim(view, below(body.pointer, "content", type, "schema"), DEPTH),
    );
  });
}

/** True for a schema with the names that only SCIM uses together. */
function schemaSpeaksScim(view: DocumentView, pointer: string, depth: number): boolean {
  if (depth === 0) return false;
  const { value, pointer: at } = view.follow(pointer);
  if (!isObject(value)) return false;
  const names = new Set(members(value, "properties").map(([name]) => name));
  if (names.has("schemas") && ["userName", "displayName", "Operations", "Resources"].some((n) => names.has(n))) {
    return true;
  }
  return ["allOf", "anyOf", "oneOf"].some((keyword) =>
    list(value, keyword).some((_, index) => schemaSpeaksScim(view, below(at, keyword, index), depth - 1)),
  );
}
