import { describe, expect, test } from "vitest";
import { responseJsonWellFormed as check } from "./response-json-well-formed.ts";
import { failures, put, verdicts } from "./testing.ts";

const PASSED = [
  "passed RFC7644-3.8-UTF8 utf-8",
  "passed OPENAPI-JSON well-formed",
  "passed RFC8259-4-UNIQUE-NAMES names",
];

describe("well-formed JSON passes", () => {
  test.each([
    "application/json",
    "application/json;charset=UTF-8",
    'application/json; charset="utf-8"',
    "application/json; charset=utf8",
    "application/json; charset=us-ascii",
    "APPLICATION/SCIM+JSON",
    "application/problem+json",
  ])("as %s", (type) => {
    expect(verdicts(check, put({ type }))).toEqual(PASSED);
  });

  test.each([" \r\n\t{} \n", "null", '"text"', '{"name":"\\ud83d\\ude80 \u2028 \u{1f680}"}'])(
    "as the text %j",
    (body) => {
      expect(verdicts(check, put({ body }))).toEqual(PASSED);
    },
  );

  test("without a Content-Type where the document promises JSON", () => {
    expect(verdicts(check, put({ type: null }))).toEqual(PASSED);
  });
});

describe("fails", () => {
  test.each(['{"a":1,}', "{'a':1}", "<html>", '{"a":1}{', "NaN", " "])("the text %j", (body) => {
    expect(failures(check, put({ body }))).toEqual(["OPENAPI-JSON well-formed"]);
  });

  test("bytes that are not UTF-8", () => {
    expect(failures(check, put({ bytes: { utf8: false } }))).toEqual(["RFC7644-3.8-UTF8 utf-8"]);
  });

  test("but not another charset over bytes that are UTF-8: the parameter means nothing (RFC 8259 section 11)", () => {
    expect(failures(check, put({ type: "application/json; Charset=ISO-8859-1" }))).toEqual([]);
  });

  test("a byte order mark, which the recorder has taken off, and nothing beside it", () => {
    expect(failures(check, put({ bytes: { bom: true } }))).toEqual(["OPENAPI-JSON byte-order-mark"]);
  });

  test("an error body as well", () => {
    expect(failures(check, put({ status: 404, body: "not found" }))).toEqual(["OPENAPI-JSON well-formed"]);
  });
});

test("says nothing of other media types and of no body", () => {
  expect(verdicts(check, put({ type: "text/html", body: "<p>" }))).toEqual([]);
  expect(verdicts(check, put({ status: 418, type: null, body: "short and stout" }))).toEqual([]);
  expect(verdicts(check, put({ body: "" }))).toEqual([]);
});

test("a name that stands twice in one object is told, and no more than that", () => {
  expect(failures(check, put({ body: '{"id":"g-1","displayName":"a","displayName":"b"}' }))).toEqual([
    "RFC8259-4-UNIQUE-NAMES names",
  ]);
  expect(failures(check, put({ body: '{"members":[{"value":"a"},{"value":"a"}]}' }))).toEqual([]);
});
