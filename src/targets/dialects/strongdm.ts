import type { Service } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { type Operation, operationsIn, property, readOperation, requirePatchUrn } from "../core/patch/operation.ts";
import { patchResource } from "../core/patch/patch-resource.ts";
import { membersOf, type Resource } from "../core/resource.ts";
import { invalidValue, notFound, ScimError } from "../core/scim-error.ts";
import { RESOURCE_URN } from "../core/urns.ts";
import type { Dialect } from "./dialect.ts";
import { endpoint } from "./endpoint.ts";
import { scimErrorBody } from "./scim-error-body.ts";

/**
 * StrongDM's generic SCIM endpoint: groups are roles. PATCH takes the four forms of its page and nothing else, and
 * answers 204 exactly when the role has not changed. The page names no media type, and shows neither `created` nor
 * `lastModified`.
 */
export const strongdm: Dialect = {
  name: "strongdm",
  title: "StrongDM",
  basePath: "",
  endpoints: {
    User: endpoint("/provisioning/generic/v2/Users", {}),
    Group: endpoint("/provisioning/generic/v2/Groups", { PATCH: patchResource }),
  },
  requestTypes: ["application/json", "application/scim+json"],
  mediaType: () => "application/scim+json",
  errorBody: scimErrorBody,
  formId: (type, uuid) => `${type === "User" ? "a" : "r"}-${uuid.replaceAll("-", "").slice(0, 16)}`,
  memberTypes: ["User"],
  unknownMember: (id) => notFound(`User not found: ${id}`),
  show: (shown, resource, service) =>
    resource.type === "Group" ? showRole(resource, service) : showUser(shown, resource),
  patch: { read: readPatch, unchanged: 204 },
};

/** The only filter of the page; SCIM's names and operators may come in any case (RFC 7644 section 3.4.2.2). */
const MEMBER =
  /^(?:urn:ietf:params:scim:schemas:core:2\.0:Group:)?members\[\s*value\s+eq\s+(?<id>"(?:[^"\\]|\\.)*")\s*\]$/iu;

function readPatch(body: JsonObject): Operation[] {
  requirePatchUrn(property(body, "schemas"));
  return operationsIn(body).map((entry) => readForm(readOperation(entry, { opExact: true })));
}

/** One operation in one of the forms of the page; what is beside them in it is ignored. */
function readForm(operation: Operation): Operation {
  const { op, path, value } = operation;
  if (op === "remove") return { op, path: memberPath(path), value: undefined };
  if (path === undefined && op === "replace") return { op, path, value: newName(value) };
  if (path?.toLowerCase() === "members") return { op, path, value: members(value) };
  throw invalidValue(`${op} is not offered for ${path ?? "an operation without a path"}.`);
}

function memberPath(path: string | undefined): string {
  if (path === undefined) throw new ScimError(400, "remove needs a path.", { scimType: "noTarget" });
  if (!MEMBER.test(path)) {
    throw new ScimError(400, 'Only members[value eq "userID"] can be removed.', { scimType: "invalidFilter" });
  }
  return path;
}

/** The new name in a value without a path; the id beside it says nothing, and alone changes nothing. */
function newName(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw invalidValue("replace without a path needs an object as its value.");
  const displayName = property(value, "displayName");
  if (property(value, "members") !== undefined) throw invalidValue("members are replaced under the path members.");
  if (displayName === undefined) {
    if (property(value, "id") === undefined) throw invalidValue("The value has no displayName.");
    return {};
  }
  if (typeof displayName !== "string" || displayName === "") throw invalidValue("displayName must be a text.");
  return { displayName };
}

function members(value: Json | undefined): JsonObject[] {
  if (!Array.isArray(value)) throw invalidValue("The members must be an array.");
  return value.map((entry) => {
    const id = isJsonObject(entry) ? property(entry, "value") : undefined;
    const display = isJsonObject(entry) ? (property(entry, "display") ?? "") : "";
    if (typeof id !== "string" || id === "") throw invalidValue("Each member must have the id of a user as its value.");
    if (typeof display !== "string") throw invalidValue("The display of a member must be a text.");
    return { value: id };
  });
}

function showRole({ id, attributes }: Resource, { store }: Service): JsonObject {
  return {
    displayName: attributes["displayName"] ?? "",
    id,
    members: membersOf(attributes).map(({ value }) => ({
      display: store.get("User", value)?.attributes["userName"] ?? value,
      value,
    })),
    meta: { resourceType: "Group", location: `Groups/${encodeURIComponent(id)}` },
    schemas: [RESOURCE_URN.Group],
  };
}

function showUser(shown: JsonObject, { id }: Resource): JsonObject {
  const { groups: _, ...user } = shown;
  return {
    active: true,
    ...user,
    meta: { resourceType: "User", location: `Users/${encodeURIComponent(id)}` },
  };
}
