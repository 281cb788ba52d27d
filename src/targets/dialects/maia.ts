import type { Call, Service } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { replaceResource } from "../core/replace.ts";
import { membersOf, type Resource, type ResourceType } from "../core/resource.ts";
import { invalidValue, type ScimError } from "../core/scim-error.ts";
import { locationFor } from "../core/show.ts";
import type { Dialect } from "./dialect.ts";
import { endpoint } from "./endpoint.ts";

const PATH = "/v1/directory-integration/scim/v2";
const offers = { PUT: replaceResource } as const;

/**
 * Maia: PUT of groups and users behind a Java gateway. Its page spells `$ref` as `ref`, gives members and groups a
 * `type` of a closed list, demands `meta` in what is sent, and answers problem details instead of SCIM errors.
 */
export const maia: Dialect = {
  name: "maia",
  title: "Maia",
  basePath: "/dpc",
  endpoints: { User: endpoint(`${PATH}/Users`, offers), Group: endpoint(`${PATH}/Groups`, offers) },
  requestTypes: ["application/json", "application/scim+json"],
  mediaType: (status) => (status >= 400 ? "application/problem+json" : "application/json"),
  errorBody: problem,
  credentialError: { status: 403, detail: "The token is missing or not valid." },
  checkBody,
  show: (shown, resource, service) =>
    resource.type === "Group" ? showGroup(shown, resource, service) : showUser(shown, resource, service),
};

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  500: "Internal Server Error",
  501: "Not Implemented",
};

/** A problem detail (RFC 9457) with the fields of the page. */
function problem(error: ScimError, call: Call): JsonObject {
  const title = TITLES[error.status] ?? "Error";
  return {
    type: `https://api.matillion.example/problems/${title.toLowerCase().replaceAll(" ", "-")}`,
    title,
    status: error.status,
    detail: error.message,
    instance: call.path,
    ...(error.scimType === "invalidValue" ? { violations: [error.message] } : {}),
  };
}

/** What the schemas of the page demand beyond SCIM; POST, which it does not describe, may leave `meta` out. */
function checkBody(type: ResourceType, body: JsonObject, { method }: Call): void {
  const { schemas, meta } = body;
  if (method === "PUT" && !isJsonObject(meta)) throw invalidValue("meta is required.");
  if (Array.isArray(schemas) && (schemas.length === 0 || new Set(schemas).size < schemas.length)) {
    throw invalidValue("schemas must have one or more entries, each once.");
  }
  if (body["id"] === "") throw invalidValue("id must have one or more characters.");
  if (isJsonObject(meta) && meta["resourceType"] === "") throw invalidValue("meta.resourceType must not be empty.");
  if (type === "Group") refuseTypes(body["members"], ["USER", "GROUP"], "members");
  else refuseTypes(body["groups"], ["DIRECT", "INDIRECT"], "groups");
}

function refuseTypes(list: Json | undefined, types: readonly string[], name: string): void {
  const sent = (Array.isArray(list) ? list : []).filter((entry) => isJsonObject(entry)).map(({ type }) => type);
  const odd = sent.find((type) => type !== undefined && type !== null && !types.some((known) => known === type));
  if (odd !== undefined) throw invalidValue(`${name}.type must be one of ${types.join(", ")}.`);
}

function showGroup(shown: JsonObject, { attributes }: Resource, service: Service): JsonObject {
  return {
    ...omit(shown, "meta"),
    members: membersOf(attributes).map(({ value, display }) => {
      const found = service.store.find(value);
      const type = found?.type ?? "User";
      const name = found?.attributes[type === "User" ? "userName" : "displayName"];
      return {
        value,
        display: display ?? name ?? value,
        type: type.toUpperCase(),
        ref: locationFor(service, type, value),
      };
    }),
    accountId: "b1f0c3f2-6d0e-4f0a-9a55-0d2b7c1e4a11",
    accountName: "Embedded account",
    environment: "e7a9d3c4-2f64-4c1b-8e1f-5a0f3b9d6c22",
    projectId: "5c4ad9f0-3a5e-4b07-b9d8-6f2e1c0a7d33",
    projectName: "Embedded project",
    role: "project-user",
    meta: shown["meta"] ?? {},
  };
}

function showUser(shown: JsonObject, { id }: Resource, service: Service): JsonObject {
  return { ...shown, groups: groupsOf(id, service) };
}

/** The groups that a user is in, and those that these are in: the first DIRECT, the others INDIRECT. */
function groupsOf(id: string, service: Service): JsonObject[] {
  const seen = new Map<string, JsonObject>();
  let inner = [id];
  for (let type = "DIRECT"; inner.length > 0; type = "INDIRECT") {
    const ids: ReadonlySet<string> = new Set(inner);
    const outer = service.store
      .list("Group")
      .filter((group) => !seen.has(group.id) && membersOf(group.attributes).some(({ value }) => ids.has(value)));
    for (const { id: value, attributes } of outer) {
      const ref = locationFor(service, "Group", value);
      seen.set(value, { value, display: attributes["displayName"] ?? "", type, ref });
    }
    inner = outer.map((group) => group.id);
  }
  return [...seen.values()];
}
