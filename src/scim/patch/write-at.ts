import { isObject } from "../attribute.ts";
import type { ValFilter } from "../path/path-types.ts";
import { filterOf } from "./check-filter.ts";
import { conformList } from "./conform.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { type Node, read, readList, readNode, write } from "./node.ts";
import { Refusal } from "./refusal.ts";
import type { AttributeTarget } from "./resolve-target.ts";
import { sameValue } from "./same-value.ts";
import { addSchema } from "./schemas.ts";
import { addValues, settlePrimary } from "./values.ts";
import { type Manner, passReadOnly, writeAttribute } from "./write-attribute.ts";
import { changeMatches } from "./write-matches.ts";

/**
 * Writes what a path names (RFC 7644 sections 3.5.2.1 and 3.5.2.3). An attribute of an extension goes into the
 * extension's container, and its URN into `schemas` (section 3.5.2).
 *
 * @throws {@link Refusal} when the operation does not fit the attribute or its values
 */
export function writeAt(root: Node, target: AttributeTarget, value: unknown, manner: Manner, context: Context): void {
  if (target.extension === undefined) return writeIn(root, target, value, manner, context);
  const container = { ...readNode(root, target.extension) };
  writeIn(container, target, value, manner, context);
  write(root, target.extension, container);
  if (read(root, target.extension) !== undefined) addSchema(root, target.extension);
}

function writeIn(node: Node, target: AttributeTarget, value: unknown, manner: Manner, context: Context): void {
  const { attribute, subAttribute, filter } = target;
  if (subAttribute === undefined && filter === undefined) {
    return writeAttribute(node, attribute, value, manner, context);
  }
  if (attribute.mutability === "readOnly") {
    const present = subAttribute && read(readNode(node, attribute.name), subAttribute.name);
    const isSame = filter === undefined && !attribute.multiValued && sameValue(present, value);
    return passReadOnly(attribute, isSame, manner, context);
  }
  if (filter !== undefined) return writeMatches(node, { ...target, filter }, value, manner, context);
  if (subAttribute === undefined) return undefined;
  if (attribute.multiValued) return writeEach(node, target, value, manner, context);
  const complex = { ...readNode(node, attribute.name) };
  writeAttribute(complex, subAttribute, value, manner, context);
  return write(node, attribute.name, complex);
}

/** `emails.type`: a sub-attribute of no value in particular. The RFC does not say whose. */
function writeEach(node: Node, target: AttributeTarget, value: unknown, manner: Manner, context: Context): void {
  const { attribute, subAttribute } = target;
  const list = readList(node, attribute.name);
  const message = `${attribute.name} has many values`;
  if (list.length > 0) chooseOrRefuse(context, "sub-of-all", "path", message);
  else if (subAttribute !== undefined) {
    chooseOrRefuse(context, "sub-of-none", "path", `${attribute.name} has no values`);
    return create(node, target, [], { [subAttribute.name]: value }, context);
  }
  return changeMatches(node, target, list, () => true, value, manner, context);
}

type FilterTarget = AttributeTarget & { readonly filter: ValFilter };

function writeMatches(node: Node, target: FilterTarget, value: unknown, manner: Manner, context: Context): void {
  const { attribute, filter, subAttribute } = target;
  if (!attribute.multiValued) {
    chooseOrRefuse(context, "filter-on-single", "path", `${attribute.name} has one value and nothing to select`);
  }
  const list = readList(node, attribute.name);
  const matches = filterOf(filter, attribute, list, context);
  if (list.some(matches)) return changeMatches(node, target, list, matches, value, manner, context);
  const message = `no value of ${attribute.name} matches the filter`;
  // Section 3.5.2.3 is plain about replace, unless there are no values at all: then "treat the operation as an add".
  if (manner.op === "replace" && list.length > 0) throw new Refusal("no-target", message);
  chooseOrRefuse(context, manner.op === "add" ? "add-no-match" : "replace-no-values", "no-target", message);
  const seeds = seedsOf(filter);
  if (subAttribute !== undefined) return create(node, target, list, { ...seeds, [subAttribute.name]: value }, context);
  const [first] = Array.isArray(value) ? value : [value];
  return create(node, target, list, isObject(first) ? { ...seeds, ...first } : first, context);
}

/** Adds a value that a filter asked for and did not find. */
function create(node: Node, target: AttributeTarget, list: unknown[], element: unknown, context: Context): void {
  const { attribute } = target;
  const added = addValues(list, conformList([element], attribute, context), attribute, context);
  const settled = settlePrimary(added.values, added.primaries, attribute, context);
  write(node, attribute.name, attribute.multiValued ? settled : settled[0]);
}

/** What a value must have to match: the equalities of a filter that is nothing but those, joined by `and`. */
function seedsOf(filter: ValFilter): Node {
  if (filter.kind === "and") return Object.assign({}, ...filter.filters.map(seedsOf)) as Node;
  if (filter.kind !== "compare" || filter.compareOp !== "eq") return {};
  return { [filter.attrPath.subAttr ?? filter.attrPath.name]: filter.compValue };
}
