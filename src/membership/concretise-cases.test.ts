import { describe, expect, test } from "vitest";
import { concretise, type Pool } from "./concretise.ts";
import type { EditDraft, HistoryDraft, OperationDraft } from "./draft.ts";
import type { EditKind } from "./edit-kind.ts";
import type { GroupEdit, MemberOperation } from "./history.ts";
import { PLAIN_OPERATION } from "./openers.ts";

const POOL: Pool = {
  users: 6,
  nobody: true,
  groups: 2,
  values: ["array", "bare-id"],
  patchIsOffered: true,
  putIsOffered: true,
  canRead: true,
};
const PATCHES: Partial<Pool> = { putIsOffered: false };
const PUTS: Partial<Pool> = { patchIsOffered: false };

const edit = (operations: readonly Partial<OperationDraft>[], more: Partial<EditDraft> = {}): EditDraft => ({
  operations: operations.map((one) => ({ ...PLAIN_OPERATION, fresh: 1, ...one })),
  second: false,
  put: false,
  back: false,
  ...more,
});
const draft = (edits: readonly EditDraft[], more: Partial<HistoryDraft> = {}): HistoryDraft => ({
  first: 3,
  second: 0,
  apart: 0,
  burst: false,
  watched: false,
  reread: false,
  ...more,
  edits,
});
const made = (one: HistoryDraft, pool: Partial<Pool> = {}): ReturnType<typeof concretise> =>
  concretise(one, { ...POOL, ...pool }, new Set());
/** The edits of a Group that has Ana, Ben and Cleo. */
const editsOf = (edits: readonly EditDraft[], pool: Partial<Pool> = {}): readonly GroupEdit[] =>
  made(draft(edits), pool).edits;

const ADD: Partial<OperationDraft> = { what: "add" };
const REMOVE: Partial<OperationDraft> = { what: "remove" };
const REPLACE: Partial<OperationDraft> = { what: "replace" };
const RENAME: Partial<OperationDraft> = { what: "rename" };

describe("how a history begins", () => {
  test.each<[string, Partial<HistoryDraft>, Partial<Pool>, unknown]>([
    ["with as many members as are drawn", {}, {}, { g1: ["u1", "u2", "u3"] }],
    ["with no more members than there are users", { first: 9 }, { users: 4 }, { g1: ["u1", "u2", "u3", "u4"] }],
    [
      "with a second Group that is watched",
      { second: 2, watched: true },
      {},
      { g1: ["u1", "u2", "u3"], g2: ["u1", "u2"] },
    ],
    [
      "a second Group that shares some",
      { second: 2, apart: 2, watched: true },
      {},
      { g1: ["u1", "u2", "u3"], g2: ["u3", "u4"] },
    ],
    [
      "a second Group of those who are left",
      { second: 3, apart: 3, watched: true },
      { users: 4 },
      { g1: ["u1", "u2", "u3"], g2: ["u4"] },
    ],
    ["a second Group of nobody", { second: 2, apart: 3, watched: true }, { users: 2 }, { g1: ["u1", "u2"], g2: [] }],
    ["without a second Group to which nothing is done", { second: 2 }, {}, { g1: ["u1", "u2", "u3"] }],
    [
      "without a second Group where there is only one",
      { second: 2, watched: true },
      { groups: 1 },
      { g1: ["u1", "u2", "u3"] },
    ],
  ])("%s", (_, parts, pool, start) => {
    expect(made(draft([edit([ADD])], parts), pool)).toMatchObject({ kind: "group", start });
    expect(Object.keys(made(draft([edit([ADD])], parts), pool).start)).toEqual(Object.keys(start as object));
  });

  test("with the second Group where an edit is of it", () => {
    const { start, edits } = made(draft([edit([ADD], { second: true })], { second: 1 }), PATCHES);
    expect(start).toEqual({ g1: ["u1", "u2", "u3"], g2: ["u1"] });
    expect(edits).toEqual([{ do: "patch", group: "g2", operations: [{ op: "add", users: ["u2"] }] }]);
  });

  test("an edit of the second Group is one of the first where there is no other", () => {
    expect(made(draft([edit([ADD], { second: true })]), { groups: 1 }).edits).toMatchObject([{ group: "g1" }]);
  });

  test("each Group goes on from where its own edits left it", () => {
    const { edits } = made(
      draft([edit([ADD], { second: true }), edit([ADD]), edit([ADD], { second: true })], { second: 1 }),
      PATCHES,
    );
    expect(edits).toMatchObject([
      { group: "g2", operations: [{ users: ["u2"] }] },
      { group: "g1", operations: [{ users: ["u4"] }] },
      { group: "g2", operations: [{ users: ["u3"] }] },
    ]);
  });
});

