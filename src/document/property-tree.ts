import type { BodySchema } from "./contract.ts";
import { below, isObject, list, lookup, members } from "./pointer.ts";

/** A property that a schema declares, with those inside it. */
export interface PropertyNode {
  /** JSON pointer into a body, `*` for any entry of a list; empty for the body itself. */
  readonly path: string;
  /** The mark that keeps it out of bodies of this direction. */
  readonly mark?: "readOnly" | "writeOnly";
  readonly properties: Map<string, PropertyNode>;
  /** What an entry holds, of a list. */
  items?: PropertyNode;
}

/** A schema may contain itself, and deeper than this nobody reads the list. */
const MAX_DEPTH = 4;

/** More properties than a report can show. */
const MAX_NODES = 500;

/** Entries of a list that are looked at: the others have hardly anything else. */
const MAX_ENTRIES = 50;

/** The properties that a schema declares for its direction, in declared order, those of all alternatives together. */
export function propertyTree(body: BodySchema): PropertyNode {
  const root = body.standalone ?? body.schema;
  let nodes = 0;

  const gather = (node: PropertyNode, schema: unknown, depth: number, seen: Set<unknown>): void => {
    if (!isObject(schema) || seen.has(schema)) return;
    seen.add(schema);
    if (typeof schema["$ref"] === "string") gather(node, lookup(root, schema["$ref"].slice(1)), depth, seen);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      for (const branch of list(schema, keyword)) gather(node, branch, depth, seen);
    }
    // A schema that may be null is wrapped.
    if (isObject(schema["else"])) gather(node, schema["else"], depth, seen);
    if (depth > 0) {
      for (const [name, property] of members(schema, "properties")) {
        let inside = node.properties.get(name);
        if (inside === undefined) {
          if (nodes >= MAX_NODES) return;
          nodes += 1;
          inside = { path: below(node.path, name), ...markOf(property), properties: new Map() };
          node.properties.set(name, inside);
        }
        gather(inside, property, depth - 1, new Set());
      }
    }
    if (isObject(schema["items"])) {
      node.items ??= { path: `${node.path}/*`, properties: new Map() };
      gather(node.items, schema["items"], depth, new Set());
      if (node.items.properties.size === 0 && node.items.items === undefined) delete node.items;
    }
  };

  const top: PropertyNode = { path: "", properties: new Map() };
  gather(top, root, MAX_DEPTH, new Set());
  return top;
}

/** Every property of a tree, parents first. */
export function propertiesIn(tree: PropertyNode): readonly PropertyNode[] {
  const found: PropertyNode[] = [];
  const visit = (node: PropertyNode): void => {
    for (const inside of node.properties.values()) {
      found.push(inside);
      visit(inside);
    }
    if (node.items !== undefined) visit(node.items);
  };
  visit(tree);
  return found;
}

/** Adds the paths of those properties of a tree that a value has. */
export function notePresent(tree: PropertyNode, value: unknown, present: Set<string>): void {
  if (Array.isArray(value)) {
    if (tree.items === undefined) return;
    for (const entry of value.slice(0, MAX_ENTRIES)) notePresent(tree.items, entry, present);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, node] of tree.properties) {
    if (!Object.hasOwn(value, name)) continue;
    present.add(node.path);
    notePresent(node, value[name], present);
  }
}

function markOf(property: unknown): Pick<PropertyNode, "mark"> {
  if (!isObject(property)) return {};
  if (property["readOnly"] === true) return { mark: "readOnly" };
  return property["writeOnly"] === true ? { mark: "writeOnly" } : {};
}
