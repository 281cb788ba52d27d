import { expect, test } from "vitest";
import type { BodySchema } from "./contract.ts";
import { notePresent, propertiesIn, propertyTree } from "./property-tree.ts";
import { documentWith } from "./testing/document-with.ts";

function bodyOf(request: object, schemas: Record<string, unknown> = {}): BodySchema {
  const body = documentWith({ request, schemas }).operations[0]?.request.content[0]?.body;
  if (body === undefined) throw new Error("the document declares a request");
  return body;
}

const paths = (request: object, schemas?: Record<string, unknown>): readonly string[] =>
  propertiesIn(propertyTree(bodyOf(request, schemas))).map(
    ({ path, mark }) => `${path}${mark === undefined ? "" : ` ${mark}`}`,
  );

test("properties of references, alternatives and lists are found, with their marks", () => {
  const base = { type: "object", properties: { id: { type: "string", readOnly: true }, "a/b": {} } };
  const request = {
    allOf: [{ $ref: "#/components/schemas/Base" }],
    oneOf: [{ properties: { robot: {} } }, { properties: { person: { type: "object", properties: { name: {} } } } }],
    properties: { members: { type: "array", items: { type: "object", properties: { value: {}, $ref: {} } } } },
  };
  expect([...paths(request, { Base: base })].sort()).toEqual([
    "/a~1b",
    "/id readOnly",
    "/members",
    "/members/*/$ref",
    "/members/*/value",
    "/person",
    "/person/name",
    "/robot",
  ]);
});

test("a schema that holds itself ends, and a nullable one is looked into", () => {
  const node = { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } };
  expect(paths({ $ref: "#/components/schemas/Node" }, { Node: node })).toHaveLength(4);
  const nullable = { nullable: true, allOf: [{ properties: { a: {} } }] };
  expect(paths({ type: "object", properties: { inside: nullable } })).toEqual(["/inside", "/inside/a"]);
  const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`p${n}`, {}]));
  expect(paths({ type: "object", properties: wide }).length).toBeLessThanOrEqual(500);
});

test("what a body has is noted, wherever in a list it stands, and what is not declared is not", () => {
  const entry = { type: "object", properties: { value: {}, type: {}, display: {} } };
  const tree = propertyTree(bodyOf({ properties: { name: {}, members: { type: "array", items: entry } } }));
  const present = new Set<string>();
  notePresent(tree, { members: [{ value: "1" }, { type: "User" }, 7, null], other: 1 }, present);
  notePresent(tree, "no object", present);
  expect([...present].sort()).toEqual(["/members", "/members/*/type", "/members/*/value"]);
});
