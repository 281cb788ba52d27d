import fc from "fast-check";
import { editsWithMotifs } from "./edits-with-motifs.ts";
import type { EntryShape, ValueShape } from "./history.ts";
import { motifs } from "./motifs.ts";
import { rarely, type Weighted, weighted } from "./weighted.ts";

/** How many of the present members an edit takes. */
export type Take = "one" | "two" | "half" | "more-than-half" | "all-but-one" | "all" | "none";

/** One operation, relative to the state that it will meet. */
export interface OperationDraft {
  readonly what: "add" | "remove" | "replace" | "remove-all" | "rename" | "invalid";
  readonly take: Take;
  /** Where in the list of members the taking begins. */
  readonly skip: number;
  /** How many who are no members come in. */
  readonly fresh: number;
  /** Who comes in was never there: else those who left come back first. */
  readonly late: boolean;
  /** Somebody who is a member already, or no member, is named as well. */
  readonly odd: boolean;
  readonly twice: boolean;
  readonly unknown: boolean;
  readonly compound: boolean;
  readonly entry: EntryShape;
  /** Which of the accepted value shapes. */
  readonly value: number;
}

/** One request. */
export interface EditDraft {
  readonly second: boolean;
  readonly operations: readonly OperationDraft[];
  /** A PUT in place of a PATCH, where the server has both. */
  readonly put: boolean;
  readonly back: boolean;
}

/** A whole history, before it meets a state. */
export interface HistoryDraft {
  /** How many members Group 1 and Group 2 have to begin with. */
  readonly first: number;
  readonly second: number;
  /** With how many of Group 1's members Group 2 begins not: 0 shares as many as can be. */
  readonly apart: number;
  readonly edits: readonly EditDraft[];
  /** Edits that follow each other at once. */
  readonly burst: boolean;
  /** There is a second Group although nothing is done to it: it must stay as it is. */
  readonly watched: boolean;
  /** Looks several times more when all is done. */
  readonly reread: boolean;
}

/** What a server takes, and so what is drawn. */
export interface DraftOptions {
  readonly patch: boolean;
  readonly put: boolean;
  /** Entry shapes that the document describes; the first is the plain one. */
  readonly entries: readonly EntryShape[];
  /** Value shapes that the server takes; the first is the usual one. */
  readonly values: readonly ValueShape[];
  readonly compound: boolean;
  readonly removeAll: boolean;
  /** Start sizes of Group 1, the smallest first. */
  readonly sizes: readonly Weighted<number>[];
  /** How many come in at once, the fewest first. */
  readonly fresh: readonly Weighted<number>[];
  readonly maxEdits: number;
}

/** Sizes where real servers break: none, one, a few. */
export const FEW: readonly Weighted<number>[] = [
  [2, 0],
  [4, 1],
  [6, 2],
  [6, 3],
  [4, 4],
  [2, 5],
  [1, 7],
];

/** Around ten and around a hundred, where limits and pages are. */
export const MANY: readonly Weighted<number>[] = [
  [1, 0],
  [1, 1],
  [1, 2],
  [1, 5],
  [2, 8],
  [3, 9],
  [5, 10],
  [5, 11],
  [3, 12],
  [1, 20],
  [1, 50],
  [2, 98],
  [3, 99],
  [4, 100],
  [5, 101],
  [2, 104],
];

/** Histories of Groups, weighted to where real servers break. */
export function historyDrafts(options: DraftOptions): fc.Arbitrary<HistoryDraft> {
  return fc.record({
    first: weighted(options.sizes),
    second: weighted([
      [3, 0],
      [3, 1],
      [3, 2],
      [2, 3],
    ]),
    apart: fc.nat({ max: 3 }),
    burst: rarely(6),
    watched: rarely(3),
    reread: rarely(4),
    edits: editsWithMotifs(editDraft(options), options.maxEdits, motifs(options.patch)),
  });
}

function editDraft(options: DraftOptions): fc.Arbitrary<EditDraft> {
  return fc.record({
    operations: operationsDraft(options),
    second: rarely(4),
    put: options.patch && options.put ? rarely(3) : fc.constant(options.put),
    back: rarely(12),
  });
}

function operationsDraft(options: DraftOptions): fc.Arbitrary<readonly OperationDraft[]> {
  const one = operationDraft(options);
  return weighted([
    [12, 1],
    [5, 2],
    [3, 3],
  ]).chain((count) => fc.tuple(...Array.from({ length: count }, () => one)));
}

function operationDraft(options: DraftOptions): fc.Arbitrary<OperationDraft> {
  const entries = options.entries.map((entry, index): Weighted<EntryShape> => [index === 0 ? 3 : 1, entry]);
  const values = options.values.map((_, index): Weighted<number> => [index === 0 ? 4 : 1, index]);
  return fc.record({
    what: weighted<OperationDraft["what"]>([
      [34, "add"],
      [34, "remove"],
      [18, "replace"],
      [8, "rename"],
      ...(options.removeAll ? [[4, "remove-all"] as const] : []),
      [6, "invalid"],
    ]),
    take: weighted<Take>([
      [10, "one"],
      [6, "two"],
      [3, "half"],
      [3, "more-than-half"],
      [3, "all-but-one"],
      [3, "all"],
      [4, "none"],
    ]),
    skip: fc.nat({ max: 9 }),
    fresh: weighted(options.fresh),
    late: rarely(4),
    odd: rarely(5),
    twice: rarely(14),
    unknown: rarely(16),
    compound: options.compound ? rarely(2) : fc.constant(false),
    entry: entries.length === 0 ? fc.constant("plain") : weighted(entries),
    value: values.length === 0 ? fc.constant(0) : weighted(values),
  });
}
