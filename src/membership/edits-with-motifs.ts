import fc from "fast-check";
import { type Weighted, weighted } from "./weighted.ts";

/** Edits that belong together, and how the drafts of edits become them. */
export interface Motifs<Draft, Step> {
  /** Requests in a row, each as what is laid down of it. */
  readonly of: readonly Weighted<readonly Step[]>[];
  /** A draft with what a step lays down; the rest stays as drawn. */
  readonly fix: (draft: Draft, step: Step) => Draft;
  /** How often an edit is drawn apart from others, against how often a motif is. */
  readonly alone: number;
  readonly together: number;
  /** How many edits a motif at the end may add to the greatest number. */
  readonly beyond: number;
}

/** Edits drawn apart from each other, and here and there some that belong together. */
export function editsWithMotifs<Draft, Step>(
  one: fc.Arbitrary<Draft>,
  maxEdits: number,
  { of, fix, alone, together, beyond }: Motifs<Draft, Step>,
): fc.Arbitrary<readonly Draft[]> {
  const motif = weighted(of).chain((steps) => fc.tuple(...steps.map((step) => one.map((draft) => fix(draft, step)))));
  const chunk = fc.oneof(
    { weight: alone, arbitrary: one.map((draft): readonly Draft[] => [draft]) },
    { weight: together, arbitrary: motif },
  );
  return fc
    .array(chunk, { minLength: 1, maxLength: maxEdits, size: "max" })
    .map((chunks) => chunks.flat().slice(0, maxEdits + beyond));
}
