import type { Operation, ResourceTypeName } from "../document/index.ts";

/** The path of a type's collection below the base URL: the operation's own, or the one beside it. */
export function collectionPathOf(operation: Operation, type: ResourceTypeName): string {
  const own = operation.collectionPath;
  return type === operation.resourceType ? own : own.replace(/[^/]+$/u, sibling(own, type));
}

/** The name of the sibling collection, in the case the document uses for its own. */
function sibling(path: string, type: ResourceTypeName): string {
  const last = path.slice(path.lastIndexOf("/") + 1);
  return last === last.toLowerCase() ? `${type.toLowerCase()}s` : `${type}s`;
}
