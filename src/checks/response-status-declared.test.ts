import { describe, expect, test } from "vitest";
import type { Intent } from "../result/index.ts";
import { responseStatusDeclared as check } from "./response-status-declared.ts";
import { content, contractWith, get, put, verdicts } from "./testing.ts";

const provoked = (cause: Extract<Intent, { kind: "provoked" }>["cause"]): Intent => ({ kind: "provoked", cause });
const open: Intent = { kind: "open", why: "duplicates" };

describe("a valid documented request", () => {
  test.each([200, 404])("may be answered with the declared %i", (status) => {
    expect(verdicts(check, put({ status }))).toEqual([`passed OPENAPI-STATUS-DECLARED status-${status}`]);
  });

  test.each([201, 204, 301, 400, 403, 409])("must not be answered with the undeclared %i", (status) => {
    expect(verdicts(check, put({ status }))).toEqual([`failed OPENAPI-STATUS-DECLARED status-${status}`]);
  });

  test("may be told to slow down: 429 is the document's gap", () => {
    expect(verdicts(check, put({ status: 429 }))).toEqual(["failed DOCUMENT-STATUS-MISSING status-429"]);
  });

  test("may find its credential refused in mid-run: 401 says nothing about the operation", () => {
    expect(verdicts(check, put({ status: 401 }))).toEqual([]);
  });

  test.each([500, 501, 503])("%i is another check's", (status) => {
    expect(verdicts(check, put({ status }))).toEqual([]);
  });
});

describe("ranges and default declare too", () => {
  test.each([
    ["4XX", 409],
    ["4xx", 418],
    ["2XX", 204],
    ["default", 400],
    ["default", 204],
  ])("%s covers %i", (declared, status) => {
    const contract = contractWith({ 200: content({}), [declared]: content({}) });
    expect(verdicts(check, put({ status }), contract)).toEqual([`passed OPENAPI-STATUS-DECLARED status-${status}`]);
  });

  test("a range covers no other hundred", () => {
    const contract = contractWith({ 200: content({}), "4XX": content({}) });
    expect(verdicts(check, put({ status: 302 }), contract)).toEqual(["failed OPENAPI-STATUS-DECLARED status-302"]);
  });
});

describe("a provoked refusal", () => {
  test.each(["bad-body", "media-type", "method", "credentials"] as const)(
    "of %s for which nothing is declared is a defect of the document",
    (cause) => {
      const lines = verdicts(check, put({ status: 400, intent: provoked(cause) }));
      expect(lines).toEqual(["failed DOCUMENT-STATUS-MISSING status-400"]);
    },
  );

  test("of an unknown id is the scenario's affair where the document names 404", () => {
    expect(verdicts(check, put({ status: 410, intent: provoked("unknown-id") }))).toEqual([]);
  });

  test.each(["401", "403"])("of a credential is the scenario's affair where the document names %s", (declared) => {
    const contract = contractWith({ 200: content({}), [declared]: content({}) });
    expect(verdicts(check, put({ status: 400, intent: provoked("credentials") }), contract)).toEqual([]);
  });

  test("that the document declares passes", () => {
    const contract = contractWith({ 200: content({}), 400: content({}) });
    const lines = verdicts(check, put({ status: 400, intent: provoked("bad-body") }), contract);
    expect(lines).toEqual(["passed OPENAPI-STATUS-DECLARED status-400"]);
  });

  test("an open request may be refused or accepted", () => {
    expect(verdicts(check, put({ status: 409, intent: open }))).toEqual(["failed DOCUMENT-STATUS-MISSING status-409"]);
    expect(verdicts(check, put({ status: 201, intent: open }))).toEqual([]);
  });

  test("a success that answers a provocation is judged by what it did", () => {
    expect(verdicts(check, put({ status: 202, intent: provoked("bad-body") }))).toEqual([]);
  });
});

test("helpers are not declared, and no answer has no status", () => {
  expect(verdicts(check, get({ status: 418 }))).toEqual([]);
  expect(verdicts(check, put({ silent: true }))).toEqual([]);
});
