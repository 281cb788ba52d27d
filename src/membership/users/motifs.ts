import type { Motifs } from "../edits-with-motifs.ts";
import type { Weighted } from "../weighted.ts";
import type { ChangeDraft, EditDraft } from "./draft.ts";

type Fixed = Pick<ChangeDraft, "what"> & Partial<ChangeDraft>;

/**
 * Requests in a row that belong together and that independent draws hardly ever make: a list is filled before it is
 * emptied, or before an entry behind its first is changed; two entries of a type go by one filter; a value leaves and comes
 * back as another type.
 */
const MOTIFS: readonly Weighted<readonly Fixed[]>[] = [
  [
    3,
    [
      { what: "fill", other: true },
      { what: "empty", other: false },
    ],
  ],
  [
    3,
    [
      { what: "fill", other: true },
      { what: "change", at: 1 },
    ],
  ],
  [2, [{ what: "fill", other: true }, { what: "twin" }, { what: "remove", other: false }]],
  [
    3,
    [
      { what: "remove", at: 0 },
      { what: "add", at: 1 },
      { what: "add", at: 2 },
    ],
  ],
];

/** The motifs of a User's edits, all about the history's main attribute; what they leave open stays as drawn. */
export const USER_MOTIFS: Motifs<EditDraft, Fixed> = { of: MOTIFS, fix: withFixed, alone: 5, together: 1, beyond: 2 };

function withFixed(draft: EditDraft, fixed: Fixed): EditDraft {
  const [spare] = draft.changes;
  if (spare === undefined) return draft;
  return { ...draft, second: false, changes: [{ ...spare, on: "main", ...fixed }] };
}
