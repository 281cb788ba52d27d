import { describe, expect, test } from "vitest";
import { responseMediaTypeDeclared as check, isDeclared } from "./response-media-type-declared.ts";
import { content, contractWith, failures, put, verdicts } from "./testing.ts";

const PASSED = ["passed OPENAPI-MEDIA-TYPE-DECLARED content-type"];

describe("the declared type passes", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "Application/JSON;charset=UTF-8",
    " application/json ;x=y",
  ])("as %j", (type) => {
    expect(verdicts(check, put({ type }))).toEqual(PASSED);
  });

  test.each([
    ["application/*", "application/scim+json", true],
    ["*/*", "text/html", true],
    ["application/json; charset=utf-8", "application/json", true],
    ["text/*", "application/json", false],
    ["application/js*", "application/json", false],
    ["application/json", "application/scim+json", false],
  ])("%s covers %s: %s", (declared, type, covers) => {
    expect(isDeclared([{ type: declared }], type)).toBe(covers);
    const lines = failures(check, put({ type }), contractWith({ 200: content({}, declared) }));
    expect(lines).toHaveLength(covers ? 0 : 1);
  });

  test("and so does any of several", () => {
    const contract = contractWith({ 200: content({}, "application/json", "application/scim+json") });
    expect(verdicts(check, put({ type: "application/scim+json" }), contract)).toEqual(PASSED);
  });
});

test("an undeclared type fails, at the place where the declared ones stand", () => {
  expect(failures(check, put({ type: "text/html" }))).toEqual([
    "OPENAPI-MEDIA-TYPE-DECLARED content-type /paths/~1scim~1v2~1Groups~1{id}/put/responses/200",
  ]);
  expect(failures(check, put({ type: null }))).toEqual([
    "OPENAPI-MEDIA-TYPE-DECLARED content-type-missing /paths/~1scim~1v2~1Groups~1{id}/put/responses/200",
  ]);
});

describe("an answer in the type of the request", () => {
  const answer = put({ sent: "application/scim+json", type: "application/scim+json" });

  test("is left alone where only the prose takes such requests", () => {
    expect(verdicts(check, answer)).toEqual(PASSED);
  });

  test("fails where the document declares that request type and answers it in another", () => {
    const contract = contractWith({ 200: content({}) }, content({}, "application/json", "application/scim+json"));
    expect(failures(check, answer, contract)).toHaveLength(1);
  });

  test("is the only other one that may come", () => {
    expect(failures(check, put({ sent: "application/scim+json", type: "text/plain" }))).toHaveLength(1);
  });
});

test.each([
  ["application/scim+json", []],
  ["application/scim+json;q=0.9, application/scim+json", []],
  // What the document has could have come as well.
  ["application/scim+json, application/json", ["failed"]],
  ["application/scim+json, application/*", ["failed"]],
  ["text/plain", ["failed"]],
])("an answer that was asked for by Accept: %s", (accept, outcomes) => {
  const answer = put({ type: "application/scim+json" });
  const request = { ...answer.request, headers: [...answer.request.headers, ["accept", accept] as const] };
  expect(verdicts(check, { ...answer, request }).map((line) => line.split(" ")[0])).toEqual(outcomes);
});

test("says nothing without a body, a declared status or declared content", () => {
  expect(verdicts(check, put({ body: "", type: null }))).toEqual([]);
  expect(verdicts(check, put({ status: 418, type: "text/html" }))).toEqual([]);
  expect(verdicts(check, put({ type: "text/html" }), contractWith({ 200: {} }))).toEqual([]);
});
