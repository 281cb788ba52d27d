import { isObject, isUnassigned, type JsonObject } from "../attribute.ts";
import { attributeNamed, type SchemaDescription, sameName } from "../path/attribute-schema.ts";
import { parsePath } from "../path/parse-path.ts";
import type { ParsedPath } from "../path/path-types.ts";
import { isAttributeName } from "../path/read-attr-path.ts";
import { textOf } from "../text-of.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { type Node, read, readNode, write } from "./node.ts";
import type { PatchOperation } from "./patch-types.ts";
import { Refusal } from "./refusal.ts";
import { removeAt } from "./remove-at.ts";
import { attributeAt, resolveTarget, type Target } from "./resolve-target.ts";
import { addSchema } from "./schemas.ts";
import { writeAt } from "./write-at.ts";
import { type Manner, unassign, writeAttribute } from "./write-attribute.ts";

/**
 * Applies one operation to a working copy (RFC 7644 section 3.5.2). After a refusal the copy may be half changed: it is
 * the caller who throws it away.
 *
 * @throws {@link Refusal} when the operation is not to be applied
 */
export function applyOperation(root: Node, operation: PatchOperation, context: Context): void {
  const op = opOf(operation, context);
  const path = pathOf(operation, context);
  if (op === "remove") {
    if (path === undefined) throw new Refusal("no-target", "remove needs a path");
    const target = resolveTarget(path, storedAt(root, path, context), context);
    return removeTarget(root, target, operation, context);
  }
  const value = valueOf(op, operation, context);
  const manner: Manner = { op, withoutPath: path === undefined };
  if (path === undefined) return writeWithoutPath(root, value, manner, context);
  return writeTarget(root, resolveTarget(path, value, context), value, manner, context);
}

function opOf({ op }: PatchOperation, context: Context): "add" | "remove" | "replace" {
  const known = typeof op === "string" ? op.toLowerCase() : undefined;
  if (known !== "add" && known !== "remove" && known !== "replace") {
    throw new Refusal("syntax", "op is none of add, remove and replace");
  }
  if (op !== known && context.options.anyOpCase !== true) {
    chooseOrRefuse(context, "op-case", "syntax", `op is written ${textOf(op)}`);
  }
  return known;
}

/** The path, undefined when there is none: null is the absence of a value (RFC 7643 section 2.5). */
function pathOf({ path }: PatchOperation, context: Context): ParsedPath | undefined {
  if (isUnassigned(path)) return undefined;
  if (path === "") {
    chooseOrRefuse(context, "empty-path", "path", "path is empty");
    return undefined;
  }
  if (typeof path !== "string") throw new Refusal("path", "path is no text");
  const parsed = parsePath(path);
  if (parsed.kind === "error") throw new Refusal(parsed.scimType === "invalidPath" ? "path" : "filter", parsed.message);
  if (!parsed.strict) chooseOrRefuse(context, "loose-path", "path", "path departs from the grammar");
  return parsed;
}

function valueOf(op: "add" | "replace", operation: PatchOperation, context: Context): unknown {
  if (operation.value !== undefined) return operation.value;
  const message = `${op} needs a value`;
  if (op === "add") throw new Refusal("value", message);
  chooseOrRefuse(context, "replace-without-value", "value", message);
  return null;
}

/** What is stored under a name that the schema may not know. */
function storedAt(root: Node, { attrPath: { uri, name } }: ParsedPath, { schema }: Context): unknown {
  return read(uri === undefined || sameName(uri, schema.urn) ? root : readNode(root, uri), name);
}

function writeTarget(root: Node, target: Target, value: unknown, manner: Manner, context: Context): void {
  if (target.kind === "attribute") return writeAt(root, target, value, manner, context);
  if (target.kind === "nothing") return undefined;
  chooseOrRefuse(context, "container-path", "path", `${target.extension.urn} is a schema, not an attribute`);
  return writeContainer(root, target.extension, value, manner, context);
}

function removeTarget(root: Node, target: Target, operation: PatchOperation, context: Context): void {
  if (target.kind === "attribute") return removeAt(root, target, operation, context);
  if (target.kind === "nothing") return undefined;
  chooseOrRefuse(context, "container-path", "path", `${target.extension.urn} is a schema, not an attribute`);
  return write(root, target.extension.urn, undefined);
}

/** Without a path the resource itself is the target, and `value` a set of its attributes. */
function writeWithoutPath(root: Node, value: unknown, manner: Manner, context: Context): void {
  if (!isObject(value)) throw new Refusal("value", "without a path, value is an object");
  if (Object.keys(value).length === 0) {
    chooseOrRefuse(context, "empty-value", "value", "value names no attribute");
  }
  for (const [key, inner] of Object.entries(value)) {
    const extension = context.schema.extensions.find(({ urn }) => sameName(urn, key));
    if (extension !== undefined) writeContainer(root, extension, inner, manner, context);
    else writeKey(root, key, inner, manner, context);
  }
}

function writeKey(root: Node, key: string, value: unknown, manner: Manner, context: Context): void {
  const parsed = parsePath(key);
  if (parsed.kind === "error") {
    chooseOrRefuse(context, "unknown-attribute", "unknown", `there is no attribute ${key}`);
    return undefined;
  }
  // A path where a name belongs: section 3.10 gives all operations one notation, 3.5.2.1 speaks of attributes only.
  if (!isAttributeName(key)) {
    const answer = chooseOrRefuse(context, "key-notation", "unknown", `${key} is no attribute name`);
    if (answer === "ignore") return undefined;
  }
  const isStrange = parsed.attrPath.uri !== undefined && attributeAt(parsed.attrPath, context) === undefined;
  if (isStrange && parsed.kind === "attrPath" && isObject(value)) {
    // An extension that the schema does not know: its key is a whole URN.
    const answer = chooseOrRefuse(context, "unknown-attribute", "unknown", `there is no schema ${key}`);
    if (answer === "ignore") return undefined;
    write(root, key, value);
    return addSchema(root, key);
  }
  return writeTarget(root, resolveTarget(parsed, value, context), value, manner, context);
}

/** The attributes of an extension, under its URN (RFC 7643 section 3.3). */
function writeContainer(
  root: Node,
  { urn, attributes }: SchemaDescription,
  value: unknown,
  manner: Manner,
  context: Context,
): void {
  const container = { ...readNode(root, urn) };
  if (isUnassigned(value)) {
    for (const attribute of attributes) {
      if (read(container, attribute.name) !== undefined) unassign(container, attribute, context);
    }
    return write(root, urn, container);
  }
  if (!isObject(value)) throw new Refusal("value", `${urn} takes an object`);
  writeEntries(container, value, attributes, manner, context);
  write(root, urn, container);
  if (read(root, urn) !== undefined) addSchema(root, urn);
}

function writeEntries(
  container: Node,
  value: JsonObject,
  attributes: SchemaDescription["attributes"],
  manner: Manner,
  context: Context,
): void {
  for (const [key, inner] of Object.entries(value)) {
    const attribute = attributeNamed(attributes, key);
    if (attribute !== undefined) {
      writeAttribute(container, attribute, inner, manner, context);
      continue;
    }
    const answer = chooseOrRefuse(context, "unknown-attribute", "unknown", `there is no attribute ${key}`);
    if (answer === "store" && isAttributeName(key)) write(container, key, structuredClone(inner));
  }
}
