import type { DocumentView } from "./document-view.ts";
import { MANY_IN_PLACE, ONE_IN_PLACE } from "./keywords.ts";
import { below, isObject, list, lookup, members } from "./pointer.ts";

/** Schemas that refer to the next one for the same value: with more, no validator can be compiled. */
const MAX_CHAIN = 200;

/** Pointers of the schemas that apply to the same value as the one at a pointer: its reference, its alternatives. */
export function inPlace(view: DocumentView, pointer: string): readonly string[] {
  const schema = lookup(view.root, pointer);
  if (!isObject(schema)) return [];
  return [
    ...(typeof schema["$ref"] === "string" ? [view.target(schema["$ref"], pointer)] : []),
    ...MANY_IN_PLACE.flatMap((keyword) => list(schema, keyword).map((_, index) => below(pointer, keyword, index))),
    ...ONE_IN_PLACE.filter((keyword) => Object.hasOwn(schema, keyword)).map((keyword) => below(pointer, keyword)),
  ];
}

/** {@link inPlace}, and the schemas that apply to the same value when it has some property. */
export function inPlaceAtTimes(view: DocumentView, pointer: string): readonly string[] {
  const schema = lookup(view.root, pointer);
  const dependent = members(schema, "dependentSchemas").map(([name]) => below(pointer, "dependentSchemas", name));
  return [...inPlace(view, pointer), ...dependent];
}

/**
 * Makes a function that refuses a schema which leads back to itself without a step into a property or an item: no
 * value could ever be held to it. A circle with such a step, a tree's node that has nodes, is an ordinary schema.
 */
export function circleFinder(view: DocumentView): (pointer: string) => void {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (pointer: string): void => {
    if (done.has(pointer)) return;
    if (open.has(pointer)) {
      throw view.invalid(
        "the schema refers to itself, so that it can never be decided",
        pointer,
        "take one of the references in the circle out, or put it under properties or items",
      );
    }
    if (open.size >= MAX_CHAIN) {
      throw view.invalid("the schema's references nest too deeply", pointer, "shorten the chain of references");
    }
    open.add(pointer);
    for (const next of inPlaceAtTimes(view, pointer)) visit(next);
    open.delete(pointer);
    done.add(pointer);
  };
  return visit;
}
