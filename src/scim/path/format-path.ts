import type { AttrPath, ParsedPath, ValFilter } from "./path-types.ts";

/** Writes a path as the grammar of RFC 7644 section 3.5.2 has it: the inverse of {@link parsePath}. */
export function formatPath(path: ParsedPath): string {
  if (path.kind === "attrPath") return formatAttrPath(path.attrPath);
  const subAttr = path.subAttr === undefined ? "" : `.${path.subAttr}`;
  return `${formatAttrPath(path.attrPath)}[${formatFilter(path.filter)}]${subAttr}`;
}

/** Writes a filter with the parentheses that it needs and no others: the inverse of {@link parseFilter}. */
export function formatFilter(filter: ValFilter): string {
  switch (filter.kind) {
    case "pr":
      return `${formatAttrPath(filter.attrPath)} pr`;
    case "compare":
      return `${formatAttrPath(filter.attrPath)} ${filter.compareOp} ${JSON.stringify(filter.compValue)}`;
    case "not":
      return `not (${formatFilter(filter.filter)})`;
    case "and":
      return filter.filters.map((part) => grouped(part, part.kind === "or" || part.kind === "and")).join(" and ");
    case "or":
      return filter.filters.map((part) => grouped(part, part.kind === "or")).join(" or ");
  }
}

function grouped(filter: ValFilter, parentheses: boolean): string {
  return parentheses ? `(${formatFilter(filter)})` : formatFilter(filter);
}

/** Writes a name with its schema URI and sub-attribute, as RFC 7644 section 3.10 has it. */
export function formatAttrPath({ uri, name, subAttr }: AttrPath): string {
  return `${uri === undefined ? "" : `${uri}:`}${name}${subAttr === undefined ? "" : `.${subAttr}`}`;
}
