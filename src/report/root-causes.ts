import { type Finding, groupBy } from "../result/index.ts";

/** Findings that one cause explains: the same requirement broken in the same way, by other requests or in another suite. */
export interface RootCause {
  readonly key: string;
  /** The worst, which stands for all. */
  readonly first: Finding;
  readonly others: readonly Finding[];
  readonly occurrences: number;
}

/** Groups findings by what was broken and how, in the order in which they come. */
export function rootCauses(findings: readonly Finding[]): readonly RootCause[] {
  // A waived one is told apart: somebody has accepted it, and not the others.
  const groups = groupBy(findings, ({ requirement, invariant, waived }) =>
    [requirement, invariant, waived === null ? "" : "waived"].join("\u0000"),
  );
  return [...groups].map(([key, all]) => {
    const [first, ...others] = all;
    return { key, first, others, occurrences: all.reduce((sum, one) => sum + one.occurrences, 0) };
  });
}
