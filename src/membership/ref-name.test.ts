import { expect, test } from "vitest";
import type { Operation } from "../document/index.ts";
import { refNameIn } from "./ref-name.ts";

const operation = (...schemas: readonly unknown[]): Operation =>
  ({ request: { content: schemas.map((standalone) => ({ body: { standalone } })) } }) as unknown as Operation;

const members = (properties: object): unknown => ({
  type: "object",
  properties: { members: { type: "array", items: { properties } } },
});

test.each<[string, unknown, string]>([
  ["the RFC's, where the document has it", members({ value: {}, $ref: {} }), "$ref"],
  ["the RFC's, where the document has none", members({ value: {} }), "$ref"],
  ["its own, where the document has that alone", members({ value: {}, ref: {} }), "ref"],
  ["the RFC's, where it has both", members({ ref: {}, $ref: {} }), "$ref"],
  ["its own, in one of several forms", { anyOf: [members({}), members({ ref: {} })] }, "ref"],
  ["the RFC's, where a word that is no property is the same", { required: ["ref"], enum: { ref: {} } }, "$ref"],
  ["the RFC's, where a property by that name is elsewhere", { properties: "ref", ref: null, allOf: null }, "$ref"],
  ["the RFC's, of a schema that has no properties", { properties: null }, "$ref"],
])("%s", (_, schema, name) => {
  expect(refNameIn(operation(schema))).toBe(name);
});

test("the first form of the body that has a schema counts; without one it is the RFC's", () => {
  expect(refNameIn(operation(undefined, members({ ref: {} })))).toBe("ref");
  expect(refNameIn(operation())).toBe("$ref");
  expect(refNameIn({ request: { content: [{}] } } as unknown as Operation)).toBe("$ref");
});
