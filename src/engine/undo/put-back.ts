import type { WayBack } from "../../client/index.ts";
import { attributeOf, type JsonObject, textOf } from "../../scim/index.ts";
import { objectIn } from "./find.ts";
import type { UndoAnswer, UndoMeans } from "./means.ts";
import { answered, isSuccess, type Undone } from "./undone.ts";

/** A resource of the user's that was written to. */
export interface Borrowed {
  readonly resource: string;
  readonly id: string;
  readonly path: string;
  /** What it was before the first write; undefined where that is not known. */
  readonly before: JsonObject | undefined;
  /** Updates that may bring it back, in the order to try them. */
  readonly ways: readonly WayBack[];
}

/** Puts a resource back as it was, and sees that it is. Nothing is written when it is so already. */
export async function putBack(means: UndoMeans, borrowed: Borrowed): Promise<Undone> {
  const { before, path, resource, id, ways } = borrowed;
  if (before === undefined) return { state: "not-verified", reason: "what it was before is not known" };
  const look = async (): Promise<UndoAnswer> =>
    await means.send({
      method: "GET",
      path,
      title: `compare ${resource} ${id} with what it was`,
      resource: { type: resource, id },
    });
  const first = await look();
  if (isAsBefore(first, before)) return { state: "restored", reason: "" };
  let said = "";
  for (const { method, type, body } of ways) {
    const text = JSON.stringify(body);
    const title = `put ${resource} ${id} back`;
    const request = { method, path, title, body: text, resource: { type: resource, id } };
    const sent = await means.send({ ...request, type });
    // A body is taken under its older name where the newer one is not known.
    const update = sent.status === 415 ? await means.send({ ...request, type: "application/json" }) : sent;
    said = `${method} ${answered(update)}`;
    const now = await look();
    if (isAsBefore(now, before)) return { state: "restored", reason: "" };
    if (objectIn(now) === undefined) {
      const state = isSuccess(update) ? "not-verified" : update.failure === "refused" ? "unreachable" : "left";
      return { state, reason: `${said}, and it could not be read back: GET ${answered(now)}` };
    }
  }
  return { state: "left", reason: said === "" ? "there is no way to put it back" : `${said}, and it is not as it was` };
}

function isAsBefore(answer: UndoAnswer, before: JsonObject): boolean {
  const now = objectIn(answer);
  return now !== undefined && comparable(now) === comparable(before);
}

/** A representation to compare by: without `meta`, members as a set, keys in order, empty lists left out. */
function comparable(resource: JsonObject): string {
  const entries = Object.entries(resource)
    .map(([name, value]): [string, unknown] => {
      const key = name.toLowerCase();
      return [key, key === "members" ? memberIds(value) : value];
    })
    .filter(([name, value]) => name !== "meta" && value !== null && !(Array.isArray(value) && value.length === 0));
  return JSON.stringify(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function memberIds(members: unknown): unknown {
  if (!Array.isArray(members)) return members ?? [];
  return members
    .map((member: unknown) =>
      typeof member === "object" && member !== null
        ? textOf(attributeOf(member as JsonObject, "value"))
        : textOf(member),
    )
    .sort();
}
