import { describe, expect, test } from "vitest";
import { type EditKind, kindsOf, shapeOf } from "./edit-kind.ts";
import { rulesOf } from "./edit-rules.ts";
import type { GroupEdit, MemberOperation } from "./history.ts";
import type { GroupModel } from "./model.ts";

const of = (...members: readonly string[]): GroupModel => ({ members: new Set(members), name: undefined });
const patch = (...operations: readonly MemberOperation[]): GroupEdit => ({ do: "patch", group: "g1", operations });
const put = (...users: readonly string[]): GroupEdit => ({ do: "put", group: "g1", users });

test.each<[string, GroupEdit, readonly EditKind[]]>([
  ["PUT of some", put("u1"), ["put"]],
  ["PUT of nobody", put(), ["put-empty"]],
  ["PUT of somebody unknown", put("u1", "x1"), ["unknown"]],
  ["PUT of what GET shows", { do: "put-back", group: "g1" }, ["put-back"]],
  ["PUT that is wrong", { do: "put-invalid", group: "g1", users: ["x1"] }, ["refused"]],
  ["somebody new is added", patch({ op: "add", users: ["u3"] }), ["add"]],
  ["a member is added", patch({ op: "add", users: ["u3", "u1"] }), ["add-again"]],
  ["somebody is added twice", patch({ op: "add", users: ["u3", "u3"] }), ["add-again"]],
  ["somebody unknown is added", patch({ op: "add", users: ["u3", "x1"] }), ["unknown"]],
  ["one of two is removed", patch({ op: "remove", users: ["u1"] }), ["remove"]],
  ["both are removed", patch({ op: "remove", users: ["u1", "u2"] }), ["remove-last"]],
  ["a stranger is removed", patch({ op: "remove", users: ["u3"] }), ["remove-stranger"]],
  ["a member and a stranger are removed", patch({ op: "remove", users: ["u1", "u3"] }), ["remove-stranger"]],
  ["somebody is removed twice", patch({ op: "remove", users: ["u1", "u1"] }), ["remove-stranger"]],
  ["all are removed at once", patch({ op: "remove-all" }), ["remove-all"]],
  ["all are replaced", patch({ op: "replace", users: ["u3"] }), ["replace"]],
  ["all are replaced by nobody", patch({ op: "replace", users: [] }), ["replace-empty"]],
  ["a new name", patch({ op: "rename", name: "n1" }), ["rename"]],
  ["an invalid operation", patch({ op: "invalid" }), ["refused"]],
  [
    "each operation meets the state that the one before it left",
    patch({ op: "remove", users: ["u1"] }, { op: "add", users: ["u1"] }, { op: "remove", users: ["u1", "u2"] }),
    ["remove", "add", "remove-last"],
  ],
])("what an edit is: %s", (_, edit, kinds) => {
  expect(kindsOf(edit, of("u1", "u2"))).toEqual(kinds);
});

test("several leave, and some stay", () => {
  expect(kindsOf(patch({ op: "remove", users: ["u1", "u2"] }), of("u1", "u2", "u3"))).toEqual(["remove-several"]);
});

describe("the class that a finding is filed under", () => {
  test.each<[readonly EditKind[], string]>([
    [["add"], "edit-add"],
    [["remove", "remove-last"], "edit-remove"],
    [["add", "remove"], "edit-mixed"],
    [["add", "unknown"], "edit-unknown"],
    [["unknown", "refused"], "edit-refused"],
    [[], "edit-mixed"],
  ])("%j is %s", (kinds, shape) => {
    expect(shapeOf(kinds)).toBe(shape);
  });
});

describe("the requirements that an edit rests on", () => {
  const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
  const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
  const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";

  test.each<[string, MemberOperation, string, readonly string[], string | undefined]>([
    ["add", { op: "add", users: ["u1"] }, APPEND, [ADDED], ADDED],
    ["remove", { op: "remove", users: ["u1"] }, FILTER, [FILTER], undefined],
    ["replace", { op: "replace", users: [] }, "RFC7644-3.5.2.3-MULTI-ALL", [], undefined],
    ["remove all", { op: "remove-all" }, "RFC7644-3.5.2.2-MULTI-ALL", [], undefined],
    ["rename", { op: "rename", name: "n1" }, "RFC7644-3.5.2.3-SINGLE", [], undefined],
    ["invalid", { op: "invalid" }, "RFC7644-3.5.2.3-SINGLE", [], undefined],
  ])("%s", (_, operation, members, also, about) => {
    const rules = rulesOf(patch(operation), false);
    expect([rules.rules.members, rules.also, rules.about]).toEqual([members, also, about]);
  });

  test("the last removal has a rule of its own, and breaks that of removals as well", () => {
    const { rules, also } = rulesOf(patch({ op: "remove", users: ["u1"] }), true);
    expect([rules.members, also]).toEqual(["RFC7644-3.5.2.2-FILTER-LAST", [FILTER]]);
  });

  test("several rest on their order, and each rule of theirs stands beside it once", () => {
    const { rules, also, about } = rulesOf(
      patch({ op: "add", users: ["u1"] }, { op: "remove", users: ["u2"] }, { op: "add", users: ["u3"] }),
      true,
    );
    expect([rules.members, also, about]).toEqual(["RFC7644-3.5.2-SEQUENTIAL", [APPEND, ADDED, FILTER], undefined]);
  });

  test("PUTs rest on the rules of PUT", () => {
    const edits: readonly GroupEdit[] = [
      put("u1"),
      { do: "put-back", group: "g1" },
      { do: "put-invalid", group: "g1", users: [] },
    ];
    const told = edits.map((edit) => rulesOf(edit, true)).map(({ rules, also, about }) => [rules.members, also, about]);
    const members = "RFC7644-3.5.1-MEMBERS-REPLACED";
    expect(told).toEqual([
      [members, [], undefined],
      [members, [], "RFC7644-3.5.1-ROUNDTRIP"],
      [members, [], undefined],
    ]);
  });
});
