import { describe, expect, test } from "vitest";
import { URN } from "../urns.ts";
import type { PatchOperation } from "./patch-types.ts";
import { changes, ENTERPRISE, GROUP, memberIds, patched, refusalOf, USER } from "./testing.ts";

const add = (value: unknown, path?: string): PatchOperation => ({
  op: "add",
  value,
  ...(path === undefined ? {} : { path }),
});

describe("a list", () => {
  test("gets the new values, and keeps those it has", () => {
    const after = patched(GROUP, add([{ value: "u-3" }, { value: "u-4" }], "members"));
    expect(memberIds(after)).toEqual(["u-1", "u-2", "u-3", "u-4"]);
    expect(after["members"]).toContainEqual({
      value: "u-1",
      $ref: "https://h/Users/u-1",
      type: "User",
      display: "Ann",
    });
  });

  test("gets one value that stands alone", () => {
    expect(memberIds(patched(GROUP, add({ value: "u-3" }, "members")))).toEqual(["u-1", "u-2", "u-3"]);
  });

  test("is made where there is none", () => {
    const { members: _, ...empty } = GROUP;
    for (const before of [empty, { ...empty, members: null }, { ...empty, members: [] }]) {
      expect(memberIds(patched(before, add([{ value: "u-1" }], "members")))).toEqual(["u-1"]);
    }
  });

  test("does not get what it has (RFC 7644 section 3.5.2.1)", () => {
    expect(changes(GROUP, add([{ value: "u-2" }], "members"))).toBe(false);
    expect(changes(GROUP, add([{ value: "u-2", type: "User", $ref: null }], "members"))).toBe(false);
    expect(changes(USER, add([{ value: "ann@home.example", type: "home" }], "emails"))).toBe(false);
    expect(changes(USER, add([{ value: "ann@home.example", type: "other" }], "emails"))).toBe(true);
  });

  test("does not get one value twice", () => {
    const twice = [{ value: "u-3" }, { value: "u-3" }];
    expect(memberIds(patched(GROUP, add(twice, "members")))).toEqual(["u-1", "u-2", "u-3"]);
  });

  test("knows a member by its id: what else is sent changes nothing that has a value", () => {
    const after = patched(GROUP, add([{ value: "u-1", display: "Anna", type: "Group" }], "members"));
    expect(after["members"]).toEqual(GROUP["members"]);
  });

  test("completes a member by what had no value", () => {
    const after = patched(GROUP, add([{ value: "u-2", display: "Bob" }], "members"));
    expect(after["members"]).toContainEqual({ value: "u-2", type: "User", display: "Bob" });
  });

  test("holds ids apart that differ in case (RFC 7643 section 3.1)", () => {
    expect(memberIds(patched(GROUP, add([{ value: "U-1" }], "members")))).toEqual(["u-1", "u-2", "U-1"]);
  });
});

describe("primary (RFC 7644 section 3.5.2)", () => {
  const third = { value: "ann@new.example", type: "other" };
  const work = { value: "ann@work.example", type: "work" };
  const home = { value: "ann@home.example", type: "home" };

  test("set on one value is taken from the others", () => {
    const after = patched(USER, add([{ ...third, primary: true }], "emails"));
    expect(after["emails"]).toEqual([{ ...work, primary: false }, home, { ...third, primary: true }]);
  });

  test("not set, or set to false, stays where it was", () => {
    for (const one of [third, { ...third, primary: false }]) {
      expect(patched(USER, add([one], "emails"))["emails"]).toContainEqual({ ...work, primary: true });
    }
  });

  test("set on a value that is there, by its type and value", () => {
    const after = patched(USER, add([{ ...home, primary: true }], "emails"));
    expect(after["emails"]).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ]);
  });

  test("set twice in one list is refused", () => {
    const two = ["a", "b"].map((value) => ({ value, primary: true }));
    expect(refusalOf(USER, add(two, "emails"))).toBe("invalidValue at 0");
  });

  test("set on a selected value is taken from the others", () => {
    const after = patched(USER, add(true, 'emails[type eq "HOME"].primary'));
    expect(after["emails"]).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ]);
  });
});

describe("one value", () => {
  test("is set, or replaced", () => {
    expect(patched(USER, add("Annie", "nickName"))["nickName"]).toBe("Annie");
    expect(patched(GROUP, add("Ops", "displayName"))["displayName"]).toBe("Ops");
  });

  test("is found under any case and by its URN, and never gets a second spelling (RFC 7644 section 3.10)", () => {
    for (const path of ["DISPLAYNAME", `${URN.group}:displayName`, `${URN.group.toUpperCase()}:DisplayName`]) {
      expect(patched(GROUP, add("Ops", path))).toEqual({ ...GROUP, displayName: "Ops" });
    }
    const { displayName: _, ...nameless } = GROUP;
    const before = { ...nameless, displayname: "x" };
    expect(patched(before, add("Ops", "displayName"))).toEqual({ ...before, displayname: "Ops" });
  });

  test("that is the same changes nothing", () => {
    expect(changes(GROUP, add("Sales", "displayName"))).toBe(false);
    expect(changes(GROUP, add("sales", "displayName"))).toBe(true);
  });
});

