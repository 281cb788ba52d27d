import { isObject, isUnassigned } from "../attribute.ts";
import type { AttributeSchema } from "../path/attribute-schema.ts";
import { conform } from "./conform.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { ElementIndex } from "./element-index.ts";
import { type Node, read, write } from "./node.ts";
import { Refusal } from "./refusal.ts";
import type { AttributeTarget } from "./resolve-target.ts";
import { sameValue } from "./same-value.ts";
import { settlePrimary, withoutNulls } from "./values.ts";
import { type Manner, unassign, writeAttribute } from "./write-attribute.ts";

/**
 * Changes every value that a filter selects (RFC 7644 section 3.5.2.3): the whole record, or one sub-attribute of it.
 *
 * @throws {@link Refusal} when a record or the sub-attribute does not allow it
 */
export function changeMatches(
  node: Node,
  target: AttributeTarget,
  list: readonly unknown[],
  matches: (element: unknown) => boolean,
  value: unknown,
  manner: Manner,
  context: Context,
): void {
  const { attribute, subAttribute } = target;
  const primaries: unknown[] = [];
  const changed = list.map((element) => {
    if (!matches(element)) return element;
    const record =
      subAttribute === undefined
        ? changedRecord(element, attribute, value, manner, context)
        : changedSub(element, subAttribute, value, manner, context);
    // A value that was primary before is only kept so, unless this operation names it.
    const isNamed = subAttribute === undefined || subAttribute.name === "primary";
    if (isNamed && isObject(record) && read(record, "primary") === true) primaries.push(record);
    return record;
  });
  const kept = withoutTwins(changed, list, attribute, context);
  const settled = settlePrimary(
    kept,
    primaries.filter((record) => kept.includes(record)),
    attribute,
    context,
  ).filter((element) => !isObject(element) || Object.keys(element).length > 0);
  if (settled.length === 0) return unassign(node, attribute, context);
  write(node, attribute.name, attribute.multiValued ? settled : settled[0]);
}

function changedSub(
  element: unknown,
  subAttribute: AttributeSchema,
  value: unknown,
  manner: Manner,
  context: Context,
): unknown {
  // A simple value has no sub-attribute but itself.
  const record: Node = isObject(element) ? { ...element } : { value: element };
  writeAttribute(record, subAttribute, value, manner, context);
  return isObject(element) ? record : record["value"];
}

function changedRecord(
  element: unknown,
  attribute: AttributeSchema,
  value: unknown,
  { op }: Manner,
  context: Context,
): unknown {
  let one: unknown = value;
  if (Array.isArray(value)) {
    // A list of one for the one value that is meant.
    chooseOrRefuse(context, "one-for-list", "value", "a value is replaced by a value, not by a list");
    one = value.length === 1 ? value[0] : undefined;
  }
  if (isUnassigned(one)) throw new Refusal("value", `there is no value for ${attribute.name}`);
  const part = conform(one, attribute, context);
  if (!isObject(part) || !isObject(element)) return part;
  const message = `a value of ${attribute.name} is there already`;
  const answer =
    op === "add" ? chooseOrRefuse(context, "add-to-match", "path", message) : context.choose("replace-match");
  for (const sub of attribute.subAttributes ?? []) {
    const [before, after] = [read(element, sub.name), read(part, sub.name)];
    if (sub.mutability !== "immutable" || before === undefined || after === undefined) continue;
    if (sameValue(before, after)) continue;
    chooseOrRefuse(context, "replace-immutable-in-match", "mutability", `${sub.name} is immutable and has a value`);
  }
  return withoutNulls(answer === "merge" ? { ...element, ...part } : part);
}

/** Values that a change has made the same, once. Those that were the same before are not this operation's doing. */
function withoutTwins(
  changed: readonly unknown[],
  before: readonly unknown[],
  attribute: AttributeSchema,
  context: Context,
): unknown[] {
  const [index, old] = [new ElementIndex(attribute, context), new ElementIndex(attribute, context)];
  return changed.filter((element, place) => {
    const twin = index.placeOf(element);
    const wasTwin = old.placeOf(before[place]) !== undefined;
    index.note(element, place);
    old.note(before[place], place);
    if (twin === undefined || wasTwin) return true;
    return chooseOrRefuse(context, "twice-in-request", "present", "two values become the same") === "twice";
  });
}
