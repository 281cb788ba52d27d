import fc from "fast-check";
import { expect, test } from "vitest";
import type { ListAttribute } from "./attributes.ts";
import { type ChangeDraft, type DraftOptions, type HistoryDraft, historyDrafts } from "./draft.ts";

const list = (path: string): ListAttribute => ({
  path,
  types: ["work", "home"],
  main: "value",
  entries: [],
  open: false,
  isSure: true,
});

const OPTIONS: DraftOptions = {
  method: "patch",
  attributes: { lists: [list("emails"), list("ims")], texts: ["title", "nickName"], active: true },
  forms: ["urn", "case", "no-path"],
  maxEdits: 5,
};

const drawn = (options: Partial<DraftOptions> = {}, numRuns = 200): readonly HistoryDraft[] =>
  fc.sample(historyDrafts({ ...OPTIONS, ...options }), { numRuns, seed: 11 });

const changesOf = (drafts: readonly HistoryDraft[]): readonly ChangeDraft[] =>
  drafts.flatMap(({ edits }) => edits.flatMap(({ changes }) => changes));

const values = <T, K extends keyof T>(all: readonly T[], key: K): readonly T[K][] =>
  [...new Set(all.map((one) => one[key]))].sort();

const FULL = drawn();
const EDITS = FULL.flatMap(({ edits }) => edits);
const ON_EITHER = ["add", "change", "empty", "fill", "primary", "remove", "reorder", "retype", "twin"];

test.each<[keyof HistoryDraft, readonly unknown[]]>([
  ["main", ["emails", "ims"]],
  ["beside", ["emails", "ims"]],
  ["text", ["nickName", "title"]],
  ["two", [false, true]],
])("of a history all of %s comes up, and nothing else", (key, all) => {
  expect(values(FULL, key)).toEqual(all);
});

test("edits are of either User, written in every way, mostly in the usual one, of one to three changes", () => {
  expect(values(EDITS, "second")).toEqual([false, true]);
  expect(values(EDITS, "form")).toEqual(["case", "no-path", "path", "urn"]);
  expect(EDITS.filter(({ form }) => form === "path").length / EDITS.length).toBeGreaterThan(0.45);
  expect([...new Set(EDITS.map(({ changes }) => changes.length))].sort()).toEqual([1, 2, 3]);
});

test.each<[keyof ChangeDraft, readonly unknown[]]>([
  ["on", ["active", "beside", "main", "text"]],
  ["what", [...ON_EITHER, "again", "invalid", "no-match", "record"].sort()],
  ["at", [0, 1, 2, 3, 4, 5]],
  ["other", [false, true]],
])("of a change by PATCH all of %s comes up, and nothing else", (key, all) => {
  expect(values(changesOf(FULL), key)).toEqual(all);
});

test("a PUT leaves out, and has nothing that only a PATCH can do", () => {
  expect(values(changesOf(drawn({ method: "put" })), "what")).toEqual([...ON_EITHER, "leave-out"].sort());
});

test("a history is as long as it may be at times, and no longer than a motif at its end makes it", () => {
  const lengths = FULL.map(({ edits }) => edits.length);
  expect(Math.min(...lengths)).toBe(1);
  expect(Math.max(...lengths)).toBeGreaterThan(4);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(7);
});

test("what a document does not have is not drawn", () => {
  const bare = drawn({ attributes: { lists: [list("emails")], texts: [], active: false }, forms: [] }, 100);
  expect([values(bare, "main"), values(bare, "beside"), values(bare, "text")]).toEqual([["emails"], ["emails"], [""]]);
  expect(values(changesOf(bare), "on")).toEqual(["beside", "main"]);
  expect(
    values(
      bare.flatMap(({ edits }) => edits),
      "form",
    ),
  ).toEqual(["path"]);
});

test.each<[string, readonly Partial<ChangeDraft>[]]>([
  [
    "a list is filled before it is emptied",
    [
      { what: "fill", other: true },
      { what: "empty", other: false },
    ],
  ],
  [
    "an entry behind the first is changed",
    [
      { what: "fill", other: true },
      { what: "change", at: 1 },
    ],
  ],
  [
    "two entries of a value go by one filter",
    [{ what: "fill", other: true }, { what: "twin" }, { what: "remove", other: false }],
  ],
  [
    "a value leaves and comes back",
    [
      { what: "remove", at: 0 },
      { what: "add", at: 1 },
      { what: "add", at: 2 },
    ],
  ],
])("edits that belong together come up, of one User and the same list: %s", (_, motif) => {
  const isThere = ({ edits }: HistoryDraft): boolean =>
    edits.some((__, from) =>
      motif.every((step, at) => {
        const edit = edits[from + at];
        if (edit?.second !== false || edit.changes.length !== 1) return false;
        const [only] = edit.changes;
        return (
          only !== undefined &&
          Object.entries({ on: "main", ...step }).every(([key, value]) => only[key as keyof ChangeDraft] === value)
        );
      }),
    );
  // By chance alone less than one in a hundred would be of this kind.
  expect(FULL.filter(isThere).length / FULL.length).toBeGreaterThan(0.025);
});
