import { isUnassigned } from "../attribute.ts";
import { parseDateTime } from "../date-time.ts";
import type { AttributeSchema } from "./attribute-schema.ts";
import type { CompareOp, CompValue } from "./path-types.ts";

/** How to read what RFC 7644 section 3.4.2.2 leaves open. */
export interface CompareReading {
  /** `ne` matches where there is no value at all. The table says "not identical" and nothing of absence. */
  readonly neMatchesAbsent: boolean;
  /** Attributes whose `caseExact` is disputed compare without case. */
  readonly foldDisputed: boolean;
}

/** The reading closest to the letter: no value is not identical to a value, and ids have a case (RFC 7643 section 3.1). */
export const READ_BY_RFC: CompareReading = { neMatchesAbsent: true, foldDisputed: false };

/** What is known of the attribute that is compared; its name alone, where no schema describes it. */
type About = Pick<AttributeSchema, "name"> & Partial<AttributeSchema>;

/** Ids and URIs are the same only when they are the same to the letter (RFC 7643 sections 2.3.7 and 3.1). */
const EXACT_BY_NAME: ReadonlySet<string> = new Set(["value", "id", "$ref"]);

/** True when texts of this attribute differ by their case (RFC 7643 section 7). */
export function isCaseExact(about: About, foldDisputed = false): boolean {
  if (about.type === undefined) return EXACT_BY_NAME.has(about.name.toLowerCase());
  if (foldDisputed && about.disputed?.includes("caseExact") === true) return false;
  return about.caseExact === true || about.type === "reference" || about.type === "binary";
}

/**
 * Compares a value with a literal as RFC 7644 section 3.4.2.2, Table 3 has it. Null, absent and the empty list are one
 * state (RFC 7643 section 2.5); values of different types are not identical and have no order.
 */
export function compareValues(
  actual: unknown,
  op: CompareOp,
  wanted: CompValue,
  about: About,
  reading: CompareReading = READ_BY_RFC,
): boolean {
  if (isUnassigned(actual))
    return op === (wanted === null ? "eq" : "ne") && (wanted === null || reading.neMatchesAbsent);
  if (typeof actual === "string" && typeof wanted === "string") {
    return compareTexts(actual, op, wanted, about, reading);
  }
  if (typeof actual === "number" && typeof wanted === "number") return ordered(actual - wanted, op);
  return op === "eq" ? actual === wanted : op === "ne" && actual !== wanted;
}

function compareTexts(actual: string, op: CompareOp, wanted: string, about: About, reading: CompareReading): boolean {
  if (about.type === "dateTime") {
    const [left, right] = [parseDateTime(actual), parseDateTime(wanted)];
    if (left !== undefined && right !== undefined) return ordered(left.epochMs - right.epochMs, op);
  }
  const fold = (text: string): string => (isCaseExact(about, reading.foldDisputed) ? text : text.toLowerCase());
  const [left, right] = [fold(actual), fold(wanted)];
  if (op === "co") return left.includes(right);
  if (op === "sw") return left.startsWith(right);
  if (op === "ew") return left.endsWith(right);
  return ordered(left === right ? 0 : left < right ? -1 : 1, op);
}

/** What an operator says of the sign of a difference; those that look into a text say nothing of numbers. */
function ordered(difference: number, op: CompareOp): boolean {
  switch (op) {
    case "eq":
      return difference === 0;
    case "ne":
      return difference !== 0;
    case "gt":
      return difference > 0;
    case "ge":
      return difference >= 0;
    case "lt":
      return difference < 0;
    case "le":
      return difference <= 0;
    case "co":
    case "sw":
    case "ew":
      return false;
  }
}