describe("one operation of a PATCH, on a Group of Ana, Ben and Cleo", () => {
  test.each<[string, Partial<OperationDraft>, MemberOperation]>([
    ["adds the first who is no member", ADD, { op: "add", users: ["u4"] }],
    ["adds somebody although none were drawn", { ...ADD, fresh: 0 }, { op: "add", users: ["u4"] }],
    ["adds several", { ...ADD, fresh: 2 }, { op: "add", users: ["u4", "u5"] }],
    ["adds the last who is no member", { ...ADD, fresh: 2, late: true }, { op: "add", users: ["u6", "u5"] }],
    ["adds a member as well", { ...ADD, odd: true, skip: 1 }, { op: "add", users: ["u4", "u2"] }],
    ["adds somebody twice", { ...ADD, twice: true }, { op: "add", users: ["u4", "u4"] }],
    ["adds somebody unknown", { ...ADD, unknown: true, twice: true }, { op: "add", users: ["u4", "x1"] }],
    ["adds with display", { ...ADD, entry: "display" }, { op: "add", users: ["u4"], entry: "display" }],
    ["adds by an id alone", { ...ADD, value: 1 }, { op: "add", users: ["u4"], value: "bare-id" }],
    ["adds in the usual way where there is no such other", { ...ADD, value: 2 }, { op: "add", users: ["u4"] }],
    ["removes one", REMOVE, { op: "remove", users: ["u1"] }],
    ["removes one although none were drawn", { ...REMOVE, take: "none" }, { op: "remove", users: ["u1"] }],
    ["removes from the middle on", { ...REMOVE, take: "two", skip: 1 }, { op: "remove", users: ["u2", "u3"] }],
    ["removes round the end", { ...REMOVE, take: "two", skip: 5 }, { op: "remove", users: ["u3", "u1"] }],
    ["removes no more than there are", { ...REMOVE, take: "all" }, { op: "remove", users: ["u1", "u2", "u3"] }],
    ["removes a stranger alone", { ...REMOVE, take: "two", odd: true, twice: true }, { op: "remove", users: ["u4"] }],
    ["removes somebody twice", { ...REMOVE, twice: true }, { op: "remove", users: ["u1", "u1"] }],
    [
      "removes several by one filter",
      { ...REMOVE, take: "two", compound: true },
      { op: "remove", users: ["u1", "u2"], compound: true },
    ],
    [
      "removes nobody twice by one filter",
      { ...REMOVE, take: "two", compound: true, twice: true },
      { op: "remove", users: ["u1", "u2"], compound: true },
    ],
    ["needs no filter for several to remove one", { ...REMOVE, compound: true }, { op: "remove", users: ["u1"] }],
    [
      "replaces by some who stay and some who come",
      { ...REPLACE, take: "two" },
      { op: "replace", users: ["u1", "u2", "u4"] },
    ],
    [
      "replaces by somebody who never was there",
      { ...REPLACE, take: "one", late: true },
      { op: "replace", users: ["u1", "u6"] },
    ],
    ["replaces by nobody", { ...REPLACE, take: "none", fresh: 0 }, { op: "replace", users: [] }],
    [
      "replaces by nobody, who cannot be named twice",
      { ...REPLACE, take: "none", fresh: 0, twice: true },
      { op: "replace", users: [] },
    ],
    [
      "replaces by one id alone",
      { ...REPLACE, take: "none", value: 1 },
      { op: "replace", users: ["u4"], value: "bare-id" },
    ],
    [
      "replaces by several, for whom one id alone is too little",
      { ...REPLACE, take: "two", value: 1 },
      { op: "replace", users: ["u1", "u2", "u4"] },
    ],
    ["replaces with a reference", { ...REPLACE, entry: "ref" }, { op: "replace", users: ["u1", "u4"], entry: "ref" }],
    [
      "replaces in another order",
      { ...REPLACE, take: "all", skip: 2, fresh: 0 },
      { op: "replace", users: ["u3", "u1", "u2"] },
    ],
    ["removes all", { what: "remove-all" }, { op: "remove-all" }],
    ["is not valid", { what: "invalid" }, { op: "invalid" }],
    ["renames", RENAME, { op: "rename", name: "n1" }],
    ["renames to the first name", { ...RENAME, odd: true }, { op: "rename", name: "n0" }],
  ])("%s", (_, parts, operation) => {
    expect(editsOf([edit([parts])], PATCHES)).toEqual([{ do: "patch", group: "g1", operations: [operation] }]);
  });

  test("replaces by an id alone, and not by several, in any other shape that the server takes", () => {
    const [last] = editsOf([edit([{ ...REPLACE, take: "two", value: 1 }])], {
      ...PATCHES,
      values: ["array", "no-path"],
    });
    expect(last).toMatchObject({ operations: [{ users: ["u1", "u2", "u4"], value: "no-path" }] });
  });

  test("of an id that names nobody nothing is said where there is none", () => {
    const [last] = editsOf([edit([{ ...ADD, unknown: true, twice: true }])], { ...PATCHES, nobody: false });
    expect(last).toMatchObject({ operations: [{ users: ["u4", "u4"] }] });
  });

  test("adds a member again where everybody is one", () => {
    expect(editsOf([edit([{ ...ADD, skip: 1 }])], { ...PATCHES, users: 3 })).toMatchObject([
      { operations: [{ op: "add", users: ["u2"] }] },
    ]);
  });

  test("renames where there is nobody to remove, neither a member nor a stranger", () => {
    const nobody = made(draft([edit([REMOVE])], { first: 0 }), { ...PATCHES, users: 0 });
    expect(nobody.edits).toMatchObject([{ operations: [{ op: "rename", name: "n1" }] }]);
  });

  test("who came back is counted by the number, not as the last one", () => {
    const edits = [edit([REMOVE]), edit([ADD]), edit([{ ...REMOVE, take: "two" }])];
    expect(editsOf(edits, PATCHES)).toMatchObject([
      { operations: [{ op: "remove", users: ["u1"] }] },
      { operations: [{ op: "add", users: ["u1"] }] },
      { operations: [{ op: "remove", users: ["u1", "u2"] }] },
    ]);
  });

  test("a request is left out if one of the things that it does is set aside", () => {
    const history = concretise(
      draft([edit([ADD, REMOVE]), edit([RENAME])]),
      { ...POOL, ...PATCHES },
      new Set<EditKind>(["add"]),
    );
    expect(history.edits).toMatchObject([{ operations: [{ op: "rename" }] }]);
  });

  test("members are counted by their numbers, ten after nine", () => {
    const many = made(draft([edit([{ ...REMOVE, take: "two", skip: 8 }])], { first: 12 }), { ...PATCHES, users: 12 });
    expect(many.edits).toMatchObject([{ operations: [{ users: ["u9", "u10"] }] }]);
  });
});

