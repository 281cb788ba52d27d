import { expect, test } from "vitest";
import type { Operation } from "./contract.ts";
import { patchForm, patchShapesOf } from "./patch-forms.ts";
import { documentWith } from "./testing/document-with.ts";

const OPERATIONS = { type: "array", items: { type: "object" } };
const entryWith = (properties: object, required: readonly string[] = ["op"]): object => ({
  type: "object",
  required: ["Operations"],
  properties: { Operations: { type: "array", items: { type: "object", required, properties } } },
});

function patch(request: object): Operation {
  const [operation] = documentWith({ path: "/scim/v2/Groups/{id}", method: "patch", request }).operations;
  if (operation === undefined) throw new Error("the document declares an operation");
  return operation;
}

const ADD = { op: "add", path: "members", value: [{ value: "1" }] };
const MESSAGE = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [ADD] };

test("what fits, and what no schema speaks about, stays as it is", () => {
  expect(patchForm(patch({}), [ADD])).toEqual({ message: MESSAGE });
  expect(patchForm(patch(entryWith({ value: {} })), [ADD])).toEqual({ message: MESSAGE });
});

test("another name for the operations is used where the RFC's is excluded, and only there", () => {
  const { Operations: _, ...rest } = MESSAGE;
  const lower = { type: "object", required: ["operations"], properties: { operations: OPERATIONS } };
  expect(patchForm(patch(lower), [ADD]).message).toEqual({ ...rest, operations: [ADD] });
  const optional = { type: "object", properties: { operations: OPERATIONS } };
  expect(patchForm(patch(optional), [ADD]).message).toEqual(MESSAGE);
});

test("an op is spelled as it is declared, and one that is spelled on purpose is left alone", () => {
  const capital = patch(entryWith({ op: { enum: ["Add", "Remove", "Replace"] } }));
  expect(patchForm(capital, [ADD]).message).toMatchObject({ Operations: [{ op: "Add" }] });
  expect(patchForm(capital, [{ ...ADD, op: "aDD" }])).toMatchObject({ misfit: expect.any(String) as string });
  const both = patch(entryWith({ op: { enum: ["Add", "add"] } }));
  expect(patchForm(both, [ADD]).message).toEqual(MESSAGE);
});

test("an attribute goes into the value where only an object fits; a filter cannot", () => {
  const object = patch(entryWith({ value: { type: "object" } }));
  expect(patchForm(object, [ADD])).toEqual({
    message: { ...MESSAGE, Operations: [{ op: "add", value: { members: [{ value: "1" }] } }] },
  });
  const byFilter = { op: "replace", path: 'emails[type eq "work"].value', value: "a@example.com" };
  expect(patchForm(object, [byFilter]).misfit).toBe("/Operations/0/value must be an object");
});

test.each([
  ["any value", {}, ["op"], { valueShapes: ["array"], removeShapes: ["filter"], pathRequired: false }],
  [
    "a text",
    { value: { type: "string" } },
    ["op"],
    { valueShapes: ["json-text", "bare-id"], removeShapes: ["filter"], pathRequired: true },
  ],
  [
    "a text that a removal needs too",
    { value: { type: "string" } },
    ["op", "value"],
    { valueShapes: ["json-text", "bare-id"], removeShapes: ["filter-empty-value"], pathRequired: true },
  ],
  [
    "an array that a removal needs too",
    { value: { type: "array" } },
    ["op", "value"],
    { valueShapes: ["array"], removeShapes: ["value-list"], pathRequired: false },
  ],
  [
    "a path that is required",
    {},
    ["op", "path"],
    { valueShapes: ["array"], removeShapes: ["filter"], pathRequired: true },
  ],
])("the shapes that are left by %s", (_, properties, required, expected) => {
  expect(patchShapesOf(patch(entryWith(properties, required)))).toEqual(expected);
});
