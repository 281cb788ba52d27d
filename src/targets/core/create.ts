import type { Call, Reply } from "./call.ts";
import { readAttributes } from "./incoming.ts";
import { newId } from "./new-id.ts";
import { notFound } from "./scim-error.ts";
import { locationOf, resourceReply } from "./show.ts";

/** POST on a collection (RFC 7644 section 3.3). */
export function createResource(call: Call): Reply {
  const { hooks, store, clock } = call.service;
  const { type } = call;
  if (type === undefined) throw notFound();
  const attributes = readAttributes(call, type, undefined);
  const now = clock.next();
  const id = hooks.onNewId(call, newId(call.service, type), type);
  const resource = hooks.onStore(
    call,
    { type, id, attributes, created: now, lastModified: now, version: 1 },
    undefined,
  );
  if (hooks.onCommit(call, resource, undefined)) store.save(resource);
  call.after = resource;
  const reply = resourceReply(call, 201, resource);
  return { ...reply, headers: { ...reply.headers, Location: locationOf(call.service, resource) } };
}
