import type { Call, Reply } from "./call.ts";
import { locate } from "./locate.ts";
import { refuseStale } from "./preconditions.ts";
import { membersOf, withMembers } from "./resource.ts";

/** DELETE of one resource (RFC 7644 section 3.6). Groups lose it as a member: no reference dangles. */
export function deleteResource(call: Call): Reply {
  const { hooks, store, clock, dialect } = call.service;
  const resource = locate(call, call.id);
  refuseStale(call, resource);
  store.remove(resource.id);
  for (const group of store.list("Group")) {
    const members = membersOf(group.attributes);
    const left = members.filter((member) => member.value !== resource.id);
    if (left.length === members.length) continue;
    const attributes = withMembers(group.attributes, left);
    store.save({ ...group, attributes, lastModified: clock.next(), version: group.version + 1 });
  }
  hooks.onDelete(call, resource);
  return { status: 204, headers: {}, body: undefined, mediaType: dialect.mediaType(204, call) };
}
