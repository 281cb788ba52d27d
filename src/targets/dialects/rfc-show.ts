import type { Service } from "../core/call.ts";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { type Member, membersOf, type Resource } from "../core/resource.ts";
import { urnsFor } from "../core/schema-table.ts";
import { invalidValue } from "../core/scim-error.ts";
import { locationFor } from "../core/show.ts";
import { ENTERPRISE_URN } from "./rfc-schema.ts";

/** A resource with what the server derives: `schemas` that follow its data, and references with address and name. */
export function showWhole(shown: JsonObject, resource: Resource, service: Service): JsonObject {
  const schemas = urnsFor(service, resource.type).filter((urn, at) => at === 0 || shown[urn] !== undefined);
  if (resource.type === "Group") return { ...shown, schemas, members: membersShown(resource, service) };
  const enterprise = shown[ENTERPRISE_URN];
  return {
    ...shown,
    schemas,
    ...(isJsonObject(enterprise) ? { [ENTERPRISE_URN]: withManager(enterprise, service) } : {}),
    groups: groupsOf(resource.id, service),
  };
}

/** A group's attributes with all that a path may look at in its members. */
export function expandMembers(resource: Resource, service: Service): JsonObject {
  return resource.type === "Group"
    ? { ...resource.attributes, members: membersShown(resource, service) }
    : resource.attributes;
}

/**
 * What is kept of a member: its id and type; address and name are the named resource's own.
 *
 * @throws {@link ScimError} 400 `invalidValue` for a type that the resource is not of.
 */
export function formMember(member: Member, named: Resource | undefined): Member {
  const { value, type } = member;
  if (named === undefined) return type === undefined ? { value } : { value, type };
  if (type !== undefined && type !== named.type) throw invalidValue(`members: ${value} is a ${named.type}.`);
  return { value, type: named.type };
}

function membersShown({ attributes }: Resource, service: Service): JsonObject[] {
  return membersOf(attributes).map((member) => {
    const named = service.store.find(member.value);
    return named === undefined
      ? member
      : {
          value: member.value,
          $ref: locationFor(service, named.type, named.id),
          type: named.type,
          display: nameOf(named),
        };
  });
}

function nameOf({ type, attributes, id }: Resource): string {
  const { displayName, userName } = attributes;
  const name = type === "User" ? (displayName ?? userName) : displayName;
  return typeof name === "string" ? name : id;
}

function withManager(enterprise: JsonObject, service: Service): JsonObject {
  const { manager } = enterprise;
  const id = isJsonObject(manager) ? manager["value"] : undefined;
  const named = typeof id === "string" ? service.store.get("User", id) : undefined;
  if (named === undefined) return enterprise;
  const $ref = locationFor(service, "User", named.id);
  return { ...enterprise, manager: { value: named.id, $ref, displayName: nameOf(named) } };
}

/** The groups that a user is in, and those that these are in: the first direct, the others indirect. */
function groupsOf(id: string, service: Service): JsonObject[] {
  const seen = new Map<string, JsonObject>();
  let inner: ReadonlySet<string> = new Set([id]);
  for (let type = "direct"; inner.size > 0; type = "indirect") {
    const within = inner;
    const outer = service.store
      .list("Group")
      .filter((group) => !seen.has(group.id) && membersOf(group.attributes).some(({ value }) => within.has(value)));
    for (const group of outer) {
      const $ref = locationFor(service, "Group", group.id);
      seen.set(group.id, { value: group.id, $ref, display: nameOf(group), type });
    }
    inner = new Set(outer.map((group) => group.id));
  }
  return [...seen.values()];
}
