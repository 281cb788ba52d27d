import { describe, expect, test } from "vitest";
import { checkInput, declaredResponse, isJsonType, mediaTypeOf, parseBody } from "./input.ts";
import { content, contractWith, get, PUT, put } from "./testing.ts";
import { excerpt, shortJson } from "./words.ts";

describe("the declared response for a status", () => {
  const declared = (status: number, ...statuses: readonly string[]): string | undefined => {
    const contract = contractWith(Object.fromEntries(statuses.map((each) => [each, content({})])));
    const [operation] = contract.operations;
    return operation === undefined ? undefined : declaredResponse(operation, status)?.status;
  };

  test.each<[number, readonly string[], string | undefined]>([
    [404, ["default", "4XX", "404"], "404"],
    [404, ["default", "4XX"], "4XX"],
    [404, ["default", "5XX"], "default"],
    [404, ["200"], undefined],
    [599, ["5XX"], "5XX"],
  ])("%i among %j is %s", (status, statuses, expected) => {
    expect(declared(status, ...statuses)).toBe(expected);
  });
});

test("a media type is read without case, spaces and parameters", () => {
  expect(mediaTypeOf(" Application/SCIM+JSON ; charset=utf-8")).toBe("application/scim+json");
  expect(mediaTypeOf("")).toBeUndefined();
  expect(mediaTypeOf(";charset=utf-8")).toBeUndefined();
  expect(mediaTypeOf(undefined)).toBeUndefined();
  expect(["application/json", "application/scim+json"].every(isJsonType)).toBe(true);
  expect(["text/html", "application/jsonp", "text/json"].some(isJsonType)).toBe(false);
});

test("a body is parsed once", () => {
  expect(parseBody(put({ body: "" }))).toEqual({ kind: "none" });
  expect(parseBody(put({ silent: true }))).toEqual({ kind: "none" });
  expect(parseBody(put({ body: "null" }))).toEqual({ kind: "json", value: null });
  expect(parseBody(put({ body: "{" })).kind).toBe("not-json");
});

test("an operation is found by its key; helpers and unknown keys have none", () => {
  const contract = contractWith();
  expect(checkInput(contract, put(), []).operation?.key).toBe(PUT);
  expect(checkInput(contract, get(), []).operation).toBeUndefined();
  expect(checkInput(contract, put({ operation: "GET /elsewhere" }), []).operation).toBeUndefined();
});

test("words are short", () => {
  expect(shortJson(undefined)).toBe("absent");
  expect(shortJson("x".repeat(200))).toHaveLength(120);
  expect(excerpt(" a\n\t b ")).toBe("a b");
  expect(excerpt("x".repeat(200))).toHaveLength(80);
});
