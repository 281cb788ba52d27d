import { describe, expect, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import type { BodySchema, SchemaViolation } from "./contract.ts";
import { documentWith, type Parts } from "./testing/document-with.ts";

function request(schema: unknown, parts: Parts = {}): BodySchema["validate"] {
  const body = documentWith({ ...parts, request: schema }).operations[0]?.request.content[0]?.body;
  if (body === undefined) throw new Error("no request body");
  return body.validate;
}

function response(schema: unknown, parts: Parts = {}): BodySchema["validate"] {
  const body = documentWith({ ...parts, response: schema }).operations[0]?.responses[0]?.content[0]?.body;
  if (body === undefined) throw new Error("no response body");
  return body.validate;
}

const keywords = (violations: readonly SchemaViolation[]): readonly string[] => violations.map((v) => v.keyword);

const RESOURCE = {
  type: "object",
  required: ["id", "password", "name"],
  properties: {
    id: { type: "string", readOnly: true },
    password: { type: "string", writeOnly: true },
    name: { type: "string" },
  },
};

describe("a request", () => {
  test("needs no readOnly property, and its content is not judged", () => {
    const validate = request(RESOURCE);
    expect(validate({ name: "a", password: "p" })).toEqual([]);
    expect(validate({ name: "a", password: "p", id: 7 })).toEqual([]);
    expect(keywords(validate({ name: "a" }))).toEqual(["required"]);
  });

  test("needs no property that is readOnly in another part of the same schema", () => {
    const validate = request(
      {
        allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", required: ["id", "name"] }],
      },
      { schemas: { Base: { type: "object", properties: { id: { type: "string", readOnly: true } } } } },
    );
    expect(validate({ name: "a" })).toEqual([]);
    expect(keywords(validate({}))).toEqual(["required"]);
  });

  test("takes readOnly from what a property refers to", () => {
    const schemas = { Meta: { type: "object", readOnly: true } };
    const direct = { type: "object", properties: { meta: { $ref: "#/components/schemas/Meta" } } };
    const wrapped = { type: "object", properties: { meta: { allOf: [{ $ref: "#/components/schemas/Meta" }] } } };
    expect(request(direct, { schemas })({ meta: "x" })).toEqual([]);
    expect(request(wrapped, { schemas })({ meta: "x" })).toEqual([]);
    expect(keywords(response(direct, { schemas })({ meta: "x" }))).toEqual(["type"]);
  });
});

describe("a response", () => {
  test("needs no writeOnly property, and must not have it", () => {
    const validate = response(RESOURCE);
    expect(validate({ id: "1", name: "a" })).toEqual([]);
    expect(validate({ id: "1", name: "a", password: "p" })).toEqual([
      {
        instancePointer: "/password",
        schemaPointer:
          "/paths/~1scim~1v2~1Groups~1{id}/put/responses/200/content/application~1json/schema/properties/password/writeOnly",
        keyword: "writeOnly",
        expected: "no write-only property in a response",
        actual: '"p"',
      },
    ]);
    expect(keywords(validate({ name: "a" }))).toEqual(["required"]);
  });
});

describe("a violation", () => {
  test("says where in the value and, through references, where in the document", () => {
    expect(response({ $ref: "#/components/schemas/Named" })({ name: "a", child: { name: 7 } })).toEqual([
      {
        instancePointer: "/child/name",
        schemaPointer: "/components/schemas/Named/properties/name/type",
        keyword: "type",
        expected: "a string",
        actual: "7",
      },
    ]);
  });

  test("names the missing and the superfluous property", () => {
    const validate = response({ type: "object", required: ["a"], additionalProperties: false, properties: { a: {} } });
    expect(validate({ b: [1] })).toMatchObject([
      { instancePointer: "", keyword: "required", expected: 'property "a"', actual: '{"b":[1]}' },
      { instancePointer: "/b", keyword: "additionalProperties", expected: 'no property "b"', actual: "[1]" },
    ]);
  });

  test("is reported at most twenty times, each with at most 120 characters", () => {
    const found = response({ type: "array", items: { type: "string" } })(
      Array.from({ length: 50 }, () => ({ long: "x".repeat(1000) })),
    );
    expect(found).toHaveLength(20);
    expect(Math.max(...found.map(({ actual }) => actual.length))).toBeLessThanOrEqual(120);
  });

  test("of a required property whose name every object inherits is found", () => {
    const validate = response({ type: "object", required: ["constructor"] });
    expect(keywords(validate({}))).toEqual(["required"]);
    expect(validate({ constructor: 1 })).toEqual([]);
  });
});

describe("a validator", () => {
  test("injects no default and coerces nothing", () => {
    const value = { on: "true" };
    const validate = response({
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string", default: "Group" }, on: { type: "boolean" } },
    });
    expect(keywords(validate(value))).toEqual(["required", "type"]);
    expect(value).toEqual({ on: "true" });
  });

  test("survives a property named $ref, and a $ref in an example", () => {
    const validate = response({
      type: "object",
      example: { $ref: "#/nowhere", $id: "::", type: 7 },
      xml: { name: "group" },
      discriminator: { propertyName: "type" },
      properties: { $ref: { type: "string", format: "uri-ish" }, $id: { type: "string" } },
      "x-extension": { type: "nonsense" },
    });
    expect(validate({ $ref: "../Users/1", $id: "x" })).toEqual([]);
    expect(keywords(validate({ $ref: 7 }))).toEqual(["type"]);
  });

  test("knows formats of OpenAPI and takes unknown ones as notes", () => {
    const validate = response({
      type: "object",
      properties: {
        id: { type: "string", format: "uuid" },
        n: { type: "integer", format: "int32" },
        type: { type: "string", format: "uri" },
        z: { type: "string", format: "made-up" },
      },
    });
    expect(validate({ id: "7d5f3c1e-2b4a-4c6d-8e9f-0a1b2c3d4e5f", n: 400, type: "about:blank", z: "?" })).toEqual([]);
    expect(keywords(validate({ id: "x", n: 2 ** 40, type: "no uri" }))).toEqual(["format", "format", "format"]);
  });

  test("ends on a value nested more deeply than the stack allows", () => {
    const validate = response({ $ref: "#/components/schemas/Named" });
    let value: unknown = { name: "a" };
    for (let depth = 0; depth < 100_000; depth += 1) value = { name: "a", child: value };
    expect(keywords(validate(value))).toEqual(["nesting"]);
  });

  test("tells two patterns apart", () => {
    const validate = response({ type: "object", properties: { a: { pattern: "^a$" }, b: { pattern: "^b$" } } });
    expect(validate({ a: "a", b: "b" })).toEqual([]);
    expect(validate({ a: "b", b: "a" })).toHaveLength(2);
  });

  test("gives up a catastrophic pattern, and says so", () => {
    const body = documentWith({ response: { type: "string", pattern: "^(a+)+$" } }).operations[0]?.responses[0]
      ?.content[0]?.body;
    expect(body?.validate("aaaa")).toEqual([]);
    expect(body?.validate("b")).toHaveLength(1);
    expect(body?.unjudged?.()).toEqual([]);
    expect(body?.validate(`${"a".repeat(40)}b`)).toEqual([]);
    expect(body?.unjudged?.()).toEqual(["the pattern /^(a+)+$/ took too long and was not judged"]);
  });
});

describe("OpenAPI 3.0", () => {
  const old = { openapi: "3.0.3" };
  test("nullable, with type, enum, reference and allOf", () => {
    const schemas = { Text: { type: "string" } };
    const validate = response(
      {
        type: "object",
        properties: {
          a: { type: "string", nullable: true },
          b: { type: "string", enum: ["x"], nullable: true },
          c: { allOf: [{ $ref: "#/components/schemas/Text" }], nullable: true },
          d: { $ref: "#/components/schemas/Text" },
        },
      },
      { ...old, schemas },
    );
    expect(validate({ a: null, b: null, c: null, d: "x" })).toEqual([]);
    expect(validate({ a: 1, b: "y", c: 2, d: null }).map((v) => [v.instancePointer, v.schemaPointer])).toEqual([
      ["/a", expect.stringMatching(/\/a\/type$/)],
      ["/b", expect.stringMatching(/\/b\/enum$/)],
      ["/c", "/components/schemas/Text/type"],
      ["/d", "/components/schemas/Text/type"],
    ]);
  });

  test("exclusiveMinimum and exclusiveMaximum as flags", () => {
    const validate = response(
      { type: "number", minimum: 5, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
      old,
    );
    expect([5, 6, 8, 9].map((value) => keywords(validate(value)))).toEqual([
      ["exclusiveMinimum"],
      [],
      [],
      ["exclusiveMaximum"],
    ]);
    const plain = response(
      { type: "number", minimum: 5, exclusiveMinimum: false, maximum: 9, exclusiveMaximum: false },
      old,
    );
    expect([4, 5, 9, 10].map((value) => keywords(plain(value)))).toEqual([["minimum"], [], [], ["maximum"]]);
    // A flag without its limit limits nothing.
    expect(response({ type: "number", exclusiveMaximum: true }, old)(1e9)).toEqual([]);
  });

  test("as one JSON Schema 2020-12: example, nullable and flags told in its words", () => {
    const body = documentWith({
      ...old,
      response: {
        type: "object",
        example: { n: 1 },
        xml: { name: "group" },
        externalDocs: { url: "https://example.com" },
        properties: {
          n: { type: "integer", format: "int64", nullable: true, minimum: 0, exclusiveMinimum: true, example: 1 },
          kind: { type: "string", enum: ["a"], nullable: true, default: "a" },
        },
      },
    }).operations[0]?.responses[0]?.content[0]?.body;
    expect(body?.standalone).toMatchObject({
      type: "object",
      examples: [{ n: 1 }],
      properties: {
        n: { type: ["integer", "null"], format: "int64", exclusiveMinimum: 0, examples: [1] },
        kind: { type: ["string", "null"], enum: ["a", null] },
      },
    });
    expect(JSON.stringify(body?.standalone)).not.toMatch(/nullable|"example"|xml|externalDocs|"minimum"/);
  });

  test("ignores what stands beside a reference; 3.1 does not", () => {
    const schema = { $ref: "#/components/schemas/Named", required: ["more"] };
    expect(response(schema, old)({ name: "a" })).toEqual([]);
    expect(keywords(response(schema)({ name: "a" }))).toEqual(["required"]);
  });
});

describe("a schema that is none is refused while loading", () => {
  test.each([
    ["an unknown type", { type: "Array of object" }, "it takes one of array"],
    ["a misspelt type", { type: "strnig" }, 'Did you mean "string"?'],
    ["required as a flag", { required: true }, "a list of names"],
    ["a broken pattern", { pattern: "(" }, "regular expression"],
    ["a text for a schema", { properties: { a: "string" } }, "a schema must be a mapping"],
    ["a list for properties", { properties: [] }, "a mapping of schemas"],
    ["a negative length", { minLength: -1 }, "a whole number"],
    ["a reference that leads nowhere", { $ref: "#/components/schemas/Naemd" }, 'Did you mean "Named"?'],
    ["a reference that is no text", { $ref: 7 }, "a $ref must be a text"],
  ])("%s", (_, schema, message) => {
    const error = catchError(() => response(schema));
    expect(error.code).toBe("DOCUMENT_INVALID");
    expect(error.message).toContain(message);
    expect(error.place).toMatchObject({ file: "test.json", line: 1 });
    expect(error.place?.column).toBeGreaterThan(100);
    expect(error.remedy).toBeTruthy();
  });

  test("a long chain of references is compiled as far as a value goes", () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, n) => [
        `S${n}`,
        { type: "object", properties: { next: { $ref: `#/components/schemas/S${n + 1}` } } },
      ]),
    );
    const all = { ...schemas, S20000: { type: "string" } };
    const validate = response({ $ref: "#/components/schemas/S0" }, { schemas: all });
    let value: unknown = 7;
    for (let depth = 0; depth < 300; depth += 1) value = { next: value };
    expect(validate(value)).toMatchObject([{ instancePointer: "/next".repeat(300), keyword: "type" }]);
    expect(validate({ next: { next: {} } })).toEqual([]);
  });
});

function catchError(act: () => unknown): HarnessError {
  try {
    act();
  } catch (cause) {
    if (cause instanceof HarnessError) return cause;
    throw cause;
  }
  throw new Error("nothing was thrown");
}
