import { isObject } from "../scim/index.ts";
import { type AuditDocument, follow } from "./document.ts";
import { below, list, lookup, members, own } from "./pointer.ts";

/** A property that a schema declares. */
export interface Property {
  readonly name: string;
  /** Where its schema stands: `…/properties/name`. */
  readonly pointer: string;
}

/** A place where a value of its own stands: the body, a property, an item. */
export interface Position {
  readonly pointer: string;
  /** Name of the nearest property above; an item goes by that of its list. Empty for the body. */
  readonly attribute: string;
}

const ALTERNATIVES = ["anyOf", "oneOf"] as const;
const JSON_TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"];

/** The schemas that all hold for the value at a pointer: the schema itself, what it refers to, its `allOf`. */
export function applied(document: AuditDocument, pointer: string): readonly string[] {
  return gather(document, pointer, []);
}

/** {@link applied}, and every alternative that may hold. */
function reachable(document: AuditDocument, pointer: string): readonly string[] {
  return gather(document, pointer, [...ALTERNATIVES, "then", "else"]);
}

function gather(
  { root, target: targetOf }: AuditDocument,
  pointer: string,
  keywords: readonly string[],
): readonly string[] {
  const seen = new Set<string>();
  const waiting = [pointer];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const schema = lookup(root, at);
    if (seen.has(at) || !isObject(schema)) continue;
    seen.add(at);
    const ref = own(schema, "$ref");
    const target = typeof ref === "string" ? targetOf(ref, at) : undefined;
    if (target !== undefined) waiting.push(target);
    for (const keyword of ["allOf", ...keywords]) {
      const value = own(schema, keyword);
      if (isObject(value)) waiting.push(below(at, keyword));
      for (const index of list(schema, keyword).keys()) waiting.push(below(at, keyword, index));
    }
  }
  return [...seen];
}

/** Every property that a schema declares, in any alternative. */
export function propertiesOf(document: AuditDocument, pointer: string): readonly Property[] {
  return reachable(document, pointer).flatMap((at) =>
    members(lookup(document.root, at), "properties").map(([name]) => ({
      name,
      pointer: below(at, "properties", name),
    })),
  );
}

/** The first declaration of a property. */
export function propertyOf(document: AuditDocument, pointer: string, name: string): Property | undefined {
  return propertiesOf(document, pointer).find((property) => property.name === name);
}

/** The schemas of a list's items. */
export function itemsOf(document: AuditDocument, pointer: string): readonly string[] {
  return reachable(document, pointer).flatMap((at) =>
    isObject(own(lookup(document.root, at), "items")) ? [below(at, "items")] : [],
  );
}

/** Where a property is required, in every alternative; undefined when it may be left out. */
export function requiredAt(
  document: AuditDocument,
  pointer: string,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  if (seen.has(pointer)) return undefined;
  const deeper = new Set([...seen, pointer]);
  for (const at of applied(document, pointer)) {
    const schema = lookup(document.root, at);
    const index = list(schema, "required").indexOf(name);
    if (index >= 0) return below(at, "required", index);
    for (const keyword of ALTERNATIVES) {
      const found = list(schema, keyword).map((_, n) => requiredAt(document, below(at, keyword, n), name, deeper));
      if (found.length > 0 && !found.includes(undefined)) return found[0];
    }
  }
  return undefined;
}

/** The JSON types that a value may have, null left out; undefined when the schema leaves that open. */
export function typesOf(
  document: AuditDocument,
  pointer: string,
  seen: ReadonlySet<string> = new Set(),
): ReadonlySet<string> | undefined {
  if (seen.has(pointer)) return undefined;
  const deeper = new Set([...seen, pointer]);
  let types: ReadonlySet<string> | undefined;
  const narrow = (to: ReadonlySet<string> | undefined): void => {
    if (to !== undefined) types = types === undefined ? to : new Set([...to].filter((type) => types?.has(type)));
  };
  for (const at of applied(document, pointer)) {
    const schema = lookup(document.root, at);
    narrow(declaredTypes(schema));
    for (const keyword of ALTERNATIVES) {
      const branches = list(schema, keyword).map((_, n) => typesOf(document, below(at, keyword, n), deeper));
      if (branches.length > 0 && !branches.includes(undefined)) {
        const union = new Set<string>();
        for (const branch of branches) for (const type of branch ?? []) union.add(type);
        narrow(union);
      }
    }
  }
  if (types === undefined) return undefined;
  return new Set([...types].filter((type) => type !== "null"));
}

function declaredTypes(schema: unknown): ReadonlySet<string> | undefined {
  const type = own(schema, "type");
  const words = (Array.isArray(type) ? type : [type]).filter((word) => JSON_TYPES.some((known) => known === word));
  if (words.length > 0)
    return new Set(words.flatMap((word) => (word === "number" ? ["number", "integer"] : [String(word)])));
  const constant = own(schema, "const");
  const values = constant === undefined ? list(schema, "enum") : [constant];
  return values.length > 0 ? new Set(values.map(typeOfValue)) : undefined;
}

function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** True where a schema, or one that holds with it, carries a mark such as `readOnly`. */
export function isMarked(document: AuditDocument, pointer: string, mark: "readOnly" | "writeOnly"): boolean {
  return applied(document, pointer).some((at) => own(lookup(document.root, at), mark) === true);
}

/** The texts that a value must be one of, with where the list stands; undefined when there is no such list. */
export function choicesOf(
  document: AuditDocument,
  pointer: string,
): { readonly values: readonly string[]; readonly pointer: string } | undefined {
  for (const at of reachable(document, pointer)) {
    const schema = lookup(document.root, at);
    const constant = own(schema, "const");
    const values = typeof constant === "string" ? [constant] : list(schema, "enum");
    const keyword = typeof constant === "string" ? "const" : "enum";
    if (values.length > 0) {
      return { values: values.filter((value) => typeof value === "string"), pointer: below(at, keyword) };
    }
  }
  return undefined;
}

/** Every place of a body where a value of its own stands, each schema once. */
export function positionsOf(document: AuditDocument, body: string): readonly Position[] {
  const seen = new Set<string>();
  const found: Position[] = [];
  const waiting: Position[] = [{ pointer: body, attribute: "" }];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const { pointer } = follow(document, at.pointer);
    const { attribute } = at;
    const key = `${attribute} ${pointer}`;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(at);
    for (const { name, pointer: next } of propertiesOf(document, at.pointer)) {
      waiting.push({ pointer: next, attribute: name });
    }
    for (const next of itemsOf(document, at.pointer)) waiting.push({ pointer: next, attribute });
  }
  return found;
}
