import { isObject } from "../attribute.ts";
import { type AttributeSchema, subAttributeNamed } from "../path/attribute-schema.ts";
import { isCaseExact } from "../path/compare-values.ts";
import { matchesFilter } from "../path/match-filter.ts";
import type { CompareOp, CompValue, ValFilter } from "../path/path-types.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { read } from "./node.ts";
import { Refusal } from "./refusal.ts";

/**
 * The test that a path's filter puts to each value of an attribute, once the filter is known to fit the attribute.
 *
 * @throws {@link Refusal} with `invalidFilter` for an order of booleans or binaries (RFC 7644 section 3.4.2.2)
 */
export function filterOf(
  filter: ValFilter,
  attribute: AttributeSchema,
  values: readonly unknown[],
  context: Context,
): (element: unknown) => boolean {
  const expressions = expressionsOf(filter);
  for (const expression of expressions) checkExpression(expression, attribute, context);
  if (attribute.type !== "complex") {
    chooseOrRefuse(context, "filter-on-simple", "path", `${attribute.name} has no sub-attributes to select by`);
  }
  // Each question is asked only where its answer can make a difference.
  const asksAbsent = expressions.some(
    (expression) =>
      expression.kind === "compare" &&
      expression.compareOp === "ne" &&
      expression.compValue !== null &&
      values.some((value) => read(isObject(value) ? value : { value }, nameOf(expression)) === undefined),
  );
  const asksCase = expressions.some((expression) => {
    const sub = subAttributeNamed(attribute, nameOf(expression));
    return sub !== undefined && isCaseExact(sub, false) !== isCaseExact(sub, true);
  });
  const letter = { neMatchesAbsent: true, foldDisputed: false };
  const isFolded =
    asksCase &&
    values.some(
      (value) =>
        matchesFilter(value, filter, attribute, letter) !==
        matchesFilter(value, filter, attribute, { ...letter, foldDisputed: true }),
    ) &&
    context.choose("disputed-case") === "fold";
  const reading = {
    neMatchesAbsent: !asksAbsent || context.choose("ne-absent") === "match",
    foldDisputed: isFolded,
  };
  return (element) => matchesFilter(element, filter, attribute, reading);
}

type Expression = Extract<ValFilter, { kind: "pr" | "compare" }>;

function expressionsOf(filter: ValFilter): readonly Expression[] {
  if (filter.kind === "not") return expressionsOf(filter.filter);
  return "filters" in filter ? filter.filters.flatMap(expressionsOf) : [filter];
}

function nameOf({ attrPath }: Expression): string {
  return attrPath.subAttr ?? attrPath.name;
}

function checkExpression(expression: Expression, attribute: AttributeSchema, context: Context): void {
  const name = nameOf(expression);
  const sub = attribute.type === "complex" ? subAttributeNamed(attribute, name) : { ...attribute, name: "value" };
  if (sub === undefined && attribute.subAttributes !== undefined) {
    chooseOrRefuse(context, "unknown-in-filter", "path", `${attribute.name} has no sub-attribute ${name}`);
  }
  if (sub === undefined || expression.kind === "pr") return;
  const { compareOp, compValue } = expression;
  const isOrder = ["gt", "ge", "lt", "le"].includes(compareOp);
  if (isOrder && (sub.type === "boolean" || sub.type === "binary")) {
    throw new Refusal("comparison", `${name} is ${sub.type} and has no order`);
  }
  if (isOdd(sub, compareOp, compValue)) {
    chooseOrRefuse(context, "odd-comparison", "filter", `${name} cannot be compared by ${compareOp} with this value`);
  }
}

/** A comparison that can never match, or only because nothing is: legal to refuse (RFC 7644 section 3.12, Table 9). */
function isOdd(sub: AttributeSchema, op: CompareOp, value: CompValue): boolean {
  if (value === null) return op !== "eq" && op !== "ne";
  const isLookInto = op === "co" || op === "sw" || op === "ew";
  if (sub.type === "boolean") return isLookInto || typeof value !== "boolean";
  if (sub.type === "integer" || sub.type === "decimal") return isLookInto || typeof value !== "number";
  return typeof value !== "string";
}
