import { idText, type JournalKey, parseWithIds, type RawAnswer } from "../../client/index.ts";
import { attributeOf, isObject, type JsonObject, textAttribute } from "../../scim/index.ts";
import type { UndoAnswer, UndoMeans } from "./means.ts";
import { isSuccess, notDone, type Undone } from "./undone.ts";

/** What is looked for: something made under values that nothing else on the server has. */
export interface Wanted {
  readonly resource: string;
  readonly collectionPath: string;
  readonly keys: readonly JournalKey[];
}

/** What a search came to. */
export type Found =
  | { readonly kind: "found"; readonly ids: readonly string[] }
  /** A complete answer shows nothing of the name. */
  | { readonly kind: "none" }
  /** The search itself failed, or did not show everything. */
  | { readonly kind: "unknown"; readonly undone: Undone };

const PAGE = 100;
// Of a filter that the server ignores, and of the whole collection: so many pages at most.
const MAX_PAGES = 50;

/**
 * Looks for what was made under one of its values: by a filter for each, then, where none is taken, in the whole list.
 *
 * @param byFilterAlone where the whole list is more than it is worth
 */
export async function findMade(means: UndoMeans, wanted: Wanted, byFilterAlone = false): Promise<Found> {
  let complete = false;
  let failed: Undone | undefined;
  for (const { attribute, value } of wanted.keys) {
    const listing = await readList(means, wanted, `${attribute} eq ${JSON.stringify(value)}`);
    if (listing.ids.length > 0) return { kind: "found", ids: listing.ids };
    if (listing.failed === undefined) complete = true;
    else failed = listing.failed;
    if (failed?.state === "unreachable") return { kind: "unknown", undone: failed };
  }
  if (complete) return { kind: "none" };
  return byFilterAlone && failed !== undefined ? { kind: "unknown", undone: failed } : await scan(means, wanted);
}

/**
 * Looks for it in the whole list: a search may go by an index that does not know yet what was just made, or by an
 * attribute that cannot be searched for.
 */
export async function scan(means: UndoMeans, wanted: Wanted): Promise<Found> {
  const { ids, failed } = await readList(means, wanted, undefined);
  if (ids.length > 0) return { kind: "found", ids };
  return failed === undefined ? { kind: "none" } : { kind: "unknown", undone: failed };
}

interface Listing {
  /** Of the resources that are wanted. */
  readonly ids: readonly string[];
  /** Why the list is not known to its end; undefined when all of it was seen. */
  readonly failed?: Undone;
}

/** Reads a list page by page to its end (RFC 7644 section 3.4.2.4), and keeps what is wanted. */
async function readList(means: UndoMeans, wanted: Wanted, filter: string | undefined): Promise<Listing> {
  const ids = new Set<string>();
  let seen = 0;
  let first: string | undefined;
  let nameless = false;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await means.send({
      method: "GET",
      path: `${wanted.collectionPath}${queryOf(filter, seen)}`,
      title: `look for the ${wanted.resource} whose creation was not answered`,
    });
    const list = listIn(answer);
    if (list === undefined) return { ids: [...ids], failed: notDone(answer, "the search") };
    const text = JSON.stringify(list.resources[0] ?? null);
    // A server that knows no paging would show its first page for ever.
    if (page > 0 && text === first) break;
    first = text;
    for (const resource of list.resources) {
      if (!isWanted(resource, wanted.keys)) continue;
      const id = idText(attributeOf(resource, "id"));
      if (id === undefined) nameless = true;
      else ids.add(id);
    }
    if (nameless) return { ids: [...ids], failed: { state: "left", reason: "it is shown without an id" } };
    seen += list.resources.length;
    if (seen >= list.total) return { ids: [...ids] };
    if (list.resources.length === 0) break;
  }
  return { ids: [...ids], failed: { state: "left", reason: "the list could not be read to its end" } };
}

function queryOf(filter: string | undefined, seen: number): string {
  const parts = [
    ...(filter === undefined ? [] : [`filter=${encodeURIComponent(filter)}`]),
    // The first request of a search is the plainest: not every server takes more.
    ...(seen === 0 && filter !== undefined ? [] : [`startIndex=${seen + 1}`, `count=${PAGE}`]),
  ];
  return `?${parts.join("&")}`;
}

function isWanted(resource: JsonObject, keys: readonly JournalKey[]): boolean {
  return keys.some(({ attribute, value }) => {
    if (attribute === "id") return idText(attributeOf(resource, attribute)) === value;
    const shown = textAttribute(resource, attribute);
    // The only name of these that has no case (RFC 7643 section 4.1.1): a server may show it in another.
    return attribute === "userName" ? shown?.toLowerCase() === value.toLowerCase() : shown === value;
  });
}

/** A ListResponse (RFC 7644 section 3.4.2), or undefined when the answer is none. */
function listIn(answer: UndoAnswer): { readonly total: number; readonly resources: readonly JsonObject[] } | undefined {
  const body = objectIn(answer);
  const total = body === undefined ? undefined : attributeOf(body, "totalResults");
  if (body === undefined || typeof total !== "number") return undefined;
  const resources = attributeOf(body, "Resources");
  return { total, resources: Array.isArray(resources) ? resources.filter((one) => isObject(one)) : [] };
}

/** The JSON object in the answer to a request that succeeded. */
export function objectIn(answer: RawAnswer): JsonObject | undefined {
  if (!isSuccess(answer)) return undefined;
  try {
    const value = parseWithIds(answer.body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
