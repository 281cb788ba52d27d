import { expect, test } from "vitest";
import { errorProblemStatus as check } from "./error-problem-status.ts";
import { failures, put, verdicts } from "./testing.ts";

const type = "application/problem+json";

test.each<[string, unknown, readonly string[]]>([
  ["the same", { title: "Not Found", status: 404 }, []],
  ["left out", { title: "Not Found" }, []],
  ["a text, which is the schema's matter", { status: "404" }, []],
  ["another one", { title: "Not Found", status: 400 }, ["RFC9457-3.1.2-STATUS status"]],
])("status %s", (_, body, expected) => {
  expect(failures(check, put({ status: 404, type, body }))).toEqual(expected);
});

test("a charset behind the type is no other type", () => {
  const body = { status: 400 };
  expect(failures(check, put({ status: 404, type: `${type}; charset=utf-8`, body }))).toHaveLength(1);
  expect(verdicts(check, put({ status: 400, type, body }))).toEqual(["passed RFC9457-3.1.2-STATUS status"]);
});

test("says nothing of other errors, of failures and of successes", () => {
  expect(verdicts(check, put({ status: 404, type: "application/json", body: { status: 400 } }))).toEqual([]);
  expect(verdicts(check, put({ status: 500, type, body: { status: 400 } }))).toEqual([]);
  expect(verdicts(check, put({ status: 200, type, body: { status: 400 } }))).toEqual([]);
});
