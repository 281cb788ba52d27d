import type { ResourceTypeName } from "../../document/index.ts";
import { type Exchange, headerOf } from "../../result/index.ts";
import type { Session } from "../session.ts";
import { ask } from "./ask.ts";

// No server has a collection of that name.
const NOWHERE = "sp-no-such-collection";

/**
 * True when a DELETE was answered 404 because there is no such route, and not because its id names nothing: a GET of
 * the same id is answered in another way, and a DELETE below a path that no server has in the very same. A server that
 * answers everything alike, or with nothing to compare, shows neither: then false.
 *
 * @param removal the DELETE, and the id that it had
 * @see RFC 9110 section 15.5.5: 404 says that the origin server has no current representation, whichever the reason
 */
export async function isNoRoute(
  session: Session,
  type: ResourceTypeName,
  { removal, id }: { readonly removal: Exchange; readonly id: string },
): Promise<boolean> {
  if (removal.response?.status !== 404) return false;
  const said = wordingOf(removal, id);
  if (said === undefined) return false;
  const read = await ask(session, {
    method: "GET",
    path: session.resourcePath(type, id),
    title: `GET an id that names no ${type}`,
  });
  if (read.response?.status !== 404 || wordingOf(read, id) === said) return false;
  const nowhere = await ask(session, {
    method: "DELETE",
    path: `/${NOWHERE}/${encodeURIComponent(id)}`,
    title: "DELETE where there is nothing",
  });
  return nowhere.response?.status === 404 && wordingOf(nowhere, id) === said;
}

/** What an answer says, without what differs from request to request; undefined for one without a body. */
function wordingOf({ request, response }: Exchange, id: string): string | undefined {
  const body = response?.body.trim() ?? "";
  if (response === undefined || body === "") return undefined;
  const { pathname } = new URL(request.url);
  const type = headerOf(response.headers, "content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const collection = pathname.split("/").at(-2) ?? "";
  const varying = [pathname, id, ...(collection === "" ? [] : [collection]), request.method];
  let text = body;
  for (const part of varying) text = text.replaceAll(part, "…");
  // Ids of requests, instants and paths as far as a router had got with them.
  return `${type} ${text.replaceAll(/[0-9a-f]{8}[0-9a-f-]*|\d+|\/[\w./…-]*/giu, "…")}`;
}
