import { isAddressable, textAttribute } from "../../scim/index.ts";
import { findMade, objectIn } from "./find.ts";
import type { UndoMeans } from "./means.ts";
import { isGone, isSuccess, notDone, type Undone } from "./undone.ts";

/** A resource by its id. */
export interface ById {
  readonly resource: string;
  readonly id: string;
  readonly collectionPath: string;
}

/** Removes a resource that the run made. */
export async function removeById(means: UndoMeans, { resource, id, collectionPath }: ById): Promise<Undone> {
  if (!isAddressable(id)) return { state: "left", reason: "its id cannot stand in a path" };
  const answer = await means.send({
    method: "DELETE",
    path: `${collectionPath}/${encodeURIComponent(id)}`,
    title: `remove ${resource} ${id}`,
    resource: { type: resource, id },
  });
  if (isSuccess(answer)) return { state: "removed", reason: "" };
  return isGone(answer) ? { state: "gone", reason: "" } : notDone(answer, "DELETE");
}

const NAMES = ["displayName", "userName", "externalId"] as const;

/**
 * Removes what only a wrong server can have made under an id that named nothing. Such an id may be a short number that
 * has been given to somebody else's resource meanwhile, so it goes only when it carries the name of this run.
 */
export async function removeIfOurs(means: UndoMeans, what: ById, runId: string): Promise<Undone> {
  const { resource, id, collectionPath } = what;
  if (!isAddressable(id)) return { state: "none", reason: "" };
  const answer = await means.send({
    method: "GET",
    path: `${collectionPath}/${encodeURIComponent(id)}`,
    title: `see whether ${resource} ${id} was made by this run`,
    resource: { type: resource, id },
  });
  if (isGone(answer)) return { state: "none", reason: "" };
  const shown = objectIn(answer);
  if (shown !== undefined) {
    if (NAMES.some((name) => textAttribute(shown, name)?.includes(runId) === true))
      return await removeById(means, what);
    return { state: "left", reason: "it does not carry the name of this run, so it may be somebody else's" };
  }
  if (!isSuccess(answer) && answer.status === undefined) return notDone(answer, "GET");
  // No GET of a single resource: the list tells.
  const found = await findMade(means, { ...what, keys: [{ attribute: "id", value: id }] });
  if (found.kind === "none") return { state: "none", reason: "" };
  return { state: "left", reason: "it cannot be read, so nobody can tell whose it is" };
}