describe("several operations, and several edits", () => {
  test("each meets what the one before left", () => {
    expect(editsOf([edit([{ ...REMOVE, take: "all" }, ADD, { ...REPLACE, take: "all" }])], PATCHES)).toMatchObject([
      { operations: [{ users: ["u1", "u2", "u3"] }, { users: ["u1"] }, { users: ["u1", "u2"] }] },
    ]);
  });

  test("what is refused as a whole changes nothing of what comes after", () => {
    expect(editsOf([edit([ADD, { what: "invalid" }]), edit([ADD])], PATCHES)).toMatchObject([
      { operations: [{ users: ["u4"] }, { op: "invalid" }] },
      { operations: [{ users: ["u4"] }] },
    ]);
  });

  test("after an id that names nobody all is as before", () => {
    expect(editsOf([edit([{ ...ADD, unknown: true }]), edit([ADD])], PATCHES)).toMatchObject([
      { operations: [{ users: ["u4", "x1"] }] },
      { operations: [{ users: ["u4"] }] },
    ]);
  });

  test("what may be refused, though it need not be, counts as done", () => {
    expect(editsOf([edit([{ ...ADD, odd: true }]), edit([ADD])], PATCHES)).toMatchObject([
      { operations: [{ users: ["u4", "u1"] }] },
      { operations: [{ users: ["u5"] }] },
    ]);
  });

  test("names are new ones, or one of those before, counted round", () => {
    const odd = (skip: number): EditDraft => edit([{ ...RENAME, odd: true, skip }]);
    const names = editsOf([edit([RENAME]), edit([RENAME]), odd(2), odd(4), odd(3)], PATCHES).map((one) =>
      one.do === "patch" ? one.operations : undefined,
    );
    expect(names).toEqual(["n1", "n2", "n2", "n1", "n0"].map((name) => [{ op: "rename", name }]));
  });

  test("an edit of nothing is none", () => {
    expect(editsOf([edit([])], PATCHES)).toEqual([]);
    expect(editsOf([edit([])], PUTS)).toEqual([]);
  });

  test("nothing is sent where neither method is offered", () => {
    expect(editsOf([edit([ADD])], { ...PATCHES, ...PUTS })).toEqual([]);
  });
});

