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

/** All that comes up under each of these keys, sorted. */
const upAt = <T>(all: readonly T[], ...keys: readonly (keyof T)[]): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(keys.map((key) => [key, sorted(all.map((one) => one[key]))]));

/** Each value once. */
const sorted = (values: readonly unknown[]): readonly unknown[] =>
  [...new Set(values)].toSorted((one, other) => String(one).localeCompare(String(other), "en"));

const EITHER = [false, true];

test("of a history all that may be drawn comes up, and nothing else", () => {
  const drafts = drawn();
  expect(upAt(drafts, "first", "second", "apart", "burst", "watched", "reread")).toEqual({
    first: [0, 4],
    second: [0, 1, 2, 3],
    apart: [0, 1, 2, 3],
    burst: EITHER,
    watched: EITHER,
    reread: EITHER,
  });
  // As long as it may be at times, and no longer than a motif at its end makes it.
  const lengths = drafts.map(({ edits }) => edits.length);
  expect(Math.min(...lengths)).toBe(1);
  expect(Math.max(...lengths)).toBeGreaterThan(5);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(9);
});

test("edits are of either Group, by either method, of one to three operations", () => {
  const edits = drawn().flatMap((one) => one.edits);
  expect(upAt(edits, "second", "put", "back")).toEqual({ second: EITHER, put: EITHER, back: EITHER });
  expect(sorted(edits.map(({ operations }) => operations.length))).toEqual([1, 2, 3]);
});

test("of an operation all that may be drawn comes up, and nothing else", () => {
  const operations = operationsOf(drawn());
  const keys = ["what", "take", "skip", "late", "odd", "twice", "unknown", "compound", "entry", "value"] as const;
  expect(upAt(operations, ...keys)).toEqual({
    what: ["add", "invalid", "remove", "remove-all", "rename", "replace"],
    take: ["all", "all-but-one", "half", "more-than-half", "none", "one", "two"],
    skip: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    late: EITHER,
    odd: EITHER,
    twice: EITHER,
    unknown: EITHER,
    compound: EITHER,
    entry: ["display", "plain", "ref"],
    value: [0, 1, 2],
  });
  // The plain entry and the usual value more often than any other.
  const share = (of: (one: OperationDraft) => boolean): number => operations.filter(of).length / operations.length;
  expect(share(({ entry }) => entry === "plain")).toBeGreaterThan(0.5);
  expect(share(({ entry }) => entry === "display")).toBeGreaterThan(0.1);
  expect(share(({ value }) => value === 0)).toBeGreaterThan(0.55);
  expect(share(({ value }) => value === 1)).toBeGreaterThan(0.1);
});

test("what a server does not take is not drawn", () => {
  const narrow = operationsOf(drawn({ removeAll: false, compound: false, entries: [], values: [] }, 100));
  expect(upAt(narrow, "what", "compound", "entry", "value")).toEqual({
    what: ["add", "invalid", "remove", "rename", "replace"],
    compound: [false],
    entry: ["plain"],
    value: [0],
  });
});

test.each([
  [false, true, [true]],
  [true, false, [false]],
] as const)("with PATCH %s and PUT %s, edits are PUTs: %j", (patch, put, expected) => {
  const edits = drawn({ patch, put }, 60).flatMap((one) => one.edits);
  expect(upAt(edits, "put")).toEqual({ put: expected });
});

test.each<[string, boolean, readonly Partial<OperationDraft>[]]>([
  ["a name comes back", true, [{ what: "rename", odd: false }, {}, { what: "rename", odd: true, skip: 0 }]],
  [
    "somebody comes and goes",
    true,
    [
      { what: "add", fresh: 1 },
      { what: "remove", take: "one" },
      { what: "add", fresh: 1 },
    ],
  ],
  [
    "a list is emptied and filled",
    false,
    [{ what: "replace", take: "none", fresh: 0 }, { what: "replace", fresh: 2 }, { what: "replace" }],
  ],
])("edits that belong together come up, of one Group: %s", (_, patch, motif) => {
  const isThere = ({ edits }: HistoryDraft): boolean =>
    edits.some((__, from) =>
      motif.every((step, at) => {
        const edit = edits[from + at];
        if (edit?.second !== false || edit.back || edit.operations.length !== 1) return false;
        return edit.operations.some((one) =>
          Object.entries(step).every(([key, value]) => one[key as keyof OperationDraft] === value),
        );
      }),
    );
  const drafts = drawn({ patch, put: !patch, sizes: OPTIONS.sizes });
  // Drawn apart from each other they hardly ever would.
  expect(drafts.filter(isThere).length / drafts.length).toBeGreaterThan(0.025);
});
