import type { DocumentView } from "./document-view.ts";
import { inPlace, inPlaceAtTimes } from "./in-place.ts";
import { below, isObject, list, lookup, members } from "./pointer.ts";

/** The mark that a direction cares about. */
export type Mark = "readOnly" | "writeOnly";

/** What is known about marks in a document, found once for each schema. */
export interface Marks {
  /** Where a schema, or what it refers to, is marked; undefined when it is not. */
  readonly at: (pointer: string) => string | undefined;
  /** Names of the properties, of a schema and all that apply to the same value, that carry the mark. */
  readonly names: (pointer: string) => ReadonlySet<string>;
  /** Names that a schema, or one that applies to the same value, requires. */
  readonly required: (pointer: string) => ReadonlySet<string>;
}

/**
 * Makes {@link Marks} for one direction.
 *
 * @param refuseCircle called with each schema before it is followed, so that following ends
 */
export function marksOf(view: DocumentView, mark: Mark, refuseCircle: (pointer: string) => void): Marks {
  const schemaAt = (pointer: string): unknown => lookup(view.root, pointer);

  const at = remembered((pointer): string | undefined => {
    refuseCircle(pointer);
    const schema = schemaAt(pointer);
    if (!isObject(schema)) return undefined;
    if (schema[mark] === true) return pointer;
    const next = [
      ...(typeof schema["$ref"] === "string" ? [view.target(schema["$ref"], pointer)] : []),
      ...list(schema, "allOf").map((_, index) => below(pointer, "allOf", index)),
    ];
    for (const other of next) {
      const found = at(other);
      if (found !== undefined) return found;
    }
    return undefined;
  });

  const names = remembered((pointer): ReadonlySet<string> => {
    refuseCircle(pointer);
    const own = members(schemaAt(pointer), "properties").map(([name]) => name);
    const found = new Set(own.filter((name) => at(below(pointer, "properties", name)) !== undefined));
    for (const other of inPlace(view, pointer)) for (const name of names(other)) found.add(name);
    return found;
  });

  const required = remembered((pointer): ReadonlySet<string> => {
    refuseCircle(pointer);
    const found = new Set(list(schemaAt(pointer), "required").filter((name) => typeof name === "string"));
    for (const other of inPlaceAtTimes(view, pointer)) for (const name of required(other)) found.add(name);
    return found;
  });

  return { at, names, required };
}

function remembered<T>(find: (pointer: string) => T): (pointer: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (pointer) => {
    let entry = known.get(pointer);
    if (entry === undefined) {
      entry = { value: find(pointer) };
      known.set(pointer, entry);
    }
    return entry.value;
  };
}
