import { isObject, isUnassigned, type JsonObject } from "../attribute.ts";
import { parseDateTime } from "../date-time.ts";
import { type AttributeSchema, attributeNamed, sameName } from "../path/attribute-schema.ts";
import { isAttributeName } from "../path/read-attr-path.ts";
import { type Context, chooseOrRefuse, isRequired } from "./context.ts";
import { copyOf, keyOf, type Node } from "./node.ts";
import { Refusal } from "./refusal.ts";

/**
 * One value as its attribute has it (RFC 7643 section 2.3), null where it takes a value away. A list is not looked into.
 *
 * @throws {@link Refusal} when it does not fit the attribute's type (RFC 7644 section 3.5.2)
 */
export function conform(value: unknown, attribute: AttributeSchema, context: Context): unknown {
  if (isUnassigned(value)) return null;
  return attribute.type === "complex"
    ? conformComplex(value, attribute, context)
    : conformSimple(value, attribute, context);
}

/** The values of a multi-valued attribute; a value that stands alone may be taken for a list of one. */
export function conformList(value: unknown, attribute: AttributeSchema, context: Context): unknown[] {
  if (!Array.isArray(value)) {
    chooseOrRefuse(context, "one-for-list", "value", `${attribute.name} takes a list`);
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((element) => element !== null && element !== undefined)
    .map((element) => {
      if (Array.isArray(element)) throw new Refusal("value", `a value of ${attribute.name} is no list`);
      return namedElement(conform(element, attribute, context), attribute, context);
    });
}

/** A value that is known by its `value` alone, as a member is, may be refused without one. */
function namedElement(element: unknown, attribute: AttributeSchema, context: Context): unknown {
  if (isNamedByValue(attribute) && isObject(element) && isUnassigned(element["value"])) {
    chooseOrRefuse(context, "member-without-value", "value", `a value of ${attribute.name} lacks its value`);
  }
  return element;
}

/** True when the values of an attribute are known by a `value` that never changes, as members are. */
export function isNamedByValue(attribute: AttributeSchema): boolean {
  const mutability = attributeNamed(attribute.subAttributes, "value")?.mutability;
  return attribute.multiValued && (mutability === "immutable" || mutability === "readOnly");
}

function conformSimple(value: unknown, attribute: AttributeSchema, context: Context): unknown {
  if (!fits(value, attribute)) {
    const message = `${JSON.stringify(value)} is no ${attribute.type} for ${attribute.name}`;
    const coerced = coerce(value, attribute);
    if (coerced === undefined) throw new Refusal("value", message);
    chooseOrRefuse(context, "coercible-type", "value", message);
    return coerced;
  }
  if (value === "" && isRequired(attribute, context)) {
    chooseOrRefuse(context, "required-empty-text", "value", `${attribute.name} is required and empty`);
  } else if (value === "") {
    // Whatever the type of a text: an empty reference names nothing, an empty binary holds nothing.
    const answer = chooseOrRefuse(context, "empty-text", "value", `${attribute.name} is empty`);
    if (answer === "unassign") return null;
  }
  if (typeof value === "string" && attribute.canonicalValues?.some((one) => sameName(one, value)) === false) {
    const answer = chooseOrRefuse(context, "unlisted-canonical", "value", `${value} is not listed`);
    if (answer === "ignore") return null;
  }
  return value;
}

function fits(value: unknown, { type }: AttributeSchema): boolean {
  if (type === "boolean") return typeof value === "boolean";
  if (type === "integer") return Number.isInteger(value);
  if (type === "decimal") return typeof value === "number";
  return typeof value === "string" && (type !== "dateTime" || parseDateTime(value) !== undefined);
}

/** What a lenient server makes of a value of the wrong type; undefined when there is nothing sensible. */
function coerce(value: unknown, { type }: AttributeSchema): unknown {
  if (type === "boolean" && typeof value === "string" && /^(?:true|false)$/i.test(value)) {
    return value.toLowerCase() === "true";
  }
  if (type === "integer" && typeof value === "string" && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (type === "decimal" && typeof value === "string" && /^-?\d{1,15}(?:\.\d+)?$/.test(value)) return Number(value);
  return type === "string" && (typeof value === "number" || typeof value === "boolean") ? String(value) : undefined;
}

function conformComplex(value: unknown, attribute: AttributeSchema, context: Context): Node {
  if (isObject(value)) return conformSubAttributes(value, attribute, context);
  const main = attributeNamed(attribute.subAttributes, "value");
  const message = `${attribute.name} takes an object`;
  if (main === undefined || !fits(value, main)) throw new Refusal("value", message);
  // A bare id for a member or a manager: some clients send it, some servers take it.
  chooseOrRefuse(context, "coercible-type", "value", message);
  return { value };
}

/** Each sub-attribute as its schema has it, under the schema's spelling; null where it takes a value away. */
function conformSubAttributes(value: JsonObject, attribute: AttributeSchema, context: Context): Node {
  const known = attribute.subAttributes;
  if (known === undefined) return copyOf(value);
  const node: Node = {};
  for (const [key, inner] of Object.entries(value)) {
    const sub = attributeNamed(known, key);
    if (sub === undefined) {
      const message = `${attribute.name} has no sub-attribute ${key}`;
      const answer = chooseOrRefuse(context, "unknown-attribute", "unknown", message);
      if (answer === "store" && isAttributeName(key)) node[keyOf(node, key)] = copyOf(inner);
    } else if (sub.mutability === "readOnly") {
      chooseOrRefuse(context, "read-only-sub", "mutability", `${attribute.name}.${sub.name} is readOnly`);
    } else {
      node[sub.name] = sub.multiValued ? copyOf(inner) : conform(inner, sub, context);
    }
  }
  return node;
}
