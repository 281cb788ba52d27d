import { attributeOf, isObject, isUnassigned, type JsonObject } from "./attribute.ts";

/** The members of a Group as a representation shows them. */
export interface MemberSet {
  /** False when the representation has no `members` at all (absent or null). */
  readonly shown: boolean;
  /** The distinct `value`s. */
  readonly values: ReadonlySet<string>;
  /** Values listed more than once. */
  readonly repeated: readonly string[];
  /** How many entries have no text `value`. */
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
  const repeated = new Set<string>();
  let malformed = 0;
  for (const member of Array.isArray(members) ? members : [members]) {
    const value: unknown = isObject(member) ? attributeOf(member, "value") : undefined;
    if (typeof value !== "string") malformed += 1;
    else if (values.has(value)) repeated.add(value);
    else values.add(value);
  }
  return { shown: true, values, repeated: [...repeated], malformed };
}

/** How an observed set of members parts from the expected one. */
export interface MemberDifference {
  readonly missing: readonly string[];
  readonly strangers: readonly string[];
}

/** Compares two sets of member values, order-free and linear. Ids compare exactly (RFC 7643 section 3.1: caseExact). */
export function compareMembers(expected: ReadonlySet<string>, actual: ReadonlySet<string>): MemberDifference {
  return {
    missing: [...expected].filter((value) => !actual.has(value)),
    strangers: [...actual].filter((value) => !expected.has(value)),
  };
}

/** True when nothing is missing and nobody is a stranger. */
export function sameMembers(difference: MemberDifference): boolean {
  return difference.missing.length === 0 && difference.strangers.length === 0;
}
