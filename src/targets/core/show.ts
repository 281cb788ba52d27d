import type { Call, Reply, Service } from "./call.ts";
import type { Json, JsonObject } from "./json.ts";
import { omit } from "./json.ts";
import { project } from "./projection.ts";
import { membersOf, type Resource, type ResourceType } from "./resource.ts";
import { projectBySchema } from "./schema-projection.ts";
import { RESOURCE_URN } from "./urns.ts";
import { tagHeader, withVersion } from "./versions.ts";

/** The absolute URL of a resource. */
export function locationOf(service: Service, { type, id }: Resource): string {
  return locationFor(service, type, id);
}

/** The absolute URL that a resource of a type and id has. */
export function locationFor(service: Service, type: ResourceType, id: string): string {
  const { basePath, endpoints } = service.dialect;
  return `${service.origin}${basePath}${endpoints[type].path}/${encodeURIComponent(id)}`;
}

/** A resource as clients see it: with `schemas`, `id`, `meta` and `User.groups`, without `password`. */
export function showResource(call: Call, resource: Resource): JsonObject {
  const { service } = call;
  const shown: JsonObject = {
    schemas: [RESOURCE_URN[resource.type]],
    id: resource.id,
    ...omit(structuredClone(resource.attributes), "password"),
    ...(resource.type === "User" ? { groups: groupsOf(service, resource) } : {}),
    meta: {
      resourceType: resource.type,
      created: resource.created,
      lastModified: resource.lastModified,
      location: locationOf(service, resource),
    },
  };
  const own = service.dialect.show?.(shown, resource, service) ?? shown;
  return service.hooks.onShow(call, service.dialect.versions ? withVersion(own) : own, resource);
}

/** An answer that carries one resource, cut to what the query asks for. */
export function resourceReply(call: Call, status: number, resource: Resource): Reply {
  const shown = showResource(call, resource);
  const { schema, versions } = call.service.dialect;
  const reply = jsonReply(
    call,
    status,
    schema === undefined ? project(shown, call.query) : projectBySchema(call, shown, resource.type),
  );
  return versions ? { ...reply, headers: tagHeader(shown) } : reply;
}

/** An answer that carries any JSON value. */
export function jsonReply(call: Call, status: number, body: Json): Reply {
  return { status, headers: {}, body, mediaType: call.service.dialect.mediaType(status, call) };
}

function groupsOf(service: Service, user: Resource): JsonObject[] {
  return service.store
    .list("Group")
    .filter((group) => membersOf(group.attributes).some((member) => member.value === user.id))
    .map((group) => ({ value: group.id, display: group.attributes["displayName"] ?? "", type: "direct" }));
}
