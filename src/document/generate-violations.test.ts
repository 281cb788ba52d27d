import { describe, expect, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import type { BodySchema } from "./contract.ts";
import { singleViolations } from "./generate-violations.ts";
import { loadVendor } from "./load-contract.ts";
import { sampleBody } from "./sample-body.ts";
import { documentWith } from "./testing/document-with.ts";

function bodyOf(schema: unknown): BodySchema {
  const body = documentWith({ request: schema }).operations[0]?.request.content[0]?.body;
  if (body === undefined) throw new Error("the document has no body");
  return body;
}

describe("singleViolations", () => {
  test("of Cube's group, in document order, without what is readOnly", async () => {
    const body = (await loadVendor("cube")).operations[0]?.request.content[0]?.body;
    expect(body && singleViolations(body).map(({ id }) => id)).toEqual([
      "body.type-string",
      "schemas.type-object",
      "schemas.type-string",
      "schemas[].type-number",
      "schemas[].type-object",
      "displayName.missing",
      "displayName.type-number",
      "displayName.type-object",
      "members.type-object",
      "members.type-string",
      "members[].type-string",
      "members[].value.type-number",
      "members[].value.type-object",
      "members[].display.type-number",
      "members[].display.type-object",
    ]);
  });

  test("breaks every keyword once, and refuses each result for that keyword alone", () => {
    const body = bodyOf({
      type: "object",
      required: ["name", "id"],
      additionalProperties: false,
      properties: {
        id: { type: "string", readOnly: true },
        name: { type: "string", minLength: 2, maxLength: 5 },
        kind: { enum: ["USER", "GROUP"] },
        count: { type: "integer", minimum: 1, maximum: 3 },
        on: { type: "boolean" },
        at: { type: "string", format: "date-time" },
        tags: { type: "array", minItems: 1, maxItems: 3, uniqueItems: true, items: { type: "string" } },
        huge: { type: "string", maxLength: 2_147_483_647 },
      },
    });
    const found = singleViolations(body);
    const valid = sampleBody(body);
    expect(body.validate(valid)).toEqual([]);
    for (const { keyword, apply } of found) {
      const before = structuredClone(valid);
      expect(body.validate(apply(valid)).map((violation) => violation.keyword)).toContain(keyword);
      expect(valid).toEqual(before);
    }
    expect(found.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "body.type-string",
        "body.additionalProperties",
        "name.missing",
        "name.type-number",
        "name.type-object",
        "name.minLength",
        "name.maxLength",
        "kind.enum",
        "count.type-string",
        "count.minimum",
        "count.maximum",
        "on.type-string",
        "at.type-number",
        "at.type-object",
        "at.format",
        "tags.type-object",
        "tags.type-string",
        "tags.minItems",
        "tags.maxItems",
        "tags.uniqueItems",
        "tags[].type-number",
        "tags[].type-object",
        "huge.type-number",
        "huge.type-object",
      ]
    `);
  });

  test("fills in a part that the valid body lacks, and changes nothing else", () => {
    const body = bodyOf({
      type: "object",
      properties: {
        displayName: { type: "string" },
        members: { type: "array", items: { type: "object", properties: { value: { type: "string" } } } },
      },
    });
    const wrong = singleViolations(body).find(({ id }) => id === "members[].value.type-number");
    expect(wrong?.apply({ displayName: "A" })).toEqual({ displayName: "A", members: [{ value: 7 }] });
    expect(wrong?.apply({ displayName: "A", members: [{ value: "u" }, { value: "v" }] })).toEqual({
      displayName: "A",
      members: [{ value: 7 }, { value: "v" }],
    });
  });

  test("looks through references, allOf and cycles", () => {
    const ids = singleViolations(
      bodyOf({
        allOf: [
          { $ref: "#/components/schemas/Named" },
          { type: "object", properties: { parent: { $ref: "#/components/schemas/Named" } } },
        ],
      }),
    ).map(({ id }) => id);
    expect(ids).toContain("name.missing");
    expect(ids).toContain("parent.name.type-number");
  });

  test("works where no sample meets a pattern", () => {
    const ids = singleViolations(
      bodyOf({ type: "object", required: ["a"], properties: { a: { type: "string", pattern: "^x{9}$" } } }),
    ).map(({ id }) => id);
    expect(ids).toEqual(["body.type-string", "a.missing", "a.type-number", "a.type-object"]);
  });

  test("refuses to start from a body that is not valid", () => {
    const body = bodyOf({ type: "object", required: ["name"], properties: { name: { type: "string" } } });
    expect(() => singleViolations(body, {})).toThrow(HarnessError);
  });
});
