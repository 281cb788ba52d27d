import type { Service } from "../core/call.ts";
import { readMultipart } from "../core/forms/multipart.ts";
import { readUrlEncoded } from "../core/forms/url-encoded.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { type Operation, operationsIn, property, readOperation, requirePatchUrn } from "../core/patch/operation.ts";
import { patchResource } from "../core/patch/patch-resource.ts";
import { membersOf, type Resource, type ResourceType } from "../core/resource.ts";
import { invalidValue, ScimError } from "../core/scim-error.ts";
import type { Dialect } from "./dialect.ts";
import { endpoint } from "./endpoint.ts";
import { scimErrorBody } from "./scim-error-body.ts";

/**
 * LightOn's Paradigm: PATCH of groups in three media types, where the page types every value as a text. PUT is off, and
 * the path of its document without an id takes no PATCH. Errors carry their status as a number.
 */
export const lighton: Dialect = {
  name: "lighton",
  title: "LightOn",
  basePath: "",
  endpoints: {
    User: endpoint("/scim/v2/Users", { PATCH: patchResource }),
    Group: endpoint("/scim/v2/Groups", { PATCH: patchResource }),
  },
  requestTypes: ["application/json", "application/scim+json"],
  forms: { "application/x-www-form-urlencoded": readUrlEncoded, "multipart/form-data": readMultipart },
  mediaType: () => "application/scim+json",
  credentialError: { status: 401, detail: "Unauthorized" },
  errorBody: (error, call) => ({
    ...scimErrorBody(error),
    status: error.status,
    detail: error.status === 404 && call.id !== undefined ? `Resource ${call.id} not found` : error.message,
  }),
  memberTypes: ["User"],
  show: (shown, resource, service) => (resource.type === "Group" ? showGroup(shown, resource, service) : shown),
  patch: { read: readPatch, unchanged: 200 },
};

const MEMBERS = /^(?:urn:ietf:params:scim:schemas:core:2\.0:Group:)?members$/iu;

function readPatch(body: JsonObject, type: ResourceType): Operation[] {
  const schemas = property(body, "schemas");
  // The document declares a default for it.
  if (schemas !== undefined) requirePatchUrn(schemas);
  return operationsIn(body).flatMap((entry) => {
    const operation = readOperation(entry);
    if (operation.path === undefined || operation.path === "") {
      throw new ScimError(400, "path is required.", {
        scimType: operation.op === "remove" ? "noTarget" : "invalidPath",
      });
    }
    return type === "Group" && MEMBERS.test(operation.path) ? onMembers(operation) : [withoutEmpty(operation)];
  });
}

/** An empty value beside the filter of a removal stands for none. */
function withoutEmpty(operation: Operation): Operation {
  return operation.op === "remove" ? { ...operation, value: undefined } : operation;
}

/** Members as a list of objects, its JSON text, or the id of one; a removal of some is one operation each. */
function onMembers({ op, path, value }: Operation): Operation[] {
  const entries = value === undefined ? undefined : membersFrom(value);
  if (op !== "remove") return [{ op, path, value: op === "add" && entries?.length === 0 ? undefined : entries }];
  if (entries === undefined || entries.length === 0) return [{ op, path, value: undefined }];
  return entries.map((entry) => {
    const id = isJsonObject(entry) ? property(entry, "value") : undefined;
    if (typeof id !== "string") throw invalidValue("Each member must have a value.");
    return { op, path: `members[value eq ${JSON.stringify(id)}]`, value: undefined };
  });
}

function membersFrom(value: Json): Json[] {
  if (typeof value !== "string") return Array.isArray(value) ? value : [value];
  const text = value.trim();
  if (text === "") return [];
  if (!/^[[{]/u.test(text)) return [{ value: text }];
  try {
    return membersFrom(JSON.parse(text) as Json);
  } catch {
    throw invalidValue("The members are not valid JSON.");
  }
}

/** Members with the names of their users; a group without an external id shows an empty one, for one is required. */
function showGroup(shown: JsonObject, { attributes }: Resource, { store }: Service): JsonObject {
  return {
    externalId: "",
    ...shown,
    members: membersOf(attributes).map(({ value }) => ({
      value,
      display: store.get("User", value)?.attributes["userName"] ?? value,
    })),
  };
}
