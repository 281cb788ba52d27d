import { expect, test } from "vitest";
import { judgeExchange } from "./judge-exchange.ts";
import { responseNo5xx as check } from "./response-no-5xx.ts";
import { content, contractWith, failures, get, put, verdicts } from "./testing.ts";

test.each([200, 204, 302, 400, 404, 429])("%i passes", (status) => {
  expect(verdicts(check, put({ status }))).toEqual(["passed RFC7644-3.12-NO-5XX status"]);
});

test.each([500, 501, 502, 503, 504])("%i fails, whatever was sent", (status) => {
  expect(failures(check, put({ status }))).toEqual(["RFC7644-3.12-NO-5XX status-5xx-valid"]);
  const intent = { kind: "provoked", cause: "bad-body" } as const;
  expect(failures(check, put({ status, intent }))).toEqual(["RFC7644-3.12-NO-5XX status-5xx-bad-body"]);
});

test("a declared 500 fails all the same", () => {
  const contract = contractWith({ 200: content({}), 500: content({}) });
  expect(failures(check, put({ status: 500 }), contract)).toHaveLength(1);
});

test("501 for what the document does not declare is an honest answer; other 5xx are not", () => {
  expect(verdicts(check, get({ status: 501 }))).toEqual([]);
  expect(failures(check, get({ status: 500 }))).toEqual(["RFC7644-3.12-NO-5XX status-5xx-helper"]);
});

test("501 to PATCH, which is optional, is one where the document describes every server; to PUT it is none", () => {
  const contract = contractWith();
  const generic = { ...contract, profile: { ...contract.profile, generic: true } };
  expect(verdicts(check, put({ status: 501, method: "PATCH" }), generic)).toEqual([]);
  expect(failures(check, put({ status: 500, method: "PATCH" }), generic)).toHaveLength(1);
  expect(failures(check, put({ status: 501 }), generic)).toHaveLength(1);
  expect(failures(check, put({ status: 501, method: "PATCH" }), contract)).toHaveLength(1);
});

test("501 to PATCH is a failure where the server has said that it has PATCH, or has carried one out", () => {
  const contract = contractWith();
  const generic = { ...contract, profile: { ...contract.profile, generic: true } };
  const judged = (hasPatch: boolean): readonly string[] =>
    judgeExchange(generic, put({ status: 501, method: "PATCH" }), [], undefined, new Set([check.id]), [], hasPatch).map(
      ({ requirement, outcome }) => `${outcome} ${requirement}`,
    );
  expect(judged(false)).toEqual([]);
  expect(judged(true)).toEqual(["failed RFC7644-3.12-NO-5XX"]);
});

test("no answer is another check's", () => {
  expect(verdicts(check, put({ silent: true }))).toEqual([]);
});
