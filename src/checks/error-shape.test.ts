import { describe, expect, test } from "vitest";
import { URN } from "../scim/index.ts";
import { errorShape as check } from "./error-shape.ts";
import { content, contractWith, failures, get, put, verdicts } from "./testing.ts";

const ERROR = { schemas: [URN.error], status: "404" };
const found = (body: unknown, status = 404): readonly string[] => failures(check, put({ status, body }));

describe("a SCIM error", () => {
  test.each<[string, unknown]>([
    ["without detail", ERROR],
    ["with more than the RFC names", { ...ERROR, detail: "no such Group", requestId: "x" }],
    ["with names and URN in another case", { Schemas: [URN.error.toLowerCase(), "urn:x"], STATUS: "404" }],
    ["with a keyword of Table 9", { ...ERROR, scimType: "noTarget" }],
    ["with a keyword of RFC 9865", { ...ERROR, scimType: "expiredCursor" }],
    ["with scimType null", { ...ERROR, scimType: null }],
  ])("%s passes", (_, body) => {
    expect(found(body)).toEqual([]);
  });

  test("speaks about every requirement of the check", () => {
    const lines = verdicts(check, put({ status: 404, body: { ...ERROR, scimType: "noTarget" } }));
    expect(new Set(lines.map((line) => line.split(" ")[1]))).toEqual(new Set(check.requirements));
  });
});

describe("fails", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["no body", "", ["RFC7644-3.12-ERR-JSON body"]],
    ["a page", "<html>", ["RFC7644-3.12-ERR-JSON body"]],
    ["a list", [ERROR], ["RFC7644-3.12-ERR-JSON body"]],
    ["no schemas", { status: "404" }, ["RFC7644-3.12-ERR-SCHEMA schemas"]],
    ["another schema", { ...ERROR, schemas: [URN.group] }, ["RFC7644-3.12-ERR-SCHEMA schemas"]],
    ["schemas as a text", { ...ERROR, schemas: URN.error }, ["RFC7644-3.12-ERR-SCHEMA schemas"]],
    ["no status", { schemas: [URN.error] }, ["RFC7644-3.12-STATUS-STRING status"]],
    ["a number that is right", { ...ERROR, status: 404 }, ["RFC7644-3.12-STATUS-STRING status"]],
    ["another status", { ...ERROR, status: "400" }, ["RFC7644-3.12-STATUS-MATCH status"]],
    ["a status with words", { ...ERROR, status: "404 Not Found" }, ["RFC7644-3.12-STATUS-MATCH status"]],
    [
      "a number that is wrong",
      { ...ERROR, status: 400 },
      ["RFC7644-3.12-STATUS-STRING status", "RFC7644-3.12-STATUS-MATCH status"],
    ],
    ["an unknown keyword", { ...ERROR, scimType: "not_found" }, ["RFC7644-3.12-SCIMTYPE-KNOWN scimType"]],
  ])("%s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test("also where the document declares the error without content, or not at all", () => {
    expect(failures(check, put({ status: 404, body: "" }), contractWith({ 200: content({}), 404: {} }))).toHaveLength(
      1,
    );
    expect(failures(check, put({ status: 404, body: "" }), contractWith({ 200: content({}) }))).toHaveLength(1);
  });
});

describe("where obeying the RFC would break the document, the document alone judges", () => {
  const under = (error: unknown, type = "application/json", status = 404): readonly string[] =>
    failures(check, put({ status, type, body: { status: 404 } }), contractWith({ 200: content({}), 404: error }));
  const integer = { type: "object", properties: { status: { type: "integer" } } };

  test.each<[string, unknown]>([
    ["a numeric status", content(integer)],
    ["a numeric status behind allOf", content({ allOf: [integer] })],
    ["a status from a list without this one", content({ properties: { status: { enum: ["error"] } } })],
    [
      "a closed object without schemas",
      content({ type: "object", additionalProperties: false, properties: { error: {} } }),
    ],
    ["a text", content({ type: "string" })],
  ])("%s", (_, error) => {
    expect(under(error)).toEqual([]);
  });

  test("problem+json, and types that are no JSON", () => {
    expect(under(content({}, "application/problem+json"), "application/problem+json")).toEqual([]);
    expect(under(content({ type: "string" }, "text/plain"), "text/plain")).toEqual([]);
  });

  test("an undeclared error goes by the ones that are declared", () => {
    expect(under(content(integer), "application/json", 409)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["an open type", content({ type: "object" })],
    ["an optional status without a type", content({ properties: { status: {} } })],
    ["a status that may be either", content({ properties: { status: { type: ["string", "integer"] } } })],
    ["further required properties", content({ required: ["code"], properties: { code: { type: "integer" } } })],
    ["a range of media types", content({}, "application/*")],
  ])("%s is no contradiction", (_, error) => {
    expect(under(error)).not.toEqual([]);
  });

  test("of two declared kinds the one that came decides", () => {
    const both = { ...content({}, "application/scim+json", "application/problem+json") };
    expect(under(both, "application/problem+json")).toEqual([]);
    expect(under(both, "application/scim+json")).not.toEqual([]);
  });
});

test("says nothing of successes, redirects and no answer", () => {
  for (const status of [200, 204, 302]) expect(verdicts(check, put({ status, body: "" }))).toEqual([]);
  expect(verdicts(check, put({ silent: true }))).toEqual([]);
});

test("helpers are held against the RFC; what that is worth is not this check's business", () => {
  expect(failures(check, get({ status: 404, body: "" }))).toEqual(["RFC7644-3.12-ERR-JSON body"]);
});
