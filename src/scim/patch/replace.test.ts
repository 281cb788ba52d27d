import { describe, expect, test } from "vitest";
import { URN } from "../urns.ts";
import type { PatchOperation } from "./patch-types.ts";
import { changes, ENTERPRISE, GROUP, memberIds, patched, refusalOf, USER } from "./testing.ts";

const replace = (value: unknown, path?: string): PatchOperation => ({
  op: "replace",
  value,
  ...(path === undefined ? {} : { path }),
});
const WORK = { value: "ann@work.example", type: "work", primary: true };
const HOME = { value: "ann@home.example", type: "home" };

describe("a list", () => {
  test("is replaced as a whole", () => {
    const two = [{ value: "u-2" }, { value: "u-3" }];
    expect(patched(GROUP, replace(two, "members"))["members"]).toEqual(two);
    expect(memberIds(patched(GROUP, replace([{ value: "u-3" }, { value: "u-3" }], "members")))).toEqual(["u-3"]);
  });

  test("is unassigned by an empty list, and by null (RFC 7643 section 2.5)", () => {
    expect(patched(GROUP, replace([], "members"))).not.toHaveProperty("members");
    expect(patched(GROUP, replace(null, "members"))).not.toHaveProperty("members");
  });

  test("in another order is the same", () => {
    const turned = (GROUP["members"] as readonly unknown[]).toReversed();
    expect(changes(GROUP, replace(turned, "members"))).toBe(false);
  });

  test("that is not there is added", () => {
    const { members: _, ...empty } = GROUP;
    expect(memberIds(patched(empty, replace([{ value: "u-1" }], "members")))).toEqual(["u-1"]);
  });

  test("with two primaries is refused, with one is taken as it is", () => {
    const of = (...primaries: readonly boolean[]): readonly unknown[] =>
      primaries.map((primary, index) => ({ value: `${index}@x`, primary }));
    expect(refusalOf(USER, replace(of(true, true), "emails"))).toBe("invalidValue at 0");
    expect(patched(USER, replace(of(false, true), "emails"))["emails"]).toEqual(of(false, true));
  });
});

describe("one value", () => {
  test("is replaced, or added where there is none", () => {
    expect(patched(GROUP, replace("Ops", "displayName"))["displayName"]).toBe("Ops");
    expect(patched(USER, replace("Annie", "nickName"))["nickName"]).toBe("Annie");
    expect(patched(USER, replace(false, "active"))["active"]).toBe(false);
    expect(patched(USER, replace("A", "name.middleName"))["name"]).toMatchObject({ middleName: "A", givenName: "Ann" });
  });

  test("is unassigned by null, unless it is required", () => {
    expect(patched(USER, replace(null, "active"))).not.toHaveProperty("active");
    expect(patched(USER, replace(null, "name.givenName"))["name"]).toEqual({ familyName: "Lee" });
    expect(refusalOf(USER, replace(null, "userName"))).toBe("mutability at 0");
    expect(refusalOf(USER, replace("", "userName"))).toBe("invalidValue at 0");
  });

  test("that is readOnly is not replaced, by path or without", () => {
    expect(refusalOf(GROUP, replace("g-2", "id"))).toBe("mutability at 0");
    expect(refusalOf(USER, replace([], "groups"))).toBe("mutability at 0");
    expect(refusalOf(USER, replace("x", 'groups[value eq "g-1"].display'))).toBe("mutability at 0");
    expect(refusalOf(USER, replace({ groups: [{ value: "g-2" }] }))).toBe("mutability at 0");
    expect(changes(USER, replace({ groups: USER["groups"], active: true }))).toBe(false);
  });
});

test("a complex value keeps the sub-attributes that are not sent (RFC 7644 section 3.5.2.3)", () => {
  const expected = { givenName: "Anna", familyName: "Lee" };
  expect(patched(USER, replace({ givenName: "Anna" }, "name"))["name"]).toEqual(expected);
  expect(patched(USER, replace({ name: { givenName: "Anna" } }))["name"]).toEqual(expected);
  expect(patched(USER, replace({ givenName: null }, "name"))["name"]).toEqual({ familyName: "Lee" });
});

