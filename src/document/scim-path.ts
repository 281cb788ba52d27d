import type { ResourceTypeName } from "./contract.ts";

/** What a path template says about itself. */
export interface ScimPath {
  readonly resourceType: ResourceTypeName;
  /** The template up to the id parameter. */
  readonly collectionPath: string;
  /** Absent on a collection. */
  readonly idParameter?: string;
}

/** The resource types by the last segment of their endpoint, in lower case. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceTypeName>> = { users: "User", groups: "Group" };

/** Names of a path parameter that stands for the endpoint of any resource type. */
const TYPE_PARAMETER = /^(?:scim[-_]?)?(?:resource)?[-_]?(?:types?|resources?|endpoint|collection|kind|entity)$/i;

/** Resource types under which a `Users` is a list of references, not the users' own endpoint. */
const OWNERS = new Set(["users", "groups", "roles", "entitlements", "applications", "agents", "devices", "teams"]);

/**
 * Reads a path template as the endpoint of users or groups: `/scim/v2/Groups`, `/scim/v2/Groups/{id}`.
 *
 * @returns undefined for any other path, also for `/Roles/{id}/Users` and `/Groups/{id}/photo`.
 * @see RFC 7644 section 3.2
 */
export function scimPath(template: string): ScimPath | undefined {
  const segments = template.replace(/\/+$/, "").split("/");
  const id = /^\{([^{}]+)\}$/.exec(segments.at(-1) ?? "")?.[1];
  const collection = id === undefined ? segments : segments.slice(0, -1);
  const name = (collection.at(-1) ?? "").toLowerCase();
  const resourceType = Object.hasOwn(RESOURCE_TYPES, name) ? RESOURCE_TYPES[name] : undefined;
  if (resourceType === undefined) return undefined;
  if (/^\{.*\}$/.test(collection.at(-2) ?? "") && OWNERS.has((collection.at(-3) ?? "").toLowerCase())) return undefined;
  const collectionPath = collection.join("/");
  return id === undefined ? { resourceType, collectionPath } : { resourceType, collectionPath, idParameter: id };
}

/** The parameter of `/{type}` or `/{type}/{id}` that stands for the endpoint of any resource type; undefined without one. */
export function typeParameterOf(template: string): string | undefined {
  const segments = template.replace(/\/+$/, "").split("/");
  const [last, before] = [segments.at(-1), segments.at(-2)].map((segment) => /^\{([^{}]+)\}$/.exec(segment ?? "")?.[1]);
  return [before, last].find((name) => name !== undefined && TYPE_PARAMETER.test(name));
}
