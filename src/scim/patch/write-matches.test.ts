import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, changes, DEVICE, ends, GROUP, patched, refusalOf, USER } from "./testing.ts";

const WORK = { value: "ann@work.example", type: "work", primary: true };
const HOME = { value: "ann@home.example", type: "home" };

const replace = (path: string, value: unknown): PatchOperation => ({ op: "replace", path, value });
const emailsOf = ({ emails }: JsonObject): unknown => emails;
const withEmails = (...emails: readonly unknown[]): JsonObject => ({ ...USER, emails });

describe("add to a selected record (RFC 7644 section 3.5.2.1)", () => {
  test("merges, replaces, or is refused: the RFC speaks of attributes and not of records", () => {
    expect(answers(USER, [{ op: "add", path: 'emails[type eq "home"]', value: { display: "x" } }], emailsOf)).toEqual([
      [[], [WORK, { ...HOME, display: "x" }]],
      [["add-to-match: replace"], [WORK, { display: "x" }]],
      [["add-to-match: refuse"], "invalidPath"],
    ]);
  });
});

describe("a selected record is replaced (RFC 7644 section 3.5.2.3)", () => {
  test("by one, which may come in a list; by none or by several it cannot be", () => {
    const by = (value: unknown) => ends(USER, [replace('emails[type eq "home"]', value)], emailsOf);
    const one = { value: "x@x", type: "home" };
    expect(by([one])).toEqual([[WORK, one], "invalidValue"]);
    expect(by([one, { value: "y@y" }])).toEqual(["invalidValue"]);
    for (const nothing of [null, []])
      expect(refusalOf(USER, replace('emails[type eq "home"]', nothing))).toBe("invalidValue at 0");
  });

  test("and what has no value yet may get one, also where parts are immutable", () => {
    expect(refusalOf(GROUP, replace('members[value eq "u-2"]', { value: "u-2", display: "Bob" }))).toBeUndefined();
  });

  test("where parts are immutable they stay, or the record is somebody else from then on", () => {
    expect(
      answers(GROUP, [replace('members[value eq "u-1"]', { value: "u-9" })], ({ members }) =>
        (members as JsonObject[]).map(({ value }) => value),
      ),
    ).toEqual([
      [[], "mutability"],
      [["replace-immutable-in-match: replace"], ["u-9", "u-2"]],
    ]);
  });

  test("under the spelling that is there", () => {
    const before = withEmails({ Value: "a@x", Type: "home", Display: "old" });
    expect(ends(before, [replace('emails[type eq "home"]', { display: "new" })], emailsOf)).toEqual([
      [{ display: "new" }],
      [{ Value: "a@x", Type: "home", Display: "new" }],
    ]);
    expect(ends(before, [replace('emails[type eq "home"]', { value: "a@x", display: null })], emailsOf)).toEqual([
      [{ value: "a@x" }],
      [{ Value: "a@x", Type: "home" }],
    ]);
  });

  test("also a simple value, and one of whose parts no schema tells", () => {
    expect(ends({ ...DEVICE, tags: ["a", "b"] }, [replace('tags[value eq "a"]', "c")], ({ tags }) => tags)).toEqual([
      ["c", "b"],
      "invalidPath",
    ]);
    expect(
      ends(
        { ...DEVICE, parts: [{ kind: "fan", size: 8 }] },
        [replace('parts[kind eq "fan"]', { size: 9 })],
        (device) => device["parts"],
      ),
    ).toEqual([[{ size: 9 }], [{ kind: "fan", size: 9 }]]);
  });

  test("also where a server shows bare texts in place of records", () => {
    expect(ends(withEmails("a@x", "b@x"), [replace('emails[value eq "a@x"]', { value: "c@x" })], emailsOf)).toEqual([
      [{ value: "c@x" }, "b@x"],
    ]);
    const bare = { ...GROUP, members: ["u-1", "u-2"] };
    expect(refusalOf(bare, replace('members[value eq "u-1"].value', "u-9"))).toBe("mutability at 0");
    expect(changes(bare, replace('members[value eq "u-1"].value', "u-1"))).toBe(false);
  });
});

describe("what is left of a record without parts", () => {
  test("goes, and the others stay", () => {
    const before = withEmails(WORK, { type: "home" });
    expect(patched(before, replace('emails[type eq "home"].type', null))["emails"]).toEqual([WORK]);
    expect(patched(before, replace('emails[type eq "home"]', { type: null }))["emails"]).toEqual([WORK]);
  });

  test("cannot go where it is the last value of a required attribute", () => {
    expect(refusalOf(DEVICE, replace('contacts[type eq "desk"].type', null))).toBe("mutability at 0");
  });
});

describe("records that a change makes the same (RFC 7643 section 2.4)", () => {
  const one = { value: "one@x" };

  test("are one; to keep both is advised against, to refuse is allowed", () => {
    expect(answers(USER, [replace("emails[type pr]", one)], emailsOf)).toEqual([
      [[], [one]],
      [["twice-in-request: twice"], [one, one]],
      [["twice-in-request: refuse"], "uniqueness"],
      [
        ["replace-match: merge"],
        [
          { ...WORK, ...one },
          { ...HOME, ...one },
        ],
      ],
    ]);
  });

  test("are primary once", () => {
    const primary = { ...one, primary: true };
    expect(ends(USER, [replace("emails[type pr]", primary)], emailsOf)[0]).toEqual([primary]);
  });

  test("are no concern of an operation that finds them the same", () => {
    const [old, changed] = [HOME, { ...HOME, display: "x" }];
    const before = withEmails(WORK, old, old);
    expect(ends(before, [replace('emails[type eq "home"].display', "x")], emailsOf)).toEqual([
      [WORK, changed, changed],
    ]);
    expect(ends(before, [replace('emails[type eq "work"].display', "x")], emailsOf)).toEqual([
      [{ ...WORK, display: "x" }, old, old],
    ]);
  });
});

describe("primary of selected records (RFC 7644 section 3.5.2)", () => {
  test("two that a server shows are left alone by an operation that names neither", () => {
    const [work, home] = [WORK, { ...HOME, primary: true }];
    const [named, renamed] = [
      { ...work, display: "x" },
      { ...home, display: "x" },
    ];
    const before = withEmails(work, home);
    expect(ends(before, [replace('emails[type eq "home"].display', "x")], emailsOf)).toEqual([[work, renamed]]);
    expect(ends(before, [replace("emails[type pr].display", "x")], emailsOf)).toEqual([[named, renamed]]);
  });

  test("set to false turns nobody else's off", () => {
    expect(patched(USER, replace('emails[type eq "home"].primary', false))["emails"]).toEqual([
      WORK,
      { ...HOME, primary: false },
    ]);
  });
});
