import type { Call, Reply } from "./call.ts";
import { readFilter } from "./filter.ts";
import { pageOf } from "./page.ts";
import { project } from "./projection.ts";
import { queryResources } from "./query.ts";
import { notFound } from "./scim-error.ts";
import { jsonReply, showResource } from "./show.ts";

/** GET of a collection: filter and paging (RFC 7644 section 3.4.2). */
export function listResources(call: Call): Reply {
  const { type, query, service } = call;
  if (type === undefined) throw notFound();
  const { schema } = service.dialect;
  if (schema !== undefined) return queryResources(call, [type], schema);
  const matches = readFilter(query.get("filter"));
  const found = service.store.list(type).filter(matches);
  return jsonReply(
    call,
    200,
    pageOf(query, found, (resource) => project(showResource(call, resource), query), found.length),
  );
}
