import { isObject } from "../attribute.ts";
import { type AttributeSchema, subAttributeNamed } from "../path/attribute-schema.ts";
import { isNamedByValue } from "./conform.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { ElementIndex } from "./element-index.ts";
import { type Node, read, write } from "./node.ts";
import { isPartOf } from "./same-value.ts";

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
  const index = new ElementIndex(attribute, context, present);
  for (const element of incoming) {
    const found = index.placeOf(element);
    let place = found ?? values.length;
    const answer =
      found === undefined
        ? freshAnswer(element, values, attribute, context)
        : answerOf(element, values[place], place < present.length, attribute, context);
    if (answer === "twice") {
      place = values.push(withoutNulls(element)) - 1;
      index.note(element, place);
    } else if (answer === "merge") values[place] = merged(values[place], element, attribute);
    if (answer !== "keep" && isObject(element) && read(element, "primary") === true) primaries.add(place);
  }
  return { values, primaries: [...primaries].map((place) => values[place]) };
}

/** A value that is not there: unless one that is there says all that it says, it comes on top. */
function freshAnswer(
  element: unknown,
  values: readonly unknown[],
  attribute: AttributeSchema,
  context: Context,
): "twice" | "keep" {
  // Who is named by a value, and has another one, is somebody else.
  const isNamed = isNamedByValue(attribute) && isObject(element) && read(element, "value") !== undefined;
  const isPart = !isNamed && isObject(element) && values.some((value) => isPartOf(element, value));
  return isPart && context.choose("add-part-of") === "keep" ? "keep" : "twice";
}

/** What becomes of a value that is there already, in the same words or in others. */
function answerOf(
  element: unknown,
  twin: unknown,
  wasThere: boolean,
  attribute: AttributeSchema,
  context: Context,
): "merge" | "keep" | "twice" {
  const message = `${attribute.name} has this value already`;
  const isPart = isPartOf(element, twin);
  if (wasThere && !isPart && !isNamedByValue(attribute)) {
    return chooseOrRefuse(context, "add-again-otherwise", "present", message);
  }
  const answer = chooseOrRefuse(context, wasThere ? "add-again" : "twice-in-request", "present", message);
  if (answer === "twice") return answer;
  return isPart ? "keep" : "merge";
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
