import type { Finding } from "../result/index.ts";

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
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    // A waived one is told apart: somebody has accepted it, and not the others.
    const key = [finding.requirement, finding.invariant, finding.waived === null ? "" : "waived"].join("\u0000");
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].flatMap(([key, [first, ...others]]) =>
    first === undefined
      ? []
      : [{ key, first, others, occurrences: [first, ...others].reduce((sum, one) => sum + one.occurrences, 0) }],
  );
}
