import { describe, expect, test } from "vitest";
import type { Operation, SchemaViolation } from "./contract.ts";
import { documentWith, type Parts } from "./testing/document-with.ts";

const operationOf = (parts: Parts): Operation | undefined => documentWith(parts).operations[0];

function judge(response: unknown, value: unknown, parts: Parts = {}): readonly string[] {
  const body = operationOf({ ...parts, response })?.responses[0]?.content[0]?.body;
  const found: readonly SchemaViolation[] = body?.validate(value) ?? [];
  return found.map(({ instancePointer, keyword }) => `${instancePointer} ${keyword}`);
}

const USER = { type: "object", required: ["kind", "userName"], properties: { kind: { const: "User" } } };
const GROUP = { type: "object", required: ["kind", "displayName"], properties: { kind: { const: "Group" } } };
const schemas = { User: USER, Group: GROUP };
const either = [{ $ref: "#/components/schemas/User" }, { $ref: "#/components/schemas/Group" }];

describe.each(["3.0.3", "3.1.0"])("OpenAPI %s", (openapi) => {
  const parts = { openapi, schemas };

  test("allOf asks for all of its schemas, and each is cited where it stands", () => {
    const both = { allOf: [{ $ref: "#/components/schemas/User" }, { required: ["id"] }] };
    expect(judge(both, { kind: "User", userName: "a", id: "1" }, parts)).toEqual([]);
    expect(judge(both, { kind: "User" }, parts)).toEqual([" required", " required"]);
    const body = operationOf({ ...parts, response: both })?.responses[0]?.content[0]?.body;
    expect(body?.validate({ kind: "Group", userName: "a", id: "1" })).toMatchObject([
      { schemaPointer: "/components/schemas/User/properties/kind/const", instancePointer: "/kind" },
    ]);
  });

  test("oneOf takes exactly one, anyOf at least one", () => {
    expect(judge({ oneOf: either }, { kind: "Group", displayName: "a" }, parts)).toEqual([]);
    expect(judge({ oneOf: either }, { kind: "Role" }, parts)).toContain(" oneOf");
    expect(judge({ oneOf: [{ type: "object" }, { required: ["a"] }] }, { a: 1 }, parts)).toEqual([" oneOf"]);
    expect(judge({ anyOf: [{ type: "object" }, { required: ["a"] }] }, { a: 1 }, parts)).toEqual([]);
    expect(judge({ anyOf: either }, {}, parts)).toContain(" anyOf");
  });

  test("a discriminator changes no judgement, whatever its mapping names", () => {
    const discriminator = {
      propertyName: "kind",
      mapping: { User: "#/components/schemas/User", Group: "Group", Else: "https://example.com/else.json" },
    };
    const schema = { oneOf: either, discriminator };
    expect(judge(schema, { kind: "User", userName: "a" }, parts)).toEqual([]);
    expect(judge(schema, { kind: "User" }, parts)).toEqual(judge({ oneOf: either }, { kind: "User" }, parts));
  });

  test("formats of numbers, ids, addresses and times", () => {
    const properties = {
      n: { type: "integer", format: "int32" },
      l: { type: "integer", format: "int64" },
      id: { type: "string", format: "uuid" },
      type: { type: "string", format: "uri" },
      at: { type: "string", format: "date-time" },
    };
    const right = {
      n: -(2 ** 31),
      l: 2 ** 40,
      id: "7D5F3C1E-2B4A-4C6D-8E9F-0A1B2C3D4E5F",
      type: "urn:ietf:params:scim:schemas:core:2.0:Group",
      at: "2024-02-29T23:59:60.123+00:00",
    };
    expect(judge({ type: "object", properties }, right, parts)).toEqual([]);
    const wrong = { n: 2 ** 31, l: "1", id: "7d5f", type: "not a uri", at: "2024-02-29 12:00" };
    expect(judge({ type: "object", properties }, wrong, parts)).toEqual([
      "/n format",
      "/l type",
      "/id format",
      "/type format",
      "/at format",
    ]);
    for (const at of ["2023-02-29T12:00:00Z", "2024-01-31T12:00:00", "2024-01-31"]) {
      expect(judge({ type: "object", properties }, { at }, parts)).toEqual(["/at format"]);
    }
  });
});

describe("what an operation declares", () => {
  test("ranges of statuses and default, in any case, with their own schemas", () => {
    const schema = (type: string): object => ({ content: { "application/json": { schema: { type } } } });
    const responses = { 200: schema("object"), "4xx": schema("array"), default: schema("string") };
    const declared = operationOf({ operation: { responses } })?.responses ?? [];
    expect(declared.map(({ status }) => status)).toEqual(["200", "4XX", "default"]);
    expect(declared.map(({ content }) => content[0]?.body?.validate(7)[0]?.expected)).toEqual([
      "an object",
      "an array",
      "a string",
    ]);
  });

  test("responses by reference; a default alone is enough", () => {
    const root = { "x-parts": { answer: { description: "any", content: { "*/*": { schema: { type: "object" } } } } } };
    const operation = operationOf({ root, operation: { responses: { default: { $ref: "#/x-parts/answer" } } } });
    expect(operation?.responses).toMatchObject([
      { status: "default", pointer: "/x-parts/answer", description: "any", content: [{ type: "*/*" }] },
    ]);
  });

  test("media type ranges and parameters are kept as they were written", () => {
    const content = {
      "application/scim+json; charset=utf-8": { schema: { type: "object" } },
      "application/*": { schema: { type: "array" } },
      "*/*": {},
    };
    const operation = operationOf({ operation: { requestBody: { content }, responses: { 200: { content } } } });
    for (const declared of [operation?.request.content, operation?.responses[0]?.content]) {
      expect(declared?.map(({ type, body }) => [type, body?.validate(7)[0]?.expected])).toEqual([
        ["application/scim+json; charset=utf-8", "an object"],
        ["application/*", "an array"],
        ["*/*", undefined],
      ]);
    }
  });

  test.each([
    ["a token for all", [{ bearer: [] }], undefined, true],
    ["an empty list for all, a token here", [], [{ bearer: [] }], true],
    ["a token for all, an empty list here", [{ bearer: [] }], [], false],
    ["a token or nothing", undefined, [{ bearer: [] }, {}], false],
    ["either of two", undefined, [{ bearer: [] }, { basic: [] }], true],
    ["nothing said", undefined, undefined, false],
  ])("security: %s", (_, everywhere, here, secured) => {
    const operation = operationOf({
      root: everywhere === undefined ? {} : { security: everywhere },
      operation: here === undefined ? {} : { security: here },
    });
    expect(operation?.secured).toBe(secured);
  });
});
