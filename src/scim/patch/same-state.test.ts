import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { URN } from "../urns.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { sameState } from "./same-state.ts";
import { isPartOf, sameValue } from "./same-value.ts";
import { ENTERPRISE, GROUP, USER } from "./testing.ts";

const sameUser = (differs: JsonObject, before: JsonObject = USER): boolean =>
  sameState(before, { ...before, ...differs }, USER_SCHEMA);
const sameGroup = (differs: JsonObject): boolean => sameState(GROUP, { ...GROUP, ...differs }, GROUP_SCHEMA);
const WORK = { value: "ann@work.example", type: "work", primary: true };
const HOME = { value: "ann@home.example", type: "home" };

describe("two representations show one state", () => {
  test("whatever the server writes in its own way", () => {
    expect(sameUser({ meta: { lastModified: "x" }, password: "secret", nickName: null, ims: [] })).toBe(true);
    expect(sameUser({ emails: [{ ...HOME, primary: false, display: null }, WORK] })).toBe(true);
    expect(sameUser({ userName: "ANN", emails: [WORK, { ...HOME, type: "Home" }] })).toBe(true);
    expect(sameUser({ schemas: [URN.user.toUpperCase(), ENTERPRISE] })).toBe(true);
    const { userName, ...nameless } = USER;
    expect(sameState(USER, { ...nameless, UserName: userName }, USER_SCHEMA)).toBe(true);
  });

  test("members are a set of values", () => {
    const members = [{ value: "u-2", $ref: "/Users/u-2" }, { VALUE: "u-1", display: "other" }, { value: "u-2" }];
    expect(sameGroup({ members })).toBe(true);
  });

  test("dates are instants, and what the server derives is its own", () => {
    const before = { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { manager: { value: "u-9" } } };
    expect(sameUser({ [ENTERPRISE]: { Manager: { value: "u-9", displayName: "Bob", $ref: "x" } } }, before)).toBe(true);
  });
});

describe("two representations show different states", () => {
  test("when a value differs, is missing or comes on top", () => {
    expect(sameUser({ userName: "bob" })).toBe(false);
    expect(sameUser({ active: false })).toBe(false);
    expect(sameUser({ active: "true" })).toBe(false);
    expect(sameUser({ nickName: "x" })).toBe(false);
    expect(sameUser({ emails: [WORK] })).toBe(false);
    expect(sameUser({ emails: [WORK, HOME, HOME] })).toBe(false);
    expect(sameUser({ emails: [WORK, { ...HOME, primary: true }] })).toBe(false);
    expect(sameUser({ name: { givenName: "Ann" } })).toBe(false);
    expect(sameUser({ [ENTERPRISE]: { department: "x" } })).toBe(false);
  });

  test("when somebody else is a member, or an id differs in case", () => {
    expect(sameGroup({ members: [{ value: "u-1" }] })).toBe(false);
    expect(sameGroup({ members: [{ value: "u-1" }, { value: "U-2" }] })).toBe(false);
    expect(sameGroup({ id: "G-1" })).toBe(false);
    expect(sameGroup({ members: null })).toBe(false);
  });
});

test("values are the same but for order, the case of names, and what is unassigned", () => {
  expect(sameValue({ a: [1, 2], b: null }, { A: [2, 1], c: [] })).toBe(true);
  expect(sameValue(undefined, null)).toBe(true);
  expect([sameValue("a", "A"), sameValue(1, "1"), sameValue([1], [1, 1]), sameValue({}, [])]).toEqual(
    Array(4).fill(false),
  );
});

test("a part says nothing that the whole does not", () => {
  expect(isPartOf({ A: 1, b: null }, { a: 1, c: 2 })).toBe(true);
  expect(isPartOf({ a: 1, d: 2 }, { a: 1, c: 2 })).toBe(false);
  expect(isPartOf("a", "a")).toBe(true);
  expect(isPartOf("a", { value: "a" })).toBe(false);
});
