import { isObject, isUnassigned } from "../attribute.ts";
import { type AttributeSchema, sameName, subAttributeNamed } from "../path/attribute-schema.ts";
import { conform, conformList } from "./conform.ts";
import { type Context, chooseOrRefuse, isRequired } from "./context.ts";
import { type Node, read, readList, readNode, write } from "./node.ts";
import { Refusal } from "./refusal.ts";
import { sameValue } from "./same-value.ts";
import { addValues, settlePrimary } from "./values.ts";

/** How a value is written: by which operation, and whether `path` named its attribute. */
export interface Manner {
  readonly op: "add" | "replace";
  readonly withoutPath: boolean;
}

/**
 * Writes an attribute of an object as a whole (RFC 7644 sections 3.5.2.1 and 3.5.2.3): single values are replaced,
 * sub-attributes merged, lists added to or replaced.
 *
 * @throws {@link Refusal} when the value or the attribute's mutability does not allow it
 */
export function writeAttribute(
  node: Node,
  attribute: AttributeSchema,
  value: unknown,
  manner: Manner,
  context: Context,
): void {
  if (attribute.mutability === "readOnly") {
    return passReadOnly(attribute, sameValue(read(node, attribute.name), value), manner, context);
  }
  if (isUnassigned(value)) return writeNothing(node, attribute, value, manner, context);
  if (attribute.multiValued) return writeList(node, attribute, value, manner, context);
  const conformed = conform(value, attribute, context);
  if (conformed === null) return unassign(node, attribute, context);
  if (attribute.type === "complex" && isObject(conformed)) {
    return writeComplex(node, attribute, conformed, manner, context);
  }
  refuseImmutable(node, attribute, conformed);
  write(node, attribute.name, conformed);
}

/** A readOnly attribute stays as it is; the question is what the server says (RFC 7644 section 3.5.2). */
export function passReadOnly(attribute: AttributeSchema, isSame: boolean, manner: Manner, context: Context): void {
  const message = `${attribute.name} is readOnly`;
  if (isSame) {
    chooseOrRefuse(context, "read-only-same", "mutability", message);
    return;
  }
  // RFC 7643 section 3.1: `meta` is ignored when a client sends it; `id` is not the client's to specify.
  if (sameName(attribute.name, "meta")) chooseOrRefuse(context, "meta-sent", "mutability", message);
  else if (manner.withoutPath && sameName(attribute.name, "id")) {
    chooseOrRefuse(context, "id-sent", "mutability", message);
  } else throw new Refusal("mutability", message);
}

/** A value that has one already cannot be changed (RFC 7644 section 3.5.2). @throws {@link Refusal} */
function refuseImmutable(node: Node, attribute: AttributeSchema, value: unknown): void {
  if (attribute.mutability !== "immutable") return;
  const present = read(node, attribute.name);
  if (present !== undefined && !sameValue(present, value)) {
    throw new Refusal("mutability", `${attribute.name} is immutable and has a value`);
  }
}

/** Takes a value away. @throws {@link Refusal} when it is required, or immutable and assigned */
export function unassign(node: Node, attribute: AttributeSchema, context: Context): void {
  if (isRequired(attribute, context)) throw new Refusal("required", `${attribute.name} is required`);
  refuseImmutable(node, attribute, undefined);
  write(node, attribute.name, undefined);
}

/** Null and the empty list: to replace by them is to unassign (RFC 7643 section 2.5), to add them is to add nothing. */
function writeNothing(node: Node, attribute: AttributeSchema, value: unknown, manner: Manner, context: Context): void {
  if (manner.op === "replace") return unassign(node, attribute, context);
  const message = `there is nothing to add to ${attribute.name}`;
  if (attribute.multiValued || Array.isArray(value)) {
    chooseOrRefuse(context, "add-null-to-list", "value", message);
  } else if (chooseOrRefuse(context, "add-null", "value", message) === "unassign") {
    unassign(node, attribute, context);
  }
}

function writeList(node: Node, attribute: AttributeSchema, value: unknown, manner: Manner, context: Context): void {
  const present = manner.op === "add" ? readList(node, attribute.name) : [];
  const added = addValues(present, conformList(value, attribute, context), attribute, context);
  const settled = settlePrimary(added.values, added.primaries, attribute, context);
  if (settled.length === 0) return unassign(node, attribute, context);
  refuseImmutable(node, attribute, settled);
  write(node, attribute.name, settled);
}

function writeComplex(node: Node, attribute: AttributeSchema, value: object, manner: Manner, context: Context): void {
  const isWhole =
    manner.op === "replace" && manner.withoutPath && read(node, attribute.name) !== undefined
      ? context.choose("replace-complex-without-path") === "whole"
      : false;
  const present = readNode(node, attribute.name);
  const merged: Node = isWhole ? {} : { ...present };
  for (const [key, inner] of Object.entries(value)) {
    const sub = subAttributeNamed(attribute, key);
    if (sub !== undefined) refuseImmutable(present, sub, inner);
    write(merged, key, inner);
  }
  const written = Object.fromEntries(Object.entries(merged).filter(([, inner]) => !isUnassigned(inner)));
  if (Object.keys(written).length === 0) return unassign(node, attribute, context);
  refuseImmutable(node, attribute, written);
  write(node, attribute.name, written);
}
