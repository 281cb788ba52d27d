import { isObject, isUnassigned, type JsonObject } from "../attribute.ts";
import { sameName } from "../path/attribute-schema.ts";

/** An object of the working copy: ours to change. */
export type Node = Record<string, unknown>;

/** The key under which an object has an attribute, else the name itself: a write never adds a second spelling. */
export function keyOf(node: JsonObject, name: string): string {
  return Object.hasOwn(node, name) ? name : (Object.keys(node).find((key) => sameName(key, name)) ?? name);
}

/** Reads an attribute; undefined where it has no value (RFC 7643 section 2.5). */
export function read(node: JsonObject, name: string): unknown {
  const key = keyOf(node, name);
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  return isUnassigned(value) ? undefined : value;
}

/** Writes an attribute, or takes it away when there is no value: what is unassigned is not there. */
export function write(node: Node, name: string, value: unknown): void {
  // No attribute begins with an underscore (RFC 7643 section 2.1), and this one would be no attribute of the object.
  if (name === "__proto__") return;
  const key = keyOf(node, name);
  if (isUnassigned(value) || (isObject(value) && Object.keys(value).length === 0)) delete node[key];
  else node[key] = value;
}

/** The values of a multi-valued attribute; one that a server shows without a list is a list of one. */
export function readList(node: JsonObject, name: string): unknown[] {
  const value = read(node, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? [...value] : [value];
}

/** The object under a name; a new one, not yet attached, when there is none. */
export function readNode(node: JsonObject, name: string): JsonObject {
  const value = read(node, name);
  return isObject(value) ? value : {};
}

/** A copy that shares nothing: requests and resources belong to the caller. */
export function copyOf<T>(value: T): T {
  return structuredClone(value);
}
