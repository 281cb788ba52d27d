import { describe, expect, test } from "vitest";
import type { ListAttribute } from "./attributes.ts";
import { operationsOf } from "./concretise-patch.ts";
import { changedList } from "./concretise-put.ts";
import type { Change, ChangeDraft } from "./draft.ts";
import type { Entry, UserOperation } from "./history.ts";
import type { Sketch } from "./sketch.ts";

const MAIL: ListAttribute = {
  path: "emails",
  types: ["work", "home", "other"],
  main: "value",
  entries: [{ value: "a" }, { value: "b" }, { value: "c" }, { value: "d" }],
  open: false,
  isSure: true,
};
/** Entries that have neither a type nor a primary one. */
const BARE: ListAttribute = { ...MAIL, types: [] };
/** Of which there is but one other value. */
const SCARCE: ListAttribute = { ...MAIL, entries: [{ value: "a" }] };

const WORK: Entry = { value: "v0", type: "work", primary: true };
const HOME: Entry = { value: "v1", type: "home" };
const OTHER: Entry = { value: "v2", type: "other" };
const PLAIN: Entry = { value: "v0", type: "work" };

const change = (what: Change, parts: Partial<ChangeDraft> = {}): ChangeDraft => ({
  on: "main",
  what,
  at: 0,
  other: false,
  ...parts,
});
const sketch = (...emails: readonly Entry[]): Sketch => new Map([["emails", emails]]);

describe("a list as a PUT sends it after a change", () => {
  const OTHER_WAY = { other: true };
  test.each<[string, ChangeDraft, readonly Entry[], readonly Entry[], ListAttribute?]>([
    ["emptied", change("empty"), [WORK, HOME], []],
    ["emptied where there was nothing", change("empty"), [], []],
    [
      "filled with two",
      change("fill"),
      [WORK],
      [
        { value: "v1", type: "work", primary: true },
        { value: "v2", type: "home" },
      ],
    ],
    [
      "filled with three, from another type on",
      change("fill", { other: true, at: 1 }),
      [WORK],
      [
        { value: "v1", type: "home", primary: true },
        { value: "v2", type: "other" },
        { value: "v3", type: "work" },
      ],
    ],
    [
      "filled where there was nothing to remove",
      change("remove"),
      [],
      [
        { value: "v1", type: "work", primary: true },
        { value: "v2", type: "home" },
      ],
    ],
    ["filled without types", change("fill"), [], [{ value: "v1" }, { value: "v2" }], BARE],
    ["without one of them, counted round", change("remove", { at: 3 }), [WORK, HOME], [WORK]],
    ["with another value", change("change", { at: 1 }), [WORK, HOME], [WORK, { value: "v2", type: "home" }]],
    ["with the same value where there is no other", change("change"), [WORK, HOME], [WORK, HOME], SCARCE],
    ["with another type", change("retype", { at: 1 }), [WORK, HOME], [WORK, { value: "v1", type: "other" }]],
    [
      "with the type that it has where the next is taken",
      change("retype"),
      [WORK, { value: "v0", type: "home" }],
      [WORK, { value: "v0", type: "home" }],
    ],
    [
      "turned round where there are no types",
      change("retype"),
      [{ value: "v0" }, { value: "v1" }],
      [{ value: "v1" }, { value: "v0" }],
      BARE,
    ],
    ["with another primary one", change("primary"), [WORK, HOME], [PLAIN, { ...HOME, primary: true }]],
    [
      "with another primary one, said of all",
      change("primary", OTHER_WAY),
      [WORK, HOME],
      [
        { ...PLAIN, primary: false },
        { ...HOME, primary: true },
      ],
    ],
    ["with a new primary one where there is no other", change("primary"), [WORK], [PLAIN, { ...HOME, primary: true }]],
    [
      "with the same primary one where there can be no other",
      change("primary"),
      [{ value: "v1", type: "work" }],
      [{ value: "v1", type: "work", primary: true }],
      SCARCE,
    ],
    [
      "turned round where none can be primary",
      change("primary"),
      [{ value: "v0" }, { value: "v1" }],
      [{ value: "v1" }, { value: "v0" }],
      BARE,
    ],
    ["with its first entry last", change("reorder"), [WORK, HOME, OTHER], [HOME, OTHER, WORK]],
    ["turned round", change("reorder", OTHER_WAY), [WORK, HOME, OTHER], [OTHER, HOME, WORK]],
    [
      "in another order, with a primary one where there was none",
      change("reorder"),
      [PLAIN, HOME],
      [{ ...HOME, primary: true }, PLAIN],
    ],
    [
      "in another order, where none can be primary",
      change("reorder"),
      [{ value: "v0" }, { value: "v1" }],
      [{ value: "v1" }, { value: "v0" }],
      BARE,
    ],
    ["with one more where one alone has no other order", change("reorder"), [WORK], [WORK, HOME]],
    ["with the same value under another type", change("twin"), [WORK], [WORK, { value: "v0", type: "home" }]],
    [
      "with one more where the value has all types",
      change("twin"),
      [WORK, { value: "v0", type: "home" }, { value: "v0", type: "other" }],
      [WORK, { value: "v0", type: "home" }, { value: "v0", type: "other" }, { value: "v1", type: "work" }],
    ],
    [
      "with one less where four are as many as there may be",
      change("twin"),
      [WORK, HOME, OTHER, { value: "v3" }],
      [WORK, HOME, OTHER],
    ],
    ["with one more, of a type that is not there", change("add"), [WORK], [WORK, HOME]],
    [
      "with one more, of a type that is not there, of several",
      change("add", { at: 1 }),
      [WORK],
      [WORK, { value: "v1", type: "other" }],
    ],
    ["with one more of the same type", change("add", OTHER_WAY), [WORK], [WORK, { value: "v1", type: "work" }]],
    [
      "with one more of the same type as the second",
      change("add", { other: true, at: 3 }),
      [WORK, HOME],
      [WORK, HOME, { value: "v2", type: "home" }],
    ],
    ["with one less where no value is left", change("add"), [WORK, HOME], [WORK], SCARCE],
    ["with one more whatever a PATCH would do", change("no-match"), [WORK], [WORK, HOME]],
  ])("%s", (_, one, had, expected, list = MAIL) => {
    expect(changedList(one, list, sketch(...had))).toEqual(expected);
  });
});

