import { expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { Breaker } from "./breaker.ts";
import { exchange } from "./testing.ts";

const GROUP = { type: "Group", id: "1" };
const answered = (status: number): Exchange => exchange("a#1", { resource: GROUP, response: { ...ok(), status } });
const ok = (): NonNullable<Exchange["response"]> => ({
  status: 200,
  headers: [],
  body: "",
  bodyBytes: 0,
  utf8: true,
  bom: false,
});

function silent(): Exchange {
  const { response: _, ...rest } = exchange("a#1", { resource: GROUP });
  return { ...rest, failure: { kind: "timeout", message: "h did not answer in time." } };
}

test("six in a row without an answer, and that kind is not asked any more; others are", () => {
  const breaker = new Breaker();
  for (let turn = 0; turn < 5; turn += 1) breaker.note(silent());
  expect(breaker.reason("PUT", "Group")).toBeUndefined();
  breaker.note(silent());
  expect(breaker.reason("PUT", "Group")).toBe(
    "the server has stopped answering PUT of Groups: h did not answer in time.",
  );
  expect(breaker.reason("GET", "Group")).toBeUndefined();
});

test("one answer in between, and it begins anew", () => {
  const breaker = new Breaker();
  for (let turn = 0; turn < 20; turn += 1) breaker.note(turn % 5 === 4 ? answered(200) : silent());
  expect(breaker.reason("PUT", "Group")).toBeUndefined();
});

test("a 429 that all waiting did not clear counts twice, a 500 is an answer", () => {
  const breaker = new Breaker();
  for (let turn = 0; turn < 9; turn += 1) breaker.note(answered(500));
  expect(breaker.reason("PUT", "Group")).toBeUndefined();
  for (let turn = 0; turn < 3; turn += 1) breaker.note(answered(429));
  expect(breaker.reason("PUT", "Group")).toContain("429");
});

test("so many of any kind, and nothing is asked any more", () => {
  const breaker = new Breaker(4);
  for (let turn = 0; turn < 4; turn += 1) breaker.note(silent());
  expect(breaker.reason("DELETE", "User")).toContain("the server has stopped answering");
});
