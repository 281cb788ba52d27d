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

/** All that comes up under each of these keys, sorted. */
const upAt = <T>(all: readonly T[], ...keys: readonly (keyof T)[]): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(keys.map((key) => [key, sorted(all.map((one) => one[key]))]));

/** Each value once. */
const sorted = (values: readonly unknown[]): readonly unknown[] =>
  [...new Set(values)].toSorted((one, other) => String(one).localeCompare(String(other), "en"));

const EITHER = [false, true];
const BY_EITHER_METHOD = ["add", "change", "empty", "fill", "primary", "remove", "reorder", "retype", "twin"];

test("of a history all that may be drawn comes up, and nothing else", () => {
  const drafts = drawn();
  expect(upAt(drafts, "main", "beside", "text", "two")).toEqual({
    main: ["emails", "ims"],
    beside: ["emails", "ims"],
    text: ["nickName", "title"],
    two: EITHER,
  });
  // As long as it may be at times, and no longer than a motif at its end makes it.
  const lengths = drafts.map(({ edits }) => edits.length);
  expect(Math.min(...lengths)).toBe(1);
  expect(Math.max(...lengths)).toBeGreaterThan(4);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(7);
});

test("edits are of either User, written in every way, mostly in the usual one, of one to three changes", () => {
  const edits = drawn().flatMap((one) => one.edits);
  expect(upAt(edits, "second", "form")).toEqual({ second: EITHER, form: ["case", "no-path", "path", "urn"] });
  expect(edits.filter(({ form }) => form === "path").length / edits.length).toBeGreaterThan(0.45);
  expect(sorted(edits.map(({ changes }) => changes.length))).toEqual([1, 2, 3]);
});

test("a PATCH has changes that no PUT can say", () => {
  expect(upAt(changesOf(drawn()), "on", "what", "at", "other")).toEqual({
    on: ["active", "beside", "main", "text"],
    what: [...BY_EITHER_METHOD, "again", "invalid", "no-match", "record"].sort(),
    at: [0, 1, 2, 3, 4, 5],
    other: EITHER,
  });
});

test("a PUT leaves out, and has nothing that only a PATCH can do", () => {
  expect(upAt(changesOf(drawn({ method: "put" })), "what")).toEqual({
    what: [...BY_EITHER_METHOD, "leave-out"].sort(),
  });
});

test("what a document does not have is not drawn", () => {
  const bare = drawn({ attributes: { lists: [list("emails")], texts: [], active: false }, forms: [] }, 100);
  expect(upAt(bare, "main", "beside", "text")).toEqual({ main: ["emails"], beside: ["emails"], text: [""] });
  expect(upAt(changesOf(bare), "on")).toEqual({ on: ["beside", "main"] });
  const edits = bare.flatMap((one) => one.edits);
  expect(upAt(edits, "form")).toEqual({ form: ["path"] });
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
  const drafts = drawn();
  expect(drafts.filter(isThere).length / drafts.length).toBeGreaterThan(0.025);
});
