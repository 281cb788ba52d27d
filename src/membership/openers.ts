import type { EditDraft, HistoryDraft, OperationDraft } from "./draft.ts";

/** An operation that says nothing but what is put over it. */
export const PLAIN_OPERATION: OperationDraft = {
  what: "add",
  take: "one",
  skip: 0,
  fresh: 0,
  late: false,
  odd: false,
  twice: false,
  unknown: false,
  compound: false,
  entry: "plain",
  value: 0,
};

const edit = (...parts: readonly Partial<OperationDraft>[]): EditDraft => ({
  second: false,
  put: false,
  back: false,
  operations: parts.map((part): OperationDraft => Object.assign({}, PLAIN_OPERATION, part)),
});

const history = (first: number, ...edits: readonly EditDraft[]): HistoryDraft => ({
  first,
  second: 0,
  apart: 0,
  edits,
  burst: false,
  watched: false,
  reread: false,
});

/**
 * The histories that a lane of large Groups begins with, whatever the seed: the limits that real servers have on one request
 * (ten, twenty, a hundred) are met in every run; what is drawn after them varies them.
 */
export const MANY_OPENERS: readonly HistoryDraft[] = [
  // Many at once into a small Group, most of them out again, and as many others in their place.
  history(
    1,
    edit({ what: "add", fresh: 24 }),
    edit({ what: "remove", take: "more-than-half" }),
    edit({ what: "replace", take: "none", fresh: 24, late: true }),
  ),
  // Just over a hundred: one comes, one from the middle goes, and all but the last are replaced.
  history(
    100,
    edit({ what: "add", fresh: 3 }),
    edit({ what: "remove", skip: 9 }),
    edit({ what: "replace", take: "half", fresh: 1 }),
    edit({ what: "replace", take: "two" }),
  ),
];
