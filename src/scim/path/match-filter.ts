import { attributeOf, isObject, isUnassigned, type JsonObject } from "../attribute.ts";
import { type AttributeSchema, subAttributeNamed } from "./attribute-schema.ts";
import { type CompareReading, compareValues, READ_BY_RFC } from "./compare-values.ts";
import type { AttrPath, ValFilter } from "./path-types.ts";

/**
 * True when one value of a multi-valued attribute matches a filter (RFC 7644 section 3.4.2.2). A value that is no object
 * is read as `{ value }`: section 3.5.2.2 speaks of filters "comparing a value", and simple values have no other name.
 *
 * @param attribute - the attribute whose value it is; without it `value`, `id` and `$ref` have a case and nothing else
 * @param reading - how to read what the RFC leaves open
 */
export function matchesFilter(
  element: unknown,
  filter: ValFilter,
  attribute?: AttributeSchema,
  reading: CompareReading = READ_BY_RFC,
): boolean {
  const record = isObject(element) ? element : { value: element };
  const test = (part: ValFilter): boolean => matchesFilter(record, part, attribute, reading);
  switch (filter.kind) {
    case "and":
      return filter.filters.every(test);
    case "or":
      return filter.filters.some(test);
    case "not":
      return !test(filter.filter);
    case "pr":
      return isPresent(valueAt(record, filter.attrPath));
    case "compare": {
      const { name, subAttr } = filter.attrPath;
      // A simple value has the characteristics of its attribute: it has no sub-attributes to have them.
      const isSimple = attribute !== undefined && attribute.type !== "complex";
      const sub = isSimple ? attribute : subAttributeNamed(attribute, subAttr ?? name);
      const about = sub ?? { name: subAttr ?? name };
      const actual = valueAt(record, filter.attrPath);
      return (Array.isArray(actual) && actual.length > 0 ? actual : [actual]).some((value) =>
        compareValues(value, filter.compareOp, filter.compValue, about, reading),
      );
    }
  }
}

/** Sub-attributes are named alone; a longer path is followed as far as the value has it. */
function valueAt(record: JsonObject, { name, subAttr }: AttrPath): unknown {
  const value = attributeOf(record, name);
  if (subAttr === undefined) return value;
  return isObject(value) ? attributeOf(value, subAttr) : undefined;
}

/** `pr`: "a non-empty or non-null value, or a non-empty node for complex attributes" (Table 3). */
function isPresent(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(isPresent);
  return value !== "" && !isUnassigned(value);
}
