/** A JSON value as it is built here. */
type Part = Readonly<Record<string, unknown>>;

const ref = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });
const answered = (name: string): Part => ({
  description: `The ${name}, as it is stored from now on; what was left out is as it was before.`,
  content: { "application/json": { schema: ref(name) } },
});

/** How many schemas one leads to before the chain begins again: what a directory's User refers to in the end. */
const REACHABLE = 250;

function thing(n: number, count: number): Part {
  return {
    type: "object",
    description: `Thing number ${n} of the product, of which its directory knows nothing. It is here because a product's document describes all of it.`,
    required: ["id", "name"],
    properties: {
      id: { type: "string", format: "uuid", readOnly: true, description: "The id, which the product chooses." },
      name: {
        type: "string",
        minLength: 1,
        maxLength: 200,
        description: "What people call it.",
        example: `thing ${n}`,
      },
      state: { type: "string", enum: ["open", "closed", "archived"], default: "open" },
      next: ref(`Thing${(n + 1) % count}`),
      parts: { type: "array", items: { oneOf: [ref(`Thing${(n * 7) % count}`), { type: "string" }] } },
      labels: { type: "object", additionalProperties: { type: "string", nullable: true } },
    },
  };
}

function otherPath(n: number, count: number): Part {
  const name = `Thing${n % count}`;
  const operation = (method: string): Part => ({
    tags: [`things-${n % 50}`],
    operationId: `${method}Thing${n}`,
    summary: `What ${method} does to thing ${n}`,
    description:
      "A paragraph of prose as such documents have it, about who may do this, and when, and what happens then.",
    parameters: [
      {
        name: "expand",
        in: "query",
        description: "What to show beside it.",
        schema: { type: "array", items: { type: "string" } },
      },
    ],
    requestBody: { content: { "application/json": { schema: ref(name) } } },
    responses: { 200: answered(name), 400: answered("Error"), 404: answered("Error") },
  });
  return {
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    get: operation("get"),
    put: operation("put"),
    delete: operation("delete"),
  };
}

function scim(type: "User" | "Group"): Part {
  const body = { content: { "application/scim+json": { schema: ref(`Scim${type}`) } } };
  const stored = { description: "as stored", ...body };
  const patch = { content: { "application/scim+json": { schema: ref("PatchOp") } } };
  return {
    [`/scim/v2/${type}s`]: {
      get: { responses: { 200: stored } },
      post: { requestBody: body, responses: { 201: stored } },
    },
    [`/scim/v2/${type}s/{id}`]: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: { responses: { 200: stored } },
      put: { requestBody: body, responses: { 200: stored, 404: { description: "none" } } },
      patch: { requestBody: patch, responses: { 200: stored } },
      delete: { responses: { 204: { description: "gone" } } },
    },
  };
}

/**
 * A product's whole document, in which SCIM is twelve operations among thousands. Its Users lead, by references in
 * references, to schemas of the product, which lead back: a validator of one needs hundreds of them.
 *
 * @param things how many other paths and schemas; each pair is about 3 kB as JSON
 */
export function largeDocument(things: number): Part {
  const numbers = Array.from({ length: things }, (_, n) => n);
  return {
    openapi: "3.0.3",
    info: { title: "Everything", version: "1", description: "Made to measure how long a large document takes." },
    servers: [{ url: "https://api.example.com" }],
    paths: {
      ...Object.fromEntries(numbers.map((n) => [`/api/v1/things${n}/{id}`, otherPath(n, things)])),
      "/api/v1/users/{id}": otherPath(0, things),
      ...scim("User"),
      ...scim("Group"),
    },
    components: {
      schemas: {
        ...Object.fromEntries(
          numbers.map((n) => [`Thing${n}`, thing(n, n < REACHABLE ? Math.min(REACHABLE, things) : things)]),
        ),
        Error: { type: "object", properties: { message: { type: "string" } } },
        PatchOp: {
          type: "object",
          required: ["schemas", "Operations"],
          properties: {
            schemas: { type: "array", items: { type: "string" } },
            Operations: {
              type: "array",
              items: {
                type: "object",
                required: ["op"],
                properties: { op: { type: "string" }, path: { type: "string" }, value: {} },
              },
            },
          },
        },
        ScimUser: {
          type: "object",
          required: ["userName"],
          properties: {
            id: { type: "string", readOnly: true },
            userName: { type: "string" },
            manager: ref("ScimUser"),
            groups: { type: "array", items: ref("ScimGroup") },
            desk: ref("Thing0"),
          },
        },
        ScimGroup: {
          type: "object",
          properties: { displayName: { type: "string" }, members: { type: "array", items: ref("ScimUser") } },
        },
      },
    },
  };
}

/** A value as YAML in block style, as documents are written: texts in quotes, so that none means something else. */
export function asYaml(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    return value.map((item) => `${indent}-${inlineOr(item, `${indent}  `)}`).join("");
  }
  return Object.entries(value as Part)
    .map(([key, item]) => `${indent}${/^\w+$/u.test(key) ? key : JSON.stringify(key)}:${inlineOr(item, `${indent}  `)}`)
    .join("");
}

function inlineOr(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return ` ${JSON.stringify(value)}\n`;
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  return isEmpty ? ` ${JSON.stringify(value)}\n` : `\n${asYaml(value, indent)}`;
}