describe("selected values", () => {
  test("are replaced, every one that matches, and no other", () => {
    const one = { type: "work", value: "new@work.example" };
    expect(patched(USER, replace(one, 'emails[type eq "work"]'))["emails"]).toEqual([one, HOME]);
    expect(patched(USER, replace("x", "emails[value pr].display"))["emails"]).toEqual([
      { ...WORK, display: "x" },
      { ...HOME, display: "x" },
    ]);
  });

  test("that become the same are one", () => {
    expect(patched(USER, replace({ value: "one@x" }, "emails[type pr]"))["emails"]).toEqual([{ value: "one@x" }]);
  });

  test("become primary alone", () => {
    const home = { ...HOME, primary: true };
    expect(patched(USER, replace(home, 'emails[type eq "home"]'))["emails"]).toEqual([
      { ...WORK, primary: false },
      home,
    ]);
    expect(patched(USER, replace("x@x", "emails[primary eq true].value"))["emails"]).toEqual([
      { ...WORK, value: "x@x" },
      HOME,
    ]);
    expect(refusalOf(USER, replace(true, "emails[value pr].primary"))).toBe("invalidValue at 0");
  });

  test("that are not there are no target", () => {
    expect(refusalOf(USER, replace("x", 'emails[type eq "other"].value'))).toBe("noTarget at 0");
    expect(refusalOf(GROUP, replace({ value: "u-9" }, 'members[value eq "u-9"]'))).toBe("noTarget at 0");
    const { emails: _, ...none } = USER;
    expect(refusalOf(none, replace("x", 'emails[type eq "work"].value'))).toBe("noTarget at 0");
  });

  test("that are members keep their id (RFC 7643 section 4.2)", () => {
    expect(refusalOf(GROUP, replace("u-9", 'members[value eq "u-1"].value'))).toBe("mutability at 0");
    expect(refusalOf(GROUP, replace({ value: "u-9" }, 'members[value eq "u-1"]'))).toBe("mutability at 0");
    expect(changes(GROUP, replace("u-1", 'members[value eq "u-1"].value'))).toBe(false);
    expect(memberIds(patched(GROUP, replace({ value: "u-1" }, 'members[value eq "u-1"]')))).toEqual(["u-1", "u-2"]);
  });
});

describe("without a path", () => {
  test("the named attributes are replaced, the others stay", () => {
    const emails = [{ value: "b@x", type: "work", primary: true }];
    expect(patched(USER, replace({ emails, nickname: "Babs" }))).toEqual({ ...USER, emails, nickName: "Babs" });
    expect(memberIds(patched(GROUP, replace({ displayName: "Ops" })))).toEqual(["u-1", "u-2"]);
    expect(memberIds(patched(GROUP, replace({ id: "g-1", members: [] })))).toEqual([]);
  });

  test("an extension's attributes are, its others stay", () => {
    const before = { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "R&D", costCenter: "7" } };
    expect(patched(before, replace({ [ENTERPRISE]: { department: "Ops" } }))[ENTERPRISE]).toEqual({
      department: "Ops",
      costCenter: "7",
    });
    expect(patched(before, replace({ [ENTERPRISE]: null }))).not.toHaveProperty([ENTERPRISE]);
  });

  test("dotted names are read as paths", () => {
    expect(patched(USER, replace({ "name.givenName": "Kim", [`${ENTERPRISE}:employeeNumber`]: "7" }))).toMatchObject({
      name: { givenName: "Kim", familyName: "Lee" },
      [ENTERPRISE]: { employeeNumber: "7" },
    });
  });
});

test("replace needs a value", () => {
  expect(refusalOf(GROUP, { op: "replace", path: "members" })).toBe("invalidValue at 0");
});
