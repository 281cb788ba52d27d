import { attributeOf, isObject, isUnassigned, type JsonObject } from "./attribute.ts";

/** The members of a Group as a representation shows them. */
export interface MemberSet {
  /** False when the representation has no `members` at all (absent or null). */
  readonly shown: boolean;
  /** The distinct `value`s. */
  readonly values: ReadonlySet<string>;
  /** Values listed more than once under one `type` (RFC 7643 section 2.4 counts the pair). */
  readonly repeated: readonly string[];
  /** How many entries name nobody: neither a text `value` nor a `$ref`. */
  readonly malformed: number;
}

/**
 * Reads `members` as a set of `value`s: order, `display` and every other sub-attribute never matter
 * (RFC 7643 sections 2.4 and 4.2). Linear in the number of members.
 */
export function membersOf(resource: JsonObject): MemberSet {
  const members = attributeOf(resource, "members");
  if (isUnassigned(members)) return { shown: Array.isArray(members), values: new Set(), repeated: [], malformed: 0 };
  const values = new Set<string>();
  const entries: readonly unknown[] = Array.isArray(members) ? members : [members];
  let malformed = 0;
  for (const member of entries) {
    const value = isObject(member) ? valueOf(member) : undefined;
    if (value === undefined) malformed += 1;
    else values.add(value);
  }
  // Nearly always nobody is named twice, and who is can be left to a second reading.
  const isOnceEach = values.size === entries.length - malformed;
  return { shown: true, values, repeated: isOnceEach ? [] : repeatedIn(entries), malformed };
}

/** Who is named more than once with one `type`. */
function repeatedIn(entries: readonly unknown[]): readonly string[] {
  const types = new Map<string, Set<string | null>>();
  const repeated = new Set<string>();
  for (const member of entries) {
    const value = isObject(member) ? valueOf(member) : undefined;
    if (value === undefined || !isObject(member)) continue;
    const known = types.get(value) ?? new Set();
    const type = typeOf(member);
    if (known.has(type)) repeated.add(value);
    types.set(value, known.add(type));
  }
  return [...repeated];
}

/** How many entries of `members` name nobody; what is no list counts as one entry. Linear, and makes nothing. */
export function malformedMembers(resource: JsonObject): number {
  const members = attributeOf(resource, "members");
  if (isUnassigned(members)) return 0;
  let malformed = 0;
  for (const member of Array.isArray(members) ? (members as unknown[]) : [members]) {
    if (!isObject(member) || valueOf(member) === undefined) malformed += 1;
  }
  return malformed;
}

/** The `type` of an entry as text: what is no text is compared as it is written. */
function typeOf(member: JsonObject): string | null {
  const type = attributeOf(member, "type") ?? null;
  return type === null || typeof type === "string" ? type : JSON.stringify(type);
}

/** Whom an entry names: its `value`, else the last segment of its `$ref` (RFC 7643 section 4.2 requires neither). */
function valueOf(member: JsonObject): string | undefined {
  const value = attributeOf(member, "value");
  if (typeof value === "string") return value;
  const reference = attributeOf(member, "$ref") ?? attributeOf(member, "ref");
  const last = typeof reference === "string" ? reference.split(/[?#]/u)[0]?.split("/").at(-1) : undefined;
  if (last === undefined || last === "") return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** How an observed set of members parts from the expected one. */
export interface MemberDifference {
  readonly missing: readonly string[];
  readonly strangers: readonly string[];
}

/** Compares two sets of member values, order-free and linear. Ids compare exactly (RFC 7643 section 3.1: caseExact). */
export function compareMembers(expected: ReadonlySet<string>, actual: ReadonlySet<string>): MemberDifference {
  return { missing: without(expected, actual), strangers: without(actual, expected) };
}

/** Those of a set that another one has not. */
function without(all: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  const left: string[] = [];
  for (const value of all) if (!others.has(value)) left.push(value);
  return left;
}

/** True when nothing is missing and nobody is a stranger. */
export function sameMembers(difference: MemberDifference): boolean {
  return difference.missing.length === 0 && difference.strangers.length === 0;
}
