import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { URN } from "../urns.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { sameState } from "./same-state.ts";
import { isPartOf, sameValue } from "./same-value.ts";
import { DEVICE, DEVICE_SCHEMA, ENTERPRISE, GROUP, USER } from "./testing.ts";

const sameUser = (differs: JsonObject, before: JsonObject = USER): boolean =>
  sameState(before, { ...before, ...differs }, USER_SCHEMA);
const sameGroup = (differs: JsonObject): boolean => sameState(GROUP, { ...GROUP, ...differs }, GROUP_SCHEMA);
const sameDevice = (one: JsonObject, other: JsonObject): boolean =>
  sameState({ ...DEVICE, ...one }, { ...DEVICE, ...other }, DEVICE_SCHEMA);
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

  test.each<[string, JsonObject]>([
    ["an attribute without parts", { addresses: [{ type: null }], title: undefined }],
    ["a value without parts", { emails: [WORK, HOME, { display: null }] }],
    [
      "an extension without attributes, named in schemas",
      { schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: null } },
    ],
    ["an extension that is null", { [ENTERPRISE]: null }],
    ["a complex value in another order", { name: { familyName: "Lee", givenName: "Ann" } }],
    ["what a Group is called among the groups of a User", { groups: [{ value: "g-1", display: "Other", $ref: "/x" }] }],
  ])("%s makes no difference (RFC 7643 sections 2.3.8 and 2.5)", (_, differs) => {
    expect(sameUser(differs)).toBe(true);
  });

  test("a complex attribute without parts is no attribute, and a list of one may stand without its list", () => {
    const { name: _, ...nameless } = USER;
    expect(sameUser({ name: { givenName: null } }, nameless)).toBe(true);
    expect(sameUser({ emails: WORK }, { ...USER, emails: [WORK] })).toBe(true);
  });

  test("lists have no order: schemas, and those of which no schema tells (RFC 7643 sections 2.4 and 3)", () => {
    const before = { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "x" }, odd: ["a", "b"] };
    expect(sameUser({ schemas: [ENTERPRISE, URN.user], odd: ["b", "a"] }, before)).toBe(true);
    expect(sameUser({ odd: ["b", "c"] }, before)).toBe(false);
  });

  test("dates are instants where they are dates, and texts where they are none", () => {
    const [utc, paris] = ["2026-01-31T09:30:00Z", "2026-01-31T10:30:00+01:00"];
    expect(sameDevice({ bought: utc }, { bought: paris })).toBe(true);
    expect(sameDevice({ label: utc }, { label: paris })).toBe(false);
    expect(sameDevice({ bought: "soon" }, { bought: "SOON" })).toBe(true);
    expect(sameDevice({ bought: "soon" }, { bought: "later" })).toBe(false);
  });

  test("what the server derives is its own", () => {
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
    expect(sameUser({ [ENTERPRISE]: "x" })).toBe(false);
    expect(sameUser({ groups: [{ value: "g-2", display: "Sales" }] })).toBe(false);
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
  expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect([sameValue("a", "A"), sameValue(1, "1"), sameValue([1], [1, 1]), sameValue({}, [])]).toEqual(
    Array(4).fill(false),
  );
});

test("a part says nothing that the whole does not", () => {
  expect(isPartOf({ A: 1, b: null }, { a: 1, c: 2 })).toBe(true);
  expect(isPartOf({ a: 1, d: 2 }, { a: 1, c: 2 })).toBe(false);
  expect(isPartOf("a", "a")).toBe(true);
  expect(isPartOf("a", { value: "a" })).toBe(false);
  expect([isPartOf(7, 8), isPartOf(7, {}), isPartOf("", "x"), isPartOf({}, 7)]).toEqual(Array(4).fill(false));
});
