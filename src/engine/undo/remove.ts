import { idText, type JournalKey } from "../../client/index.ts";
import { HarnessError } from "../../result/index.ts";
import { attributeOf, isAddressable } from "../../scim/index.ts";
import { findMade, objectIn } from "./find.ts";
import type { UndoMeans } from "./means.ts";
import { isGone, isSuccess, notDone, type Undone } from "./undone.ts";
import { carriesRun, whose } from "./whose.ts";

/** A resource by its id. */
export interface ById {
  readonly resource: string;
  readonly id: string;
  readonly collectionPath: string;
}

/**
 * Whether a resource is still shown after its DELETE was acknowledged: an acknowledgement alone is no proof. By GET, or
 * where there is none, by a search for its names. Under an id that was given again there is somebody else's.
 */
export async function isStillThere(
  means: UndoMeans,
  what: ById,
  { runId, keys }: { readonly runId: string; readonly keys: readonly JournalKey[] },
): Promise<boolean> {
  const { resource, id, collectionPath } = what;
  const answer = await means.send({
    method: "GET",
    path: `${collectionPath}/${encodeURIComponent(id)}`,
    title: `see that ${resource} ${id} is gone`,
    resource: { type: resource, id },
    useReserved: false,
  });
  if (isGone(answer)) return false;
  const shown = objectIn(answer);
  if (shown !== undefined) return idText(attributeOf(shown, "id")) === id && whose(shown, runId, keys) !== "another";
  const names = keys.filter(({ attribute }) => attribute !== "id");
  if (answer.status === undefined || names.length === 0) return false;
  const found = await findMade(means, { resource, collectionPath, keys: names }, true);
  return found.kind === "found" && found.ids.includes(id);
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
  // A login form or a portal answers in the server's place: nothing has been removed.
  if (isSuccess(answer) && /^\s*<(?:!doctype|html)/iu.test(answer.body))
    return { state: "left", reason: `DELETE was answered ${answer.status ?? 0} with a web page` };
  if (isSuccess(answer)) return { state: "removed", reason: "" };
  // 404 is also what a server says that has no DELETE at all; 410 can only mean the resource.
  if (answer.status === 404) return await seenGone(means, { resource, id, collectionPath });
  return isGone(answer) ? { state: "gone", reason: "" } : notDone(answer, "DELETE");
}

/** Whether what a DELETE does not find is gone: a GET tells, or where there is none, the list. */
async function seenGone(means: UndoMeans, what: ById): Promise<Undone> {
  const { resource, id, collectionPath } = what;
  const said = "DELETE was answered 404";
  try {
    const answer = await means.send({
      method: "GET",
      path: `${collectionPath}/${encodeURIComponent(id)}`,
      title: `see whether ${resource} ${id} is gone`,
      resource: { type: resource, id },
      useReserved: false,
    });
    if (isGone(answer)) return { state: "gone", reason: "" };
    if (objectIn(answer) !== undefined)
      return { state: "left", reason: `${said}, and a GET still shows it`, status: 404 };
    const found = await findMade(means, { ...what, keys: [{ attribute: "id", value: id }] });
    if (found.kind === "none") return { state: "gone", reason: "" };
    const seen = found.kind === "found" ? "the list still shows it" : "nothing shows whether it is gone";
    return { state: "left", reason: `${said}, and ${seen}`, status: 404 };
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "BUDGET_SPENT") throw error;
    return { state: "left", reason: `${said}, and no request is left to see whether it is gone`, status: 404 };
  }
}

/**
 * Whether the resource under an id that the answer to a create gave is somebody else's: a wrong server may give the id
 * of what was there before. What cannot be read is believed to be the run's.
 */
export async function isAnothers(
  means: UndoMeans,
  { resource, id, collectionPath }: ById,
  { runId, keys }: { readonly runId: string; readonly keys: readonly JournalKey[] },
): Promise<boolean> {
  if (!isAddressable(id)) return false;
  const answer = await means.send({
    method: "GET",
    path: `${collectionPath}/${encodeURIComponent(id)}`,
    title: `see whether ${resource} ${id} was made by this run`,
    resource: { type: resource, id },
  });
  const shown = objectIn(answer);
  return shown !== undefined && whose(shown, runId, keys) === "another";
}

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
    if (carriesRun(shown, runId)) return await removeById(means, what);
    return { state: "left", reason: "it does not carry the name of this run, so it may be somebody else's" };
  }
  if (!isSuccess(answer) && answer.status === undefined) return notDone(answer, "GET");
  // No GET of a single resource: the list tells.
  const found = await findMade(means, { ...what, keys: [{ attribute: "id", value: id }] });
  if (found.kind === "none") return { state: "none", reason: "" };
  return { state: "left", reason: "it cannot be read, so nobody can tell whose it is" };
}
