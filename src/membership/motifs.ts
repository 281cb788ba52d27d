import type { EditDraft, OperationDraft, Take } from "./draft.ts";
import type { Motifs } from "./edits-with-motifs.ts";
import type { Weighted } from "./weighted.ts";

/** Overrides of what was drawn; the rest of an operation stays as drawn. */
type Fixed = Partial<OperationDraft>;

/** Requests in a row, each a list of operations. */
type Motif = readonly (readonly Fixed[])[];

const leave = (take: Take, skip: number): Fixed => ({ what: "remove", take, skip, odd: false, twice: false });
const come = (fresh: number): Fixed => ({ what: "add", fresh, odd: false, twice: false, unknown: false });
const rename: Fixed = { what: "rename", odd: false };
const firstName: Fixed = { what: "rename", odd: true, skip: 0 };

/**
 * Edits that belong together: what people and identity providers do in a row, and what independent draws hardly ever make.
 * A name that comes back, the same person in and out again, as many out as in within one request, the same members in
 * another order, one removal said twice, a refused request and the next one.
 */
const PATCH_MOTIFS: readonly Weighted<Motif>[] = [
  [3, [[rename], [{}], [firstName]]],
  [2, [[come(1)], [leave("one", 0)], [come(1)], [leave("one", 0)], [come(1)]]],
  [2, [[leave("one", 1)], [come(1)], [leave("one", 1)], [come(1)], [leave("one", 1)], [come(1)]]],
  [3, [[{ ...come(2), late: true }, leave("two", 0)]]],
  [2, [[leave("one", 0), { ...come(1), late: true }]]],
  [3, [[{ what: "replace", take: "all", skip: 2, fresh: 0, twice: false, unknown: false }]]],
  [3, [[{ ...leave("one", 0), twice: true }]]],
  [3, [[{ ...come(1), late: true }, { what: "invalid" }], [{}]]],
  [2, [[{ what: "replace", take: "none", fresh: 1 }], [{ what: "replace", take: "none", fresh: 2 }]]],
];

const PUT_MOTIFS: readonly Weighted<Motif>[] = [
  [3, [[rename], [{ what: "add" }], [{ ...firstName, take: "one" }]]],
  [2, [[{ what: "replace", take: "all-but-one", fresh: 0 }], [{ what: "replace", take: "all", fresh: 1 }]]],
  [2, [[{ what: "replace", take: "all", skip: 2, fresh: 0 }]]],
  [2, [[{ what: "invalid" }], [{ what: "replace" }]]],
  [2, [[{ what: "replace", take: "none", fresh: 0 }], [{ what: "replace", fresh: 2 }], [{ what: "replace" }]]],
];

/** The motifs of a Group's edits; each keeps what was drawn of an edit where it leaves that open. */
export function motifs(isPatch: boolean): Motifs<EditDraft, readonly Fixed[]> {
  return { of: isPatch ? PATCH_MOTIFS : PUT_MOTIFS, fix: withFixed, alone: 7, together: 2, beyond: 3 };
}

function withFixed(draft: EditDraft, fixed: readonly Fixed[]): EditDraft {
  const [spare] = draft.operations;
  if (spare === undefined) return draft;
  const operations = fixed.map((each, index) => ({ ...(draft.operations[index] ?? spare), ...each }));
  // One Group throughout: what belongs together must meet.
  return { ...draft, second: false, back: false, operations };
}
