import type { WayBack } from "../../client/index.ts";
import type { Contract, Operation } from "../../document/index.ts";
import { renameTo, replaceMembers } from "../../scenarios/index.ts";
import { type JsonObject, membersOf, textAttribute } from "../../scim/index.ts";
import { patchMessage } from "../patch-message.ts";

/**
 * The updates that may bring a Group or User back to what it was: the operation under test first, since it is what wrote
 * to it, then a PUT where the document has one. A PATCH of a Group comes in each shape in which the vendor's documents
 * write members; a User has too many attributes to be put back by one.
 */
export function waysBack(contract: Contract, operation: Operation, before: JsonObject): readonly WayBack[] {
  const type = operation.request.content[0]?.type ?? "application/scim+json";
  if (operation.method === "PUT") return [{ method: "PUT", type, body: before }];
  const { profile } = contract;
  const name = textAttribute(before, "displayName");
  const ids = [...membersOf(before).values];
  const shapes = operation.resourceType === "Group" ? profile.patch.valueShapes : [];
  const patches = shapes.map((value): WayBack => {
    const style = { profile, shapes: { value, remove: profile.patch.removeShapes[0] ?? "filter" } } as const;
    const Operations = [...(name === undefined ? [] : [renameTo(style, name)]), ...replaceMembers(style, ids)];
    return { method: "PATCH", type, body: patchMessage(contract, operation, Operations) };
  });
  const put = contract.operations.find(
    ({ method, resourceType, path }) =>
      method === "PUT" && resourceType === operation.resourceType && path === operation.path,
  );
  if (put === undefined) return patches;
  return [...patches, { method: "PUT", type: put.request.content[0]?.type ?? type, body: before }];
}
