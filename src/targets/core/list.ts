import type { Call, Reply } from "./call.ts";
import { readFilter } from "./filter.ts";
import { project } from "./projection.ts";
import { invalidValue, notFound } from "./scim-error.ts";
import { jsonReply, showResource } from "./show.ts";
import { LIST_URN } from "./urns.ts";

/** GET of a collection: filter and paging (RFC 7644 section 3.4.2). */
export function listResources(call: Call): Reply {
  const { type, query, service } = call;
  if (type === undefined) throw notFound();
  const matches = readFilter(query.get("filter"));
  const found = service.store.list(type).filter(matches);
  const startIndex = Math.max(1, integer(query, "startIndex") ?? 1);
  const count = Math.max(0, integer(query, "count") ?? found.length);
  const page = found.slice(startIndex - 1, startIndex - 1 + count);
  return jsonReply(call, 200, {
    schemas: [LIST_URN],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => project(showResource(call, resource), query)),
  });
}

function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^-?\d{1,9}$/u.test(text)) throw invalidValue(`${name} must be an integer.`);
  return Number(text);
}
