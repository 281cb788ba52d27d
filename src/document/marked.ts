import type { DocumentView } from "./document-view.ts";
import { MANY_IN_PLACE, ONE_IN_PLACE } from "./keywords.ts";
import { below, isObject, list, lookup, members } from "./pointer.ts";

/** The mark that a direction cares about. */
export type Mark = "readOnly" | "writeOnly";

/** Where a schema, or what it refers to, is marked; undefined when it is not. */
export function markedAt(
  view: DocumentView,
  pointer: string,
  mark: Mark,
  seen: Set<string> = new Set(),
): string | undefined {
  if (seen.has(pointer)) return undefined;
  seen.add(pointer);
  const schema = lookup(view.root, pointer);
  if (!isObject(schema)) return undefined;
  if (schema[mark] === true) return pointer;
  const next = [
    ...(typeof schema["$ref"] === "string" ? [view.target(schema["$ref"], pointer)] : []),
    ...list(schema, "allOf").map((_, index) => below(pointer, "allOf", index)),
  ];
  for (const at of next) {
    const found = markedAt(view, at, mark, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names of the properties, of a schema and all that apply to the same value, that carry a mark. */
export function markedNames(
  view: DocumentView,
  pointer: string,
  mark: Mark,
  seen: Set<string> = new Set(),
): ReadonlySet<string> {
  const names = new Set<string>();
  if (seen.has(pointer)) return names;
  seen.add(pointer);
  const schema = lookup(view.root, pointer);
  if (!isObject(schema)) return names;
  for (const [name] of members(schema, "properties")) {
    if (markedAt(view, below(pointer, "properties", name), mark) !== undefined) names.add(name);
  }
  const next = [
    ...(typeof schema["$ref"] === "string" ? [view.target(schema["$ref"], pointer)] : []),
    ...MANY_IN_PLACE.flatMap((keyword) => list(schema, keyword).map((_, index) => below(pointer, keyword, index))),
    ...ONE_IN_PLACE.filter((keyword) => Object.hasOwn(schema, keyword)).map((keyword) => below(pointer, keyword)),
  ];
  for (const at of next) for (const name of markedNames(view, at, mark, seen)) names.add(name);
  return names;
}
