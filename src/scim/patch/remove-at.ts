import { isObject, isUnassigned } from "../attribute.ts";
import { type AttributeSchema, subAttributeNamed } from "../path/attribute-schema.ts";
import { isCaseExact } from "../path/compare-values.ts";
import { filterOf } from "./check-filter.ts";
import { type Context, chooseOrRefuse, isRequired } from "./context.ts";
import { type Node, read, readList, readNode, write } from "./node.ts";
import type { PatchOperation } from "./patch-types.ts";
import { Refusal } from "./refusal.ts";
import type { AttributeTarget } from "./resolve-target.ts";
import { isPartOf } from "./same-value.ts";
import { unassign } from "./write-attribute.ts";

/**
 * Removes what a path names (RFC 7644 section 3.5.2.2). An attribute that has lost its last value is unassigned.
 *
 * @throws {@link Refusal} with `mutability` when the attribute is readOnly or required
 */
export function removeAt(root: Node, target: AttributeTarget, operation: PatchOperation, context: Context): void {
  if (target.extension === undefined) return removeIn(root, target, operation, context);
  const container = { ...readNode(root, target.extension) };
  removeIn(container, target, operation, context);
  // The URN stays in `schemas`: an extension without attributes is legal, and the RFC takes none away.
  return write(root, target.extension, container);
}

function removeIn(node: Node, target: AttributeTarget, operation: PatchOperation, context: Context): void {
  const { attribute, subAttribute, filter } = target;
  if (attribute.mutability === "readOnly" || subAttribute?.mutability === "readOnly") {
    throw new Refusal("mutability", `${(subAttribute ?? attribute).name} is readOnly`);
  }
  const isWhole = filter === undefined && subAttribute === undefined;
  const takesList = isWhole && attribute.multiValued && !isUnassignedScalar(operation.value);
  if (!takesList && operation.value !== undefined) {
    chooseOrRefuse(context, "remove-with-value", "remove-value", "remove takes no value");
  }
  if (isWhole && isRequired(attribute, context) && !takesList) return unassign(node, attribute, context);
  if (read(node, attribute.name) === undefined) {
    chooseOrRefuse(context, "remove-absent", "no-target", `${attribute.name} has no value`);
  } else if (takesList) removeListed(node, attribute, operation.value, context);
  else if (isWhole) unassign(node, attribute, context);
  else removeSelected(node, target, context);
}

/** Null says nothing, and neither does an absent value; an empty list lists nobody. */
function isUnassignedScalar(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/**
 * `remove` of `members` with a list of values: the RFC knows no such list, one identity provider sends it. Read by the
 * letter it empties the attribute; those who name values mean no others.
 */
function removeListed(node: Node, attribute: AttributeSchema, value: unknown, context: Context): void {
  const answer = chooseOrRefuse(context, "remove-value-list", "remove-value", "remove takes no value");
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isListed = (element: unknown): boolean => listed.some((one) => isMeant(one, element, attribute, context));
  keep(
    node,
    attribute,
    answer === "all" ? [] : readList(node, attribute.name).filter((one) => !isListed(one)),
    context,
  );
}

/** A listed value means those with its `value`, and with its `type` where it gives one; else those that have all it says. */
function isMeant(listed: unknown, element: unknown, attribute: AttributeSchema, context: Context): boolean {
  const wanted = isObject(listed) ? listed : { value: listed };
  const actual = isObject(element) ? element : { value: element };
  if (isUnassigned(read(wanted, "value"))) return isPartOf(wanted, actual);
  return ["value", "type"].every((name) => {
    const [left, right] = [read(wanted, name), read(actual, name)];
    if (left === undefined || left === right) return true;
    const about = subAttributeNamed(attribute, name) ?? { name };
    if (typeof left !== "string" || typeof right !== "string" || left.toLowerCase() !== right.toLowerCase())
      return false;
    if (isCaseExact(about, true)) return false;
    return !isCaseExact(about, false) || context.choose("disputed-case") === "fold";
  });
}

function removeSelected(node: Node, { attribute, filter, subAttribute }: AttributeTarget, context: Context): void {
  const list = readList(node, attribute.name);
  if (filter !== undefined && !attribute.multiValued) {
    chooseOrRefuse(context, "filter-on-single", "path", `${attribute.name} has one value and nothing to select`);
  }
  if (filter === undefined && attribute.multiValued) {
    chooseOrRefuse(context, "sub-of-all", "path", `${attribute.name} has many values`);
  }
  const matches = filter === undefined ? (): boolean => true : filterOf(filter, attribute, list, context);
  if (!list.some(matches)) {
    chooseOrRefuse(context, "remove-no-match", "no-target", `no value of ${attribute.name} matches the filter`);
    return;
  }
  if (subAttribute === undefined) {
    return keep(
      node,
      attribute,
      list.filter((element) => !matches(element)),
      context,
    );
  }
  const rest = list.map((element) => (matches(element) ? withoutSub(element, subAttribute, context) : element));
  return keep(
    node,
    attribute,
    rest.filter((element) => !isObject(element) || Object.keys(element).length > 0),
    context,
  );
}

function withoutSub(element: unknown, subAttribute: AttributeSchema, context: Context): unknown {
  if (!isObject(element)) return element;
  if (read(element, subAttribute.name) === undefined) {
    chooseOrRefuse(context, "remove-absent", "no-target", `${subAttribute.name} has no value`);
  }
  const record: Node = { ...element };
  unassign(record, subAttribute, context);
  return record;
}

/** What is left of an attribute; nothing left is unassigned, which a required attribute cannot be. */
function keep(node: Node, attribute: AttributeSchema, rest: readonly unknown[], context: Context): void {
  if (rest.length === 0) return unassign(node, attribute, context);
  return write(node, attribute.name, attribute.multiValued ? rest : rest[0]);
}
