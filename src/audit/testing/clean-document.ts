type Json = Record<string, unknown>;

const text: Json = { type: "string" };
const scim = (schema: Json): Json => ({
  content: { "application/scim+json": { schema }, "application/json": { schema } },
});
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const urns = (urn: string): Json => ({ type: "array", items: text, default: [urn] });

const error = (description: string): Json => ({
  description,
  content: {
    "application/scim+json": {
      schema: ref("Error"),
      examples: { usual: { value: { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "404" } } },
    },
  },
});

const errors: Json = {
  400: error("The body is wrong"),
  401: error("Unauthorized"),
  403: error("Unauthorized to change this resource"),
  404: error("Not found"),
};

const entry = (ofType: readonly string[]): Json => ({
  type: "object",
  properties: { value: text, display: text, $ref: { type: "string", format: "uri" }, type: { ...text, enum: ofType } },
});

const patch = (): Json => ({
  summary: "Change some attributes",
  requestBody: { required: true, ...scim(ref("PatchOp")) },
  responses: { 204: { description: "Changed" }, ...errors },
});

const replace = (name: string): Json => ({
  summary: `Replace a ${name}`,
  requestBody: { required: true, ...scim(ref(name)) },
  responses: { 200: { description: "Replaced", ...scim(ref(name)) }, ...errors },
});

const id: Json = { name: "id", in: "path", required: true, schema: text };

/** A document, of OpenAPI 3.0 or 3.1, in which no rule finds anything; it has what hasty rules would blame. */
export function cleanDocument(openapi: "3.0.3" | "3.1.0"): Json {
  return structuredClone({
    openapi,
    info: { title: "Example SCIM", version: "1" },
    servers: [{ url: "https://scim.example/base" }],
    security: [{ bearerAuth: [] }],
    paths: {
      "/scim/v2/Users": {
        get: {
          operationId: "listUsers",
          responses: { 200: { description: "Found", ...scim(ref("Users")) }, ...errors },
        },
        post: {
          operationId: "createUser",
          requestBody: { required: true, ...scim(ref("User")) },
          responses: { 201: { description: "Created", ...scim(ref("User")) }, ...errors },
        },
      },
      "/scim/v2/Users/{id}": {
        parameters: [id],
        get: { operationId: "getUser", responses: { 200: { description: "Found", ...scim(ref("User")) }, ...errors } },
        put: { operationId: "replaceUser", ...replace("User") },
        patch: { operationId: "patchUser", ...patch() },
        delete: { operationId: "deleteUser", responses: { 204: { description: "Deleted" }, ...errors } },
      },
      "/scim/v2/Groups/{id}": {
        parameters: [id],
        put: { operationId: "updateGroup", ...replace("Group") },
        patch: { operationId: "patchGroup", ...patch() },
      },
    },
    components: {
      schemas: {
        User: {
          type: "object",
          required: ["schemas", "userName", "id", "meta"],
          properties: {
            schemas: urns("urn:ietf:params:scim:schemas:core:2.0:User"),
            id: { ...text, readOnly: true },
            externalId: text,
            userName: text,
            password: { ...text, writeOnly: true },
            active: { type: "boolean" },
            groups: { type: "array", readOnly: true, items: entry(["direct", "indirect"]) },
            meta: { allOf: [ref("Meta")], readOnly: true },
          },
        },
        Users: {
          type: "object",
          required: ["schemas"],
          properties: {
            schemas: urns("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
            Resources: { type: "array", items: ref("User") },
          },
        },
        Group: {
          type: "object",
          required: ["schemas", "displayName"],
          properties: {
            schemas: urns("urn:ietf:params:scim:schemas:core:2.0:Group"),
            id: { ...text, readOnly: true },
            externalId: text,
            displayName: text,
            members: { type: "array", items: entry(["User", "Group"]) },
            meta: { allOf: [ref("Meta")], readOnly: true },
          },
          example: {
            schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            displayName: "Tour guides",
            members: [{ value: "2819", $ref: "https://scim.example/Users/2819", type: "User" }],
          },
        },
        Meta: { type: "object", properties: { resourceType: { ...text, enum: ["User", "Group"] }, version: text } },
        PatchOp: {
          type: "object",
          required: ["schemas", "Operations"],
          properties: {
            schemas: urns("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
            Operations: {
              type: "array",
              items: {
                type: "object",
                required: ["op"],
                properties: { op: { ...text, enum: ["add", "remove", "replace", "Add"] }, path: text, value: {} },
              },
            },
          },
        },
        Error: {
          type: "object",
          required: ["schemas", "status"],
          properties: {
            schemas: urns("urn:ietf:params:scim:api:messages:2.0:Error"),
            status: text,
            scimType: text,
            detail: text,
          },
        },
      },
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
    },
  });
}
