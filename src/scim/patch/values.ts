import { isObject } from "../attribute.ts";
import { type AttributeSchema, subAttributeNamed } from "../path/attribute-schema.ts";
import { isCaseExact } from "../path/compare-values.ts";
import { isNamedByValue } from "./conform.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { type Node, read, write } from "./node.ts";
import { isPartOf, sameValue } from "./same-value.ts";

/** A sub-attribute as it is compared with others; undefined when it has no value. */
function compared(element: unknown, name: string, attribute: AttributeSchema, context: Context): string | undefined {
  const value = isObject(element) ? read(element, name) : undefined;
  if (typeof value !== "string") return value === undefined ? undefined : JSON.stringify(value);
  const about = subAttributeNamed(attribute, name) ?? { name };
  if (isCaseExact(about, false) && !isCaseExact(about, true)) {
    return context.choose("disputed-case") === "exact" ? value : value.toLowerCase();
  }
  return isCaseExact(about) ? value : value.toLowerCase();
}

/**
 * True when two values of a multi-valued attribute are one and the same: by `value` where it never changes (a member is
 * its id), else by `type` and `value` (RFC 7643 section 2.4), else by everything they have.
 */
export function isSameElement(left: unknown, right: unknown, attribute: AttributeSchema, context: Context): boolean {
  if (sameValue(left, right)) return true;
  if (!isObject(left) || !isObject(right) || read(left, "value") === undefined) return false;
  const agree = (name: string): boolean =>
    compared(left, name, attribute, context) === compared(right, name, attribute, context);
  return agree("value") && (isNamedByValue(attribute) || agree("type"));
}

/**
 * Adds values to those that are there (RFC 7644 section 3.5.2.1). What is there already is not added again; what is there
 * in other words is completed.
 *
 * @returns all values, and those of them whose `primary` this request has set
 */
export function addValues(
  present: readonly unknown[],
  incoming: readonly unknown[],
  attribute: AttributeSchema,
  context: Context,
): { readonly values: unknown[]; readonly primaries: readonly unknown[] } {
  const values = [...present];
  // By place, because completing a value makes another object of it.
  const primaries = new Set<number>();
  for (const element of incoming) {
    const found = values.findIndex((value) => isSameElement(element, value, attribute, context));
    const place = found < 0 ? values.length : found;
    const answer = found < 0 ? freshAnswer(element, values, context) : answerOf(element, values, place, present, context);
    if (answer === "twice") values.push(withoutNulls(element));
    else if (answer === "merge") values[place] = merged(values[place], element, attribute);
    const at = answer === "twice" ? values.length - 1 : place;
    if (answer !== "keep" && isObject(element) && read(element, "primary") === true) primaries.add(at);
  }
  return { values, primaries: [...primaries].map((place) => values[place]) };
}

/** A value that is not there: unless one that is there says all that it says, it comes on top. */
function freshAnswer(element: unknown, values: readonly unknown[], context: Context): "twice" | "keep" {
  const isPart = isObject(element) && values.some((value) => isPartOf(element, value));
  return isPart && context.choose("add-part-of") === "keep" ? "keep" : "twice";
}

/** What becomes of a value that is there already, in the same words or in others. */
function answerOf(
  element: unknown,
  values: readonly unknown[],
  place: number,
  present: readonly unknown[],
  context: Context,
): "merge" | "keep" | "twice" {
  const message = "this value is there already";
  if (place >= present.length) {
    const answer = chooseOrRefuse(context, "twice-in-request", "present", message);
    return answer === "once" ? "merge" : answer;
  }
  if (!isPartOf(element, values[place])) return chooseOrRefuse(context, "add-again-otherwise", "present", message);
  return chooseOrRefuse(context, "add-again", "present", message) === "once" ? "keep" : "twice";
}

/** A new value: what it leaves unassigned is not there. */
export function withoutNulls(element: unknown): unknown {
  if (!isObject(element)) return element;
  const node: Node = {};
  for (const [key, value] of Object.entries(element)) write(node, key, value);
  return node;
}

/** A value completed by another: what is immutable stays as it was once it has a value (RFC 7644 section 3.5.2). */
function merged(present: unknown, element: unknown, attribute: AttributeSchema): unknown {
  if (!isObject(present) || !isObject(element)) return present;
  const node: Node = { ...present };
  for (const [key, value] of Object.entries(element)) {
    const isFixed = subAttributeNamed(attribute, key)?.mutability === "immutable" && read(node, key) !== undefined;
    if (!isFixed) write(node, key, value);
  }
  return node;
}

/**
 * Leaves one value primary: those that a request sets turn the others off (RFC 7644 section 3.5.2). Two at once break RFC
 * 7643 section 2.4, and the RFC does not say what comes of it.
 */
export function settlePrimary(
  values: readonly unknown[],
  primaries: readonly unknown[],
  attribute: AttributeSchema,
  context: Context,
): unknown[] {
  let [winner] = primaries;
  if (primaries.length > 1) {
    const message = `${attribute.name} has two primary values`;
    if (chooseOrRefuse(context, "two-primaries", "value", message) === "last") winner = primaries.at(-1);
  }
  if (winner === undefined) return [...values];
  return values.map((value) => {
    if (value === winner || !isObject(value) || read(value, "primary") !== true) return value;
    const node: Node = { ...value };
    write(node, "primary", false);
    return node;
  });
}
