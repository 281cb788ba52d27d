import { expect, test } from "vitest";
import { responseNoBody as check } from "./response-no-body.ts";
import { contractWith, failures, get, put, verdicts } from "./testing.ts";

const contract = contractWith({ 200: {}, 204: {}, 404: {} });

test("204 and 304 have no body, declared or not", () => {
  expect(verdicts(check, put({ status: 204, body: "" }))).toEqual(["passed OPENAPI-NO-BODY body"]);
  expect(failures(check, put({ status: 204, body: "{}" }))).toEqual(["OPENAPI-NO-BODY body-204"]);
  expect(failures(check, put({ status: 304, body: " " }))).toEqual(["OPENAPI-NO-BODY body-304"]);
});

test("a success declared without content may have the RFC's body: the document is silent", () => {
  expect(verdicts(check, put({ body: "" }), contract)).toEqual([]);
  expect(failures(check, put(), contract)).toEqual([]);
});

test("an error declared without content still carries the RFC's body", () => {
  expect(verdicts(check, put({ status: 404, body: { status: "404" } }), contract)).toEqual([]);
});

test("says nothing of declared content, undeclared statuses and helpers", () => {
  expect(verdicts(check, put())).toEqual([]);
  expect(verdicts(check, put({ status: 418 }), contract)).toEqual([]);
  expect(verdicts(check, get({ status: 204, body: "{}" }))).toEqual([]);
});
