import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, changes, DEVICE, ENTERPRISE, ends, GROUP, memberIds, patched, refusalOf, USER } from "./testing.ts";

const write = (op: "add" | "replace", value: unknown, path?: string): readonly PatchOperation[] => [
  { op, value, ...(path === undefined ? {} : { path }) },
];
const nameOf = ({ name }: JsonObject): unknown => name;
const { name: NAME, ...NAMELESS } = USER;

describe("nothing (RFC 7643 section 2.5)", () => {
  test("added to one value takes it away, leaves it, or is refused", () => {
    const active = (user: JsonObject): unknown => user["active"];
    expect(answers(USER, write("add", null, "active"), active)).toEqual([
      [[], undefined],
      [["add-null: keep"], true],
      [["add-null: refuse"], "invalidValue"],
    ]);
    expect(ends(USER, write("add", [], "active"), active)).toEqual([true, "invalidValue"]);
    expect(ends(USER, write("add", null, "userName"), ({ userName }) => userName)).toEqual([
      "mutability",
      "ann",
      "invalidValue",
    ]);
  });

  test.each([null, []])("added to a list adds nothing, or is refused: %j", (value) => {
    expect(ends(GROUP, write("add", value, "members"), memberIds)).toEqual([["u-1", "u-2"], "invalidValue"]);
  });

  test("replaces a list by no list, unless it is required", () => {
    for (const value of [null, [], [null]]) {
      expect(patched(GROUP, ...write("replace", value, "members"))).not.toHaveProperty("members");
      expect(refusalOf(DEVICE, ...write("replace", value, "contacts"))).toBe("mutability at 0");
    }
  });

  test("in all of a complex value takes it away", () => {
    expect(patched(USER, ...write("replace", { givenName: null, familyName: null }, "name"))).not.toHaveProperty(
      "name",
    );
    expect(patched(NAMELESS, ...write("add", { givenName: null }, "name"))).toEqual(NAMELESS);
  });
});

describe("a complex value", () => {
  test("is the whole or a part only where replace names no path, and there is one", () => {
    const part = { givenName: "Anna" };
    const merged = { ...(NAME as JsonObject), ...part };
    expect(ends(USER, write("replace", { name: part }), nameOf)).toEqual([merged, part]);
    expect(ends(USER, write("replace", part, "name"), nameOf)).toEqual([merged]);
    expect(ends(USER, write("add", { name: part }), nameOf)).toEqual([merged]);
    expect(answers(NAMELESS, write("replace", { name: part }), nameOf)).toEqual([[[], part]]);
  });
});

describe("what is immutable (RFC 7644 section 3.5.2)", () => {
  const made = {
    ...DEVICE,
    serial: "s-1",
    chips: ["c-1"],
    origin: { country: "NL", town: "Delft" },
    maker: { name: "Acme" },
  };

  test.each<[string, unknown]>([
    ["serial", "s-1"],
    ["chips", ["c-1"]],
    ["maker", { name: "Acme" }],
    ["origin.country", "NL"],
  ])("%s gets a value once, and the same again changes nothing", (path, value) => {
    expect(refusalOf(DEVICE, ...write("add", value, path))).toBeUndefined();
    expect(changes(made, ...write("replace", value, path))).toBe(false);
  });

  test.each<[string, unknown, unknown]>([
    ["serial", "s-2", null],
    ["chips", ["c-2"], []],
    ["maker", { name: "Other" }, { name: null }],
    ["origin.country", "BE", null],
    ["origin", { country: "BE" }, { country: null }],
  ])("%s is never changed after that, and never taken away", (path, other, nothing) => {
    for (const value of [other, nothing])
      expect(refusalOf(made, ...write("replace", value, path))).toBe("mutability at 0");
    if (path !== "origin") expect(refusalOf(made, { op: "remove", path })).toBe("mutability at 0");
  });

  test("keeps nothing beside it from being changed", () => {
    expect(patched(made, ...write("replace", { country: "NL", town: "Leiden" }, "origin"))["origin"]).toEqual({
      country: "NL",
      town: "Leiden",
    });
    expect(patched(made, ...write("replace", "Leiden", "origin.town"))["origin"]).toMatchObject({ town: "Leiden" });
  });
});

describe("what is readOnly (RFC 7644 section 3.5.2)", () => {
  test("may be sent as it is, though a server may refuse that too", () => {
    const idOf = ({ id }: JsonObject): unknown => id;
    expect(ends(GROUP, write("replace", "g-1", "id"), idOf)).toEqual(["g-1", "mutability"]);
    expect(ends(GROUP, write("replace", "g-2", "id"), idOf)).toEqual(["mutability"]);
    expect(ends(GROUP, write("add", { id: "g-2" }), idOf)).toEqual(["mutability", "g-1"]);
  });

  test("may be meta, which is passed over or refused, with a path and without (RFC 7643 section 3.1)", () => {
    for (const operations of [write("add", { meta: { version: "x" } }), write("replace", "x", "meta.version")]) {
      expect(answers(GROUP, operations, ({ meta }) => meta)).toEqual([
        [[], GROUP["meta"]],
        [["meta-sent: refuse"], "mutability"],
      ]);
    }
  });

  test("may be part of a complex value: the same is no change", () => {
    const before = { ...USER, [ENTERPRISE]: { manager: { value: "u-9", displayName: "Bob" } } };
    const path = `${ENTERPRISE}:manager.displayName`;
    expect(ends(before, write("replace", "Bob", path), ({ schemas }) => schemas)[1]).toBe("mutability");
    expect(ends(before, write("replace", "Rob", path))).toEqual(["mutability"]);
    const group = (target: string): readonly unknown[] =>
      answers(GROUP, write("replace", "Group", target), ({ meta }) => meta).map(([departures]) => departures);
    expect(group("meta.resourceType")).toEqual([[], ["read-only-same: refuse"]]);
    expect(group("meta.version")).toEqual([[], ["meta-sent: refuse"]]);
    expect(group('meta[resourceType eq "Group"].resourceType')).toEqual([[], ["meta-sent: refuse"]]);
    // A part of a list that is the server's: of which value, nobody can say.
    for (const value of ["Sales", null]) {
      expect(ends(USER, write("replace", value, "groups.display"))).toEqual(["mutability"]);
    }
    expect(ends(USER, write("replace", "Sales", 'groups[value eq "g-1"].display'))).toEqual(["mutability"]);
  });
});