describe("a PUT", () => {
  const PUT: Partial<EditDraft> = { put: true };
  test.each<[string, EditDraft, Partial<Pool>, GroupEdit]>([
    [
      "is a whole list, whatever was drawn",
      edit([{ ...REMOVE, take: "two" }], PUT),
      {},
      { do: "put", group: "g1", users: ["u1", "u2", "u4"] },
    ],
    [
      "is sent where a PATCH was drawn and none is offered",
      edit([REPLACE]),
      PUTS,
      { do: "put", group: "g1", users: ["u1", "u4"] },
    ],
    ["has another name", edit([RENAME], PUT), {}, { do: "put", group: "g1", users: ["u1", "u4"], name: "n1" }],
    [
      "has the first name",
      edit([{ ...RENAME, odd: true }], PUT),
      {},
      { do: "put", group: "g1", users: ["u1", "u4"], name: "n0" },
    ],
    [
      "has entries with type",
      edit([{ ...ADD, entry: "type" }], PUT),
      {},
      { do: "put", group: "g1", users: ["u1", "u4"], entry: "type" },
    ],
    [
      "has a name that is no text",
      edit([{ what: "invalid", entry: "type" }], PUT),
      {},
      { do: "put-invalid", group: "g1", users: ["u1", "u4"] },
    ],
    [
      "names somebody unknown",
      edit([{ ...ADD, unknown: true }], PUT),
      {},
      { do: "put", group: "g1", users: ["u1", "u4", "x1"] },
    ],
    ["sends back what is shown", edit([ADD], { put: true, back: true }), {}, { do: "put-back", group: "g1" }],
    [
      "sends a list where nothing is shown",
      edit([ADD], { put: true, back: true }),
      { canRead: false },
      { do: "put", group: "g1", users: ["u1", "u4"] },
    ],
    [
      "is a PATCH where PUT is not offered",
      edit([ADD], { put: true, back: true }),
      PATCHES,
      { do: "patch", group: "g1", operations: [{ op: "add", users: ["u4"] }] },
    ],
    [
      "is a PATCH where that was drawn",
      edit([ADD]),
      {},
      { do: "patch", group: "g1", operations: [{ op: "add", users: ["u4"] }] },
    ],
  ])("%s", (_, one, pool, expected) => {
    expect(editsOf([one], pool)).toEqual([expected]);
  });
});

describe("a burst, and looks again", () => {
  const two = [edit([ADD]), edit([REMOVE])];
  test.each<[string, readonly EditDraft[], Partial<HistoryDraft>, Partial<Pool>, unknown]>([
    ["edits at once, and looks again", two, { burst: true, reread: true }, {}, { burst: true, reread: true }],
    ["edits one after another", two, {}, {}, {}],
    ["one edit alone is no burst", two.slice(0, 1), { burst: true }, {}, {}],
    ["neither where nothing can be read", two, { burst: true, reread: true }, { canRead: false }, {}],
  ])("%s", (_, edits, parts, pool, flags) => {
    const { kind: _kind, start: _start, edits: _edits, ...rest } = made(draft(edits, parts), pool);
    expect(rest).toEqual(flags);
  });

  test("a burst is of one Group, and leaves out what has more than one right outcome or sends back what is shown", () => {
    const edits = [
      edit([ADD], { second: true }),
      edit([{ ...ADD, odd: true }]),
      edit([ADD], { put: true, back: true }),
      edit([{ what: "invalid" }]),
      edit([REMOVE]),
    ];
    const history = made(draft(edits, { burst: true, second: 1 }));
    expect(history.edits).toEqual([
      { do: "patch", group: "g1", operations: [{ op: "add", users: ["u4"] }] },
      { do: "patch", group: "g1", operations: [{ op: "remove", users: ["u1"] }] },
    ]);
    expect(history.start).toEqual({ g1: ["u1", "u2", "u3"] });
    expect(made(draft(edits)).edits).toHaveLength(5);
  });
});