describe("a complex value", () => {
  test("keeps the sub-attributes that are not sent", () => {
    const expected = { givenName: "Anna", familyName: "Lee" };
    expect(patched(USER, add({ givenName: "Anna" }, "name"))["name"]).toEqual(expected);
    expect(patched(USER, add("Anna", "name.givenName"))["name"]).toEqual(expected);
  });

  test("is made where there is none", () => {
    const { name: _, ...nameless } = USER;
    expect(patched(nameless, add("Anna", "name.givenName"))["name"]).toEqual({ givenName: "Anna" });
    expect(patched(nameless, add({ GIVENNAME: "Anna" }, "NAME"))["name"]).toEqual({ givenName: "Anna" });
  });

  test("is an object", () => {
    expect(refusalOf(USER, add("Anna Lee", "name"))).toBe("invalidValue at 0");
  });
});

describe("a selected value", () => {
  test("gets a sub-attribute, every one that matches and no other", () => {
    const after = patched(USER, add("x", 'emails[type eq "work"].display'));
    expect(after["emails"]).toEqual([
      { value: "ann@work.example", type: "work", primary: true, display: "x" },
      { value: "ann@home.example", type: "home" },
    ]);
    expect(patched(USER, add("x", "emails[value pr].display"))["emails"]).toMatchObject([
      { display: "x" },
      { display: "x" },
    ]);
  });

  test("that is not there is no target", () => {
    expect(refusalOf(USER, add("x", 'emails[type eq "other"].display'))).toBe("noTarget at 0");
  });

  test("that is immutable may be completed, not changed (RFC 7644 section 3.5.2)", () => {
    const completed = patched(GROUP, add("Bob", 'members[value eq "u-2"].display'));
    expect(completed["members"]).toContainEqual({ value: "u-2", type: "User", display: "Bob" });
    expect(refusalOf(GROUP, add("Bob", 'members[value eq "u-1"].display'))).toBe("mutability at 0");
    expect(changes(GROUP, add("Ann", 'members[value eq "u-1"].display'))).toBe(false);
  });
});

describe("without a path", () => {
  test("every attribute of the value is added (RFC 7644 section 3.5.2.1)", () => {
    const after = patched(USER, add({ emails: [{ value: "b@x", type: "home" }], nickname: "Babs" }));
    expect(after).toMatchObject({ nickName: "Babs", emails: [{}, {}, { value: "b@x" }] });
    expect(patched(GROUP, add({ Members: [{ Value: "u-3" }] }))["members"]).toContainEqual({ value: "u-3" });
  });

  test("the value is an object", () => {
    for (const value of ["x", [], [{}], 1]) expect(refusalOf(GROUP, add(value))).toBe("invalidValue at 0");
  });

  test("meta is passed over, id is not the client's (RFC 7643 section 3.1)", () => {
    expect(changes(GROUP, add({ meta: { resourceType: "X" }, displayName: "Sales" }))).toBe(false);
    expect(changes(GROUP, add({ id: "g-1", displayName: "Sales" }))).toBe(false);
    expect(refusalOf(GROUP, add({ id: "g-2", displayName: "Ops" }))).toBe("mutability at 0");
  });
});

describe("an extension", () => {
  test.each([
    ["by a path", add("R&D", `${ENTERPRISE}:department`)],
    ["by a path in another case", add("R&D", `${ENTERPRISE.toUpperCase()}:Department`)],
    ["by its container", add({ [ENTERPRISE]: { Department: "R&D" } })],
    ["by its container in another case", add({ [ENTERPRISE.toLowerCase()]: { department: "R&D" } })],
    ["by a qualified name", add({ [`${ENTERPRISE}:department`]: "R&D" })],
  ])("is written %s, and brings its URN with it (RFC 7644 section 3.5.2)", (_, operation) => {
    const after = patched(USER, operation);
    expect(after).toEqual({ ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "R&D" } });
    expect(changes(after, operation)).toBe(false);
  });

  test("keeps what it has, and its URN once", () => {
    const before = { ...USER, schemas: [URN.user, ENTERPRISE.toLowerCase()], [ENTERPRISE]: { costCenter: "7" } };
    const after = patched(before, add("R&D", `${ENTERPRISE}:department`));
    expect(after[ENTERPRISE]).toEqual({ costCenter: "7", department: "R&D" });
    expect(after["schemas"]).toHaveLength(2);
  });

  test("has sub-attributes too, and readOnly ones", () => {
    expect(patched(USER, add("u-9", `${ENTERPRISE}:manager.value`))[ENTERPRISE]).toEqual({ manager: { value: "u-9" } });
    expect(refusalOf(USER, add("Bob", `${ENTERPRISE}:manager.displayName`))).toBe("mutability at 0");
  });
});

test.each<[string, unknown]>([
  ["displayName", 7],
  ["displayName", { a: 1 }],
  ["displayName", ["a"]],
  ["members", [{ value: { a: 1 } }]],
  ["members", [[]]],
  ["members", ["u-3"]],
])("%s of a Group does not take %j", (path, value) => {
  expect(refusalOf(GROUP, add(value, path))).toBe("invalidValue at 0");
});

test.each<[string, unknown]>([
  ["active", "True"],
  ["active", 1],
  ['emails[type eq "work"].primary', "yes"],
])("%s of a User does not take %j", (path, value) => {
  expect(refusalOf(USER, add(value, path))).toBe("invalidValue at 0");
});

test("add needs a value; null and the empty list add nothing to a list", () => {
  expect(refusalOf(GROUP, { op: "add", path: "displayName" })).toBe("invalidValue at 0");
  for (const nothing of [[], null, [null]]) expect(changes(GROUP, add(nothing, "members"))).toBe(false);
});
