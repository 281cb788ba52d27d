import type { Operation, ResourceTypeName } from "../document/index.ts";

/**
 * The path of a type's collection below the base URL: the operation's own; for the other type the one that the document
 * declares, the nearest where there are several; else what the sibling of the operation's own would be called.
 */
export function collectionPathOf(
  operation: Operation,
  type: ResourceTypeName,
  operations: readonly Operation[] = [],
): string {
  const own = operation.collectionPath;
  if (type === operation.resourceType) return own;
  let declared: { readonly path: string; readonly shared: number } | undefined;
  for (const { resourceType, collectionPath: path } of operations) {
    if (resourceType !== type || path.includes("{")) continue;
    const shared = sharedSegments(path, own);
    if (declared === undefined || shared > declared.shared) declared = { path, shared };
  }
  if (declared !== undefined) return declared.path;
  // Not by a pattern: one that ends in $ takes for ever on a long segment.
  const start = own.lastIndexOf("/") + 1;
  return `${own.slice(0, start)}${sibling(own.slice(start), type)}`;
}

/** How many segments two paths have in common from their beginning. */
function sharedSegments(left: string, right: string): number {
  const [one, other] = [left.split("/"), right.split("/")];
  const differs = one.findIndex((segment, index) => segment !== other[index]);
  return differs < 0 ? one.length : differs;
}

/** The name of the sibling collection, in the case the document uses for its own. */
function sibling(last: string, type: ResourceTypeName): string {
  return last === last.toLowerCase() ? `${type.toLowerCase()}s` : `${type}s`;
}
