import { describe, expect, test } from "vitest";
import { Binder, bind } from "./bind.ts";
import { type EntryShape, isNobody, type MemberOperation, usersIn, usersOfEdit } from "./history.ts";
import { refNameIn } from "./ref-name.ts";
import { patchOperations, putBody } from "./requests.ts";
import { fakeWorld } from "./testing/fake-context.ts";

const { context } = await fakeWorld({ method: "PATCH" });
const SHAPES = { value: "array", remove: "filter" } as const;
const binder = new Binder(["id/1", "id 2"], "nobody", (label) => `sp ${label}`);
const sent = (operation: MemberOperation, shapes: Parameters<typeof patchOperations>[1] = SHAPES): readonly unknown[] =>
  patchOperations(context, shapes, [operation], binder);

describe("the operations of a PATCH", () => {
  test.each<[string, MemberOperation, unknown]>([
    [
      "add",
      { op: "add", users: ["u1", "u2"] },
      { op: "add", path: "members", value: [{ value: "id/1" }, { value: "id 2" }] },
    ],
    ["replace", { op: "replace", users: [] }, { op: "replace", path: "members", value: [] }],
    [
      "without a path",
      { op: "add", users: ["u1"], value: "no-path" },
      { op: "add", value: { members: [{ value: "id/1" }] } },
    ],
    ["remove", { op: "remove", users: ["u1"] }, { op: "remove", path: 'members[value eq "id/1"]' }],
    [
      "several by one filter",
      { op: "remove", users: ["u1", "u2"], compound: true },
      { op: "remove", path: 'members[value eq "id/1" or value eq "id 2"]' },
    ],
    ["remove all", { op: "remove-all" }, { op: "remove", path: "members" }],
    ["rename", { op: "rename", name: "n1" }, { op: "replace", value: { displayName: "sp name n1" } }],
    ["invalid", { op: "invalid" }, { op: "upsert", path: 'members[value eq "nobody"]', value: "x" }],
  ])("%s", (_, operation, wanted) => {
    expect(sent(operation)).toEqual([wanted]);
  });

  test("several removals are as many operations, in their order", () => {
    expect(sent({ op: "remove", users: ["u2", "u1"] })).toEqual([
      { op: "remove", path: 'members[value eq "id 2"]' },
      { op: "remove", path: 'members[value eq "id/1"]' },
    ]);
  });

  test.each<[EntryShape, object]>([
    ["plain", {}],
    ["display", { display: "Ana of the tests" }],
    ["type", { type: "User" }],
    ["ref", { $ref: "Users/id%2F1" }],
  ])("entries with %s", (entry, more) => {
    const value = [{ value: "id/1", ...more }];
    expect(sent({ op: "add", users: ["u1"], entry })).toEqual([{ op: "add", path: "members", value }]);
    expect(sent({ op: "replace", users: ["u1"], entry, value: "json-text" })).toEqual([
      { op: "replace", path: "members", value: JSON.stringify(value) },
    ]);
    const body = putBody(context, "name", ["u1"], entry, binder);
    expect(body).toMatchObject({ displayName: "name", members: value });
  });

  test("an id alone carries nothing beside it", () => {
    expect(sent({ op: "replace", users: ["u1"], entry: "display", value: "bare-id" })).toEqual([
      { op: "replace", path: "members", value: "id/1" },
    ]);
  });
});

describe("real things behind symbols", () => {
  test("ids and back again; one that no history knows keeps its id", () => {
    expect(["u1", "u2", "x1"].map(binder.idOf)).toEqual(["id/1", "id 2", "nobody"]);
    expect(["id/1", "nobody", "else"].map((id) => binder.symbolOf(id))).toEqual(["u1", "x1", "?else"]);
    expect([binder.size, binder.hasNobody, binder.refName]).toEqual([2, true, "$ref"]);
  });

  test("a user who is not there is blocked, and an id that names nobody may be missing", () => {
    expect(() => binder.idOf("u3")).toThrow("the history names Cleo: give 3 users with --fixture users=ID,…");
    const without = new Binder(["a"], undefined, (label) => label);
    expect(without.hasNobody).toBe(false);
    expect(() => without.idOf("x1")).toThrow("somebody unknown");
    expect(without.symbolOf("x1")).toBe("?x1");
  });

  test("an id that names nobody is made like that of a user; of none there is none", async () => {
    expect((await bind(context, 2)).hasNobody).toBe(true);
    const { context: bare } = await fakeWorld({ method: "PUT", more: { someUsers: async () => [] } });
    expect(await bind(bare, 2)).toMatchObject({ size: 0, hasNobody: false });
  });

  test("how the document spells a reference", () => {
    const spelled = (...names: readonly string[]): string => {
      const properties = Object.fromEntries(names.map((name) => [name, {}]));
      const standalone = { allOf: [{ properties: { members: { items: { properties } } } }] };
      const request = { content: [{ body: undefined }, { body: { standalone } }] };
      return refNameIn({ request } as unknown as Parameters<typeof refNameIn>[0]);
    };
    expect([spelled("value"), spelled("ref"), spelled("$ref"), spelled("ref", "$ref")]).toEqual([
      "$ref",
      "ref",
      "$ref",
      "$ref",
    ]);
    expect(refNameIn({ request: { content: [] } } as unknown as Parameters<typeof refNameIn>[0])).toBe("$ref");
  });
});

test("the users of a history, by their numbers, and of an edit as it names them", () => {
  const patch = {
    do: "patch",
    group: "g1",
    operations: [{ op: "add", users: ["u10", "u2"] }, { op: "remove-all" }],
  } as const;
  const edits = [
    patch,
    { do: "put-back", group: "g1" },
    { do: "put-invalid", group: "g1", users: ["u1", "u1"] },
  ] as const;
  expect(usersIn({ kind: "group", start: { g1: ["u3"], g2: ["u2"] }, edits })).toEqual(["u1", "u2", "u3", "u10"]);
  expect(edits.map(usersOfEdit)).toEqual([["u10", "u2"], [], ["u1", "u1"]]);
  expect(["u1", "x1"].map(isNobody)).toEqual([false, true]);
});
