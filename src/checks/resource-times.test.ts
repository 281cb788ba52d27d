import { describe, expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { resourceTimes as check } from "./resource-times.ts";
import { type Answer, contractWith, failures, get, group, put, verdicts } from "./testing.ts";

const CREATED = "RFC7643-3.1-META-CREATED created-zone";
const MODIFIED = "RFC7643-3.1-META-LASTMOD-MOVES lastModified-zone";
const DATE = ["date", "Sat, 31 Jan 2026 09:30:01 GMT"] as const;

const made = (created: string, extra: Answer = {}): Exchange =>
  put({ method: "POST", status: 201, headers: [DATE], body: group({ meta: { created } }), ...extra });
const changed = (lastModified: string, extra: Answer = {}): Exchange =>
  put({ headers: [DATE], body: group({ meta: { lastModified } }), ...extra });
const BEFORE = [get({ id: "test#1", body: group({ meta: { lastModified: "2026-01-31T09:29:00Z" } }) })];
const of = (exchange: Exchange, history = BEFORE): readonly string[] =>
  verdicts(check, exchange, contractWith(), history);

test("what was made now passes, to a minute, in any zone", () => {
  for (const created of ["2026-01-31T09:30:01Z", "2026-01-31T09:30:00Z", "2026-01-31T11:30:01+02:00"]) {
    expect(of(made(created))).toEqual([`passed ${CREATED}`]);
  }
});

test.each([
  ["2026-01-31T11:30:01Z", "2 hours"],
  ["2026-01-31T01:30:01.123Z", "8 hours"],
  ["2026-01-31T15:00:01Z", "5.5 hours"],
  ["2026-01-31T10:30:01+02:00", "1 hour"],
  ["2026-01-31T23:30:00Z", "14 hours"],
])("%s is %s off", (created, off) => {
  expect(of(made(created))).toEqual([`failed ${CREATED}`]);
  const [verdict] = check.judge({
    exchange: made(created),
    contract: contractWith(),
    operation: undefined,
    declared: undefined,
    body: { kind: "json", value: group({ meta: { created } }) },
    mediaType: undefined,
    history: [],
  });
  expect(verdict).toMatchObject({ message: expect.stringContaining(`is ${off} off`) as string });
});

test("what was changed now is of now", () => {
  expect(of(changed("2026-01-31T09:30:01Z"))).toEqual([`passed ${MODIFIED}`]);
  expect(of(changed("2026-01-31T07:30:01Z"))).toEqual([`failed ${MODIFIED}`]);
  expect(of(changed("2026-01-31T07:30:01Z", { method: "PATCH" }))).toEqual([`failed ${MODIFIED}`]);
});

test("a read after a write without a body is held against the time of the write", () => {
  const write = put({ id: "test#2", status: 204, body: "", headers: [DATE], method: "PATCH" });
  const read = (lastModified: string): Exchange =>
    get({
      id: "test#3",
      headers: [["date", "Sat, 31 Jan 2026 11:30:01 GMT"]],
      body: group({ meta: { lastModified } }),
    });
  expect(of(read("2026-01-31T09:30:01Z"), [...BEFORE, write])).toEqual([`passed ${MODIFIED}`]);
  expect(of(read("2026-01-31T11:30:01Z"), [...BEFORE, write])).toEqual([`failed ${MODIFIED}`]);
  const refused = { ...write, response: undefined };
  expect(of(read("2026-01-31T11:30:01Z"), [...BEFORE, refused as never])).toEqual([]);
});

describe("says nothing", () => {
  test.each<[string, Exchange]>([
    ["without a Date", made("2026-01-31T11:30:01Z", { headers: [] })],
    ["of a Date that is none", made("2026-01-31T11:30:01Z", { headers: [["date", "now"]] })],
    ["of a time without a zone", made("2026-01-31T11:30:01")],
    ["of whole hours, which may be all that is kept", made("2026-01-31T09:00:00Z")],
    ["of whole days", made("2026-01-31T00:00:00.000Z")],
    ["of a read", get({ headers: [DATE], body: group({ meta: { lastModified: "2026-01-31T07:30:01Z" } }) })],
    ["of a refusal", made("2026-01-31T11:30:01Z", { status: 409 })],
    ["where there is no time", put({ headers: [DATE], body: group({ meta: {} }) })],
    ["where nothing was changed", changed("2026-01-31T09:29:00Z")],
  ])("%s", (_, exchange) => {
    expect(of(exchange)).toEqual([]);
  });

  test("of the first that is seen of a resource", () => {
    expect(of(changed("2026-01-31T07:30:01Z"), [])).toEqual([]);
  });
});

test("another time than a zone's is let be: an earlier life of the resource, a clock that is wrong", () => {
  for (const created of ["2026-01-31T09:23:00Z", "2026-01-31T08:37:00Z", "2025-01-31T09:30:01Z"]) {
    expect(failures(check, made(created))).toEqual([]);
  }
});