describe("the operation by which a PATCH changes a list", () => {
  const path = "emails";
  test.each<[string, ChangeDraft, readonly Entry[], UserOperation, ListAttribute?]>([
    [
      "a whole list",
      change("fill"),
      [WORK],
      {
        op: "replace",
        path,
        entries: [
          { value: "v1", type: "work", primary: true },
          { value: "v2", type: "home" },
        ],
      },
    ],
    [
      "a whole list of three",
      change("fill", { other: true, at: 2 }),
      [],
      {
        op: "replace",
        path,
        entries: [
          { value: "v1", type: "other", primary: true },
          { value: "v2", type: "work" },
          { value: "v3", type: "home" },
        ],
      },
    ],
    ["all of it goes", change("empty"), [WORK], { op: "remove", path }],
    [
      "all of it is replaced by nothing",
      change("empty", { other: true }),
      [WORK],
      { op: "replace", path, entries: [] },
    ],
    [
      "something comes where there was nothing to take",
      change("empty"),
      [],
      { op: "replace", path, entries: [{ value: "v1", type: "work", primary: true }] },
    ],
    [
      "some are added where there was nothing",
      change("add", { other: true }),
      [],
      {
        op: "add",
        path,
        entries: [
          { value: "v1", type: "work", primary: true },
          { value: "v2", type: "home" },
        ],
      },
    ],
    [
      "one goes by its type",
      change("remove", { at: 3 }),
      [WORK, HOME],
      { op: "remove", path, where: { type: "home" } },
    ],
    [
      "one goes by its value",
      change("remove", { at: 1, other: true }),
      [WORK, HOME],
      { op: "remove", path, where: { value: "v1" } },
    ],
    [
      "one without a type goes by its value",
      change("remove"),
      [{ value: "v0" }],
      { op: "remove", path, where: { value: "v0" } },
    ],
    [
      "one of a list without types goes by its value",
      change("remove"),
      [WORK],
      { op: "remove", path, where: { value: "v0" } },
      BARE,
    ],
    [
      "another value",
      change("change", { at: 1 }),
      [WORK, HOME],
      { op: "replace", path, where: { type: "home" }, part: "value", to: "v2" },
    ],
    [
      "the same value where there is no other",
      change("change", { at: 1 }),
      [WORK, HOME],
      { op: "replace", path, where: { type: "home" }, part: "value", to: "v1" },
      SCARCE,
    ],
    [
      "another type",
      change("retype", { at: 1 }),
      [WORK, HOME],
      { op: "replace", path, where: { value: "v1" }, part: "type", to: "other" },
    ],
    [
      "one more where the next type is taken",
      change("retype"),
      [WORK, { value: "v0", type: "home" }],
      { op: "add", path, entries: [{ value: "v1", type: "other" }] },
    ],
    [
      "another primary one",
      change("primary"),
      [WORK, HOME],
      { op: "replace", path, where: { value: "v1" }, part: "primary", to: true },
    ],
    [
      "a new primary one",
      change("primary", { other: true }),
      [WORK],
      { op: "add", path, entries: [{ ...HOME, primary: true }] },
    ],
    [
      "a primary one of those that are there, where no value is left",
      change("primary", { other: true, at: 1 }),
      [WORK, HOME],
      { op: "add", path, entries: [{ ...HOME, primary: true }] },
      SCARCE,
    ],
    [
      "one more where none can be primary",
      change("primary"),
      [{ value: "v0" }],
      { op: "add", path, entries: [{ value: "v1" }] },
      BARE,
    ],
    [
      "the first entry last",
      change("reorder"),
      [WORK, HOME, OTHER],
      { op: "replace", path, entries: [HOME, OTHER, WORK] },
    ],
    [
      "turned round",
      change("reorder", { other: true }),
      [WORK, HOME, OTHER],
      { op: "replace", path, entries: [OTHER, HOME, WORK] },
    ],
    [
      "the same value under another type",
      change("twin"),
      [WORK],
      { op: "add", path, entries: [{ value: "v0", type: "home" }] },
    ],
    [
      "one more where there are no types",
      change("twin"),
      [{ value: "v0" }],
      { op: "add", path, entries: [{ value: "v1" }] },
      BARE,
    ],
    [
      "a whole entry",
      change("record", { at: 1 }),
      [WORK, HOME],
      { op: "replace", path, where: { type: "home" }, entry: { value: "v2", type: "home" } },
    ],
    [
      "a whole entry, the same where no value is left",
      change("record", { at: 1 }),
      [WORK, HOME],
      { op: "replace", path, where: { type: "home" }, entry: HOME },
      SCARCE,
    ],
    ["an entry that is there already", change("again", { at: 1 }), [WORK, HOME], { op: "add", path, entries: [HOME] }],
    [
      "a type that no entry has",
      change("no-match"),
      [WORK, HOME],
      { op: "replace", path, where: { type: "other" }, part: "value", to: "v2" },
    ],
    [
      "a value that no entry has",
      change("no-match", { at: 1 }),
      [WORK, HOME],
      { op: "replace", path, where: { value: "x1" }, part: "value", to: "v2" },
    ],
    [
      "a value that no entry has, where all types are there",
      change("no-match"),
      [WORK, HOME, OTHER],
      { op: "replace", path, where: { value: "x1" }, part: "value", to: "v3" },
    ],
    [
      "any value for what no entry is, where none is left",
      change("no-match"),
      [WORK, HOME],
      { op: "replace", path, where: { type: "other" }, part: "value", to: "v1" },
      SCARCE,
    ],
    [
      "a removal of what no entry has",
      change("no-match", { other: true }),
      [WORK],
      { op: "remove", path, where: { type: "home" } },
    ],
    ["one more, of a type that is not there", change("add"), [WORK], { op: "add", path, entries: [HOME] }],
    [
      "one more, of the same type",
      change("add", { other: true }),
      [WORK],
      { op: "add", path, entries: [{ value: "v1", type: "work" }] },
    ],
    [
      "one less where no value is left",
      change("add", { at: 1 }),
      [WORK, HOME],
      { op: "remove", path, where: { type: "home" } },
      SCARCE,
    ],
    ["one more whatever a PUT would leave out", change("leave-out"), [WORK], { op: "add", path, entries: [HOME] }],
    ["nothing that is valid", change("invalid"), [WORK], { op: "invalid" }],
  ])("%s", (_, one, had, expected, list = MAIL) => {
    expect(operationsOf(one, list, sketch(...had))).toEqual([expected]);
  });
});
