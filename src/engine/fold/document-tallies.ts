import type { Operation } from "../../document/index.ts";
import type { DocumentCoverage } from "../../result/index.ts";
import type { SuiteRun } from "../options.ts";
import type { SuitePlan } from "../plan.ts";
import { DocumentTally } from "./document-tally.ts";

/** The tallies of a run's documents, one for all suites of a document. */
export interface DocumentTallies {
  /** The tally that the exchanges of a suite go to. */
  readonly of: (suite: string) => DocumentTally | undefined;
  readonly coverage: () => readonly DocumentCoverage[];
}

/** Makes the tallies for the suites of a run. */
export function documentTallies(
  runs: readonly { readonly run: SuiteRun; readonly plan: SuitePlan }[],
): DocumentTallies {
  const byDigest = new Map<string, { readonly tally: DocumentTally; readonly plans: SuitePlan[] }>();
  const bySuite = new Map<string, DocumentTally>();
  for (const { run, plan } of runs) {
    const { digest } = run.contract;
    const entry = byDigest.get(digest) ?? { tally: new DocumentTally(run.contract), plans: [] };
    byDigest.set(digest, entry);
    entry.plans.push(plan);
    bySuite.set(run.suite.id, entry.tally);
  }
  return {
    of: (suite) => bySuite.get(suite),
    coverage: () =>
      [...byDigest.values()].map(({ tally, plans }) => {
        const planOf = ({ key }: Operation): SuitePlan | undefined =>
          plans.find(({ operations }) => operations.some((one) => one.key === key));
        return tally.coverage(
          (operation) => planOf(operation) !== undefined,
          (operation) => planOf(operation)?.leftOut.length === 0,
        );
      }),
  };
}
