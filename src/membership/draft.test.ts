import fc from "fast-check";
import { expect, test } from "vitest";
import { type DraftOptions, type HistoryDraft, historyDrafts, type OperationDraft } from "./draft.ts";

const OPTIONS: DraftOptions = {
  patch: true,
  put: true,
  entries: ["plain", "display", "ref"],
  values: ["array", "json-text", "no-path"],
  compound: true,
  removeAll: true,
  sizes: [
    [1, 0],
    [2, 4],
  ],
  fresh: [
    [1, 0],
    [2, 2],
  ],
  maxEdits: 6,
};

const drawn = (options: Partial<DraftOptions> = {}, numRuns = 200): readonly HistoryDraft[] =>
  fc.sample(historyDrafts({ ...OPTIONS, ...options }), { numRuns, seed: 11 });

const operationsOf = (drafts: readonly HistoryDraft[]): readonly OperationDraft[] =>
  drafts.flatMap(({ edits }) => edits.flatMap(({ operations }) => operations));

const values = <T, K extends keyof T>(all: readonly T[], key: K): readonly T[K][] =>
  [...new Set(all.map((one) => one[key]))].sort();

const FULL = drawn();
const EDITS = FULL.flatMap(({ edits }) => edits);
const OPERATIONS = operationsOf(FULL);

test.each<[keyof HistoryDraft, readonly unknown[]]>([
  ["first", [0, 4]],
  ["second", [0, 1, 2, 3]],
  ["apart", [0, 1, 2, 3]],
  ["burst", [false, true]],
  ["watched", [false, true]],
  ["reread", [false, true]],
])("of a history all of %s comes up, and nothing else", (key, all) => {
  expect(values(FULL, key)).toEqual(all);
});

test.each<[keyof OperationDraft, readonly unknown[]]>([
  ["what", ["add", "invalid", "remove", "remove-all", "rename", "replace"]],
  ["take", ["all", "all-but-one", "half", "more-than-half", "none", "one", "two"]],
  ["skip", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["late", [false, true]],
  ["odd", [false, true]],
  ["twice", [false, true]],
  ["unknown", [false, true]],
  ["compound", [false, true]],
  ["entry", ["display", "plain", "ref"]],
  ["value", [0, 1, 2]],
])("of an operation all of %s comes up, and nothing else", (key, all) => {
  expect(values(OPERATIONS, key)).toEqual(all);
});

test("edits are of either Group, by either method, of one to three operations", () => {
  expect(values(EDITS, "second")).toEqual([false, true]);
  expect(values(EDITS, "put")).toEqual([false, true]);
  expect(values(EDITS, "back")).toEqual([false, true]);
  expect([...new Set(EDITS.map(({ operations }) => operations.length))].sort()).toEqual([1, 2, 3]);
});

test("a history is as long as it may be at times, and no longer than a motif at its end makes it", () => {
  const lengths = new Set(FULL.map(({ edits }) => edits.length));
  expect(Math.min(...lengths)).toBe(1);
  expect(Math.max(...lengths)).toBeGreaterThan(5);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(9);
});

test("the plain entry and the usual value are drawn more often than any other", () => {
  const share = (of: (one: OperationDraft) => boolean): number => OPERATIONS.filter(of).length / OPERATIONS.length;
  expect(share(({ entry }) => entry === "plain")).toBeGreaterThan(0.5);
  expect(share(({ entry }) => entry === "display")).toBeGreaterThan(0.1);
  expect(share(({ value }) => value === 0)).toBeGreaterThan(0.55);
  expect(share(({ value }) => value === 1)).toBeGreaterThan(0.1);
});

test("what a server does not take is not drawn", () => {
  const narrow = operationsOf(drawn({ removeAll: false, compound: false, entries: [], values: [] }, 100));
  expect(values(narrow, "what")).not.toContain("remove-all");
  expect(values(narrow, "compound")).toEqual([false]);
  expect(values(narrow, "entry")).toEqual(["plain"]);
  expect(values(narrow, "value")).toEqual([0]);
});

test.each([
  [false, true, [true]],
  [true, false, [false]],
] as const)("with PATCH %s and PUT %s, edits are PUTs: %j", (patch, put, expected) => {
  expect(
    values(
      drawn({ patch, put }, 60).flatMap(({ edits }) => edits),
      "put",
    ),
  ).toEqual(expected);
});
