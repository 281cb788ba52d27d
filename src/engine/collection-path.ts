import type { Operation, ResourceTypeName } from "../document/index.ts";

/** The path of a type's collection below the base URL: the operation's own, or the one beside it. */
export function collectionPathOf(operation: Operation, type: ResourceTypeName): string {
  const own = operation.collectionPath;
  if (type === operation.resourceType) return own;
  // Not by a pattern: one that ends in $ takes for ever on a long segment.
  const start = own.lastIndexOf("/") + 1;
  return `${own.slice(0, start)}${sibling(own.slice(start), type)}`;
}

/** The name of the sibling collection, in the case the document uses for its own. */
function sibling(last: string, type: ResourceTypeName): string {
  return last === last.toLowerCase() ? `${type.toLowerCase()}s` : `${type}s`;
}
