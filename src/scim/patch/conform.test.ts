import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { DEVICE, ENTERPRISE, ends, GROUP, memberIds, USER } from "./testing.ts";

const { members: _members, ...EMPTY } = GROUP;
const { emails: _emails, ...MAILLESS } = USER;

/** Every legal end of writing one attribute of a Device: what it holds afterwards, or the keyword of a refusal. */
const written = (path: string, value: unknown): readonly unknown[] =>
  ends(DEVICE, [{ op: "replace", path, value }], (device) => device[path]);

describe("a value is of its attribute's type (RFC 7644 section 3.5.2)", () => {
  test.each<[string, unknown]>([
    ["label", "Printer"],
    ["online", false],
    ["ports", 0],
    ["ports", -24],
    ["weight", 1.5],
    ["bought", "2026-01-31T09:30:00Z"],
    ["key", "YQ=="],
    ["manual", "https://h/manual"],
  ])("%s takes %j, and nothing else comes of it", (path, value) => {
    expect(written(path, value)).toEqual([value]);
  });

  test.each<[string, unknown]>([
    ["label", { text: "Printer" }],
    ["label", ["Printer"]],
    ["online", 1],
    ["online", "7"],
    ["online", "yes"],
    ["online", "untrue"],
    ["online", "falsehood"],
    ["online", ["true"]],
    ["ports", 1.5],
    ["ports", true],
    ["ports", "true"],
    ["ports", "1.5"],
    ["ports", "x1"],
    ["ports", "1x"],
    ["ports", ["1"]],
    ["weight", true],
    ["weight", "x1.5"],
    ["weight", "1.5x"],
    ["weight", "1."],
    ["weight", ["1.5"]],
    ["bought", "yesterday"],
    ["bought", "2026-02-30T00:00:00Z"],
  ])("%s never takes %j", (path, value) => {
    expect(written(path, value)).toEqual(["invalidValue"]);
  });

  test.each<[string, unknown, unknown]>([
    ["online", "True", true],
    ["online", "FALSE", false],
    ["ports", "12", 12],
    ["ports", "-1", -1],
    ["weight", "12", 12],
    ["weight", "-1.25", -1.25],
    ["label", 7, "7"],
    ["label", true, "true"],
  ])("%s refuses %j, or a lenient server makes %j of it", (path, value, made) => {
    expect(written(path, value)).toEqual(["invalidValue", made]);
  });
});

describe("an empty text is stored, taken for no value, or refused (RFC 7643 section 2.5)", () => {
  test.each(["label", "manual", "key"])("in %s", (path) => {
    expect(written(path, "")).toEqual(["", undefined, "invalidValue"]);
  });

  test("where a value is required, it is refused or stored", () => {
    expect(ends(USER, [{ op: "replace", path: "userName", value: "" }], ({ userName }) => userName)).toEqual([
      "invalidValue",
      "",
    ]);
  });
});

test("values that are only suggested are suggested to texts alone (RFC 7643 section 7)", () => {
  expect(written("level", 3)).toEqual([3]);
  const email = (type: string): JsonObject => ({ op: "add", path: "emails", value: [{ value: "x@x", type }] });
  expect(ends(MAILLESS, [email("WORK")], ({ emails }) => emails)).toEqual([[{ value: "x@x", type: "WORK" }]]);
});

describe("a list", () => {
  test("may be sent as the one value that it is to hold, or a server insists on a list", () => {
    const one = { op: "add", path: "members", value: { value: "u-3" } };
    expect(ends(GROUP, [one], memberIds)).toEqual([["u-1", "u-2", "u-3"], "invalidValue"]);
  });

  test("has no lists in it", () => {
    expect(written("tags", [["a"]])).toEqual(["invalidValue"]);
  });

  test("holds nobody who is not named, unless a server takes that", () => {
    const nameless = { op: "add", path: "members", value: [{ type: "User" }] };
    expect(ends(EMPTY, [nameless], memberIds)).toEqual(["invalidValue", [undefined]]);
  });

  test("of what needs no name takes a value without one", () => {
    const label = { op: "add", path: "emails", value: [{ type: "work" }] };
    expect(ends(MAILLESS, [label], ({ emails }) => emails)).toEqual([[{ type: "work" }]]);
  });
});

describe("a complex value", () => {
  test("is an object, where nothing tells what a text would stand for", () => {
    expect(ends(USER, [{ op: "replace", path: "name", value: "Ann Lee" }])).toEqual(["invalidValue"]);
    expect(ends(EMPTY, [{ op: "add", path: "members", value: [7] }])).toEqual(["invalidValue"]);
  });

  test("of which no schema tells the parts is stored as it is sent (RFC 7643 section 2.3.8)", () => {
    const vendor = { Name: "Acme", sites: [{ city: "x" }], gone: 1 };
    expect(written("vendor", vendor)).toEqual([vendor]);
  });

  test("has a part that its schema does not know: refused, passed over, or stored", () => {
    const nick = (key: string) =>
      ends(MAILLESS, [{ op: "add", path: "name", value: { [key]: "x" } }], ({ name }) => name);
    const name = USER["name"] as JsonObject;
    expect(nick("nick")).toEqual(["invalidPath", name, { ...name, nick: "x" }]);
    // What can be no name of an attribute (RFC 7643 section 2.1) is stored by nobody.
    expect(nick("two words")).toEqual(["invalidPath", name]);
  });

  test("has a readOnly part: the server's own, passed over or refused", () => {
    const manager = { value: "u-9", displayName: "Bob" };
    expect(ends(USER, [{ op: "add", value: { [ENTERPRISE]: { manager } } }], (user) => user[ENTERPRISE])).toEqual([
      { manager: { value: "u-9" } },
      "mutability",
    ]);
  });
});
