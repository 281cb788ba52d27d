import { expect, test } from "vitest";
import { fixedValues } from "./fixed-values.ts";
import { documentWith } from "./testing/document-with.ts";

const values = (schema: unknown): unknown => fixedValues(documentWith({ request: schema }).operations).Group;

const NAMED = { type: "object", properties: { displayName: { type: "string" } } };

test("what is required and has one possible value is known, wherever in an allOf that is said", () => {
  const kind = { properties: { kind: { const: "group" }, level: { enum: [7] }, other: { const: "x" } } };
  const base = { properties: { kind: { type: "string" } }, required: ["kind"] };
  expect(values({ allOf: [base, NAMED, { ...kind, required: ["level", "displayName"] }] })).toEqual({
    kind: "group",
    level: 7,
  });
});

test("what stands behind references counts", () => {
  const schemas = { Base: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } } };
  const own = { allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { kind: { enum: ["group"] } } }] };
  expect(fixedValues(documentWith({ request: own, schemas }).operations).Group).toEqual({ kind: "group" });
});

test("an object is known when all that it requires is", () => {
  const meta = (required: readonly string[]): unknown => ({
    type: "object",
    required: ["meta"],
    properties: {
      meta: { type: "object", required, properties: { resourceType: { const: "Group" }, version: { type: "string" } } },
    },
  });
  expect(values(meta(["resourceType"]))).toEqual({ meta: { resourceType: "Group" } });
  expect(values(meta(["resourceType", "version"]))).toBeUndefined();
});

test("of several values that the document names the first is sent", () => {
  const properties = { kind: { enum: [null, "a", "b"] }, level: { type: "integer", enum: [3, 4] } };
  expect(values({ type: "object", required: ["kind", "level"], properties })).toEqual({ kind: "a", level: 3 });
});

test("of alternatives the one that leaves the least open is taken", () => {
  const employee = {
    required: ["kind", "number"],
    properties: { kind: { const: "employee" }, number: { type: "string" } },
  };
  const guest = { required: ["kind"], properties: { kind: { const: "guest" } } };
  const base = { type: "object", properties: { displayName: { type: "string" } } };
  expect(values({ ...base, oneOf: [employee, guest] })).toEqual({ kind: "guest" });
  expect(values({ allOf: [base, { anyOf: [guest, { ...guest, title: "another" }] }] })).toEqual({ kind: "guest" });
});

test("what the document names no value of, is the server's, or is given by scenarios themselves is not", () => {
  const properties = {
    kind: { type: "string" },
    id: { const: "1" },
    level: { const: 7, readOnly: true },
    displayName: { const: "x" },
  };
  expect(values({ type: "object", required: Object.keys(properties), properties })).toBeUndefined();
});
