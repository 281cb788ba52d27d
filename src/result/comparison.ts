import type { Finding } from "./finding.ts";
import type { RequirementResult, Verdict } from "./run-result.ts";
import type { Severity } from "./severity.ts";

/** A finding in a comparison, with what a person needs to know it again. */
export type ComparedFinding = Pick<
  Finding,
  "fingerprint" | "suite" | "requirement" | "severity" | "party" | "operation" | "title" | "message" | "citation"
> & {
  readonly waived: boolean;
  readonly scenarios: readonly string[];
};

/** A finding of the new result that the old one does not have. */
export interface NewFinding extends ComparedFinding {
  /** True where it would fail a run. */
  readonly fails: boolean;
  /** True where nothing that shows it ran in the old result: then it may have been there before. */
  readonly firstTested: boolean;
}

/** A finding of both results that is no longer what it was. Numbers of occurrences do not count. */
export interface ChangedFinding extends ComparedFinding {
  /** Sentences: `severity was warning, is error`. */
  readonly changes: readonly string[];
}

/** A finding of the old result of which the new one says nothing. */
export interface UntestedFinding extends ComparedFinding {
  /** Why nothing is said: what did not run. */
  readonly reason: string;
}

/** What a change of a requirement's outcome means. */
export type RequirementChangeKind = "broken" | "mended" | "coverage-lost" | "coverage-gained" | "other";

/** A requirement that came out otherwise. */
export interface RequirementChange {
  readonly suite: string;
  readonly id: string;
  readonly text: string;
  readonly severity: Severity;
  readonly from: RequirementResult["outcome"] | "absent";
  readonly to: RequirementResult["outcome"] | "absent";
  readonly kind: RequirementChangeKind;
  /** Why it has no verdict any more. */
  readonly reason?: string;
}

/** One of two results. */
export interface ComparedResult {
  /** As it was named. */
  readonly file: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly startedAt: string;
  readonly toolVersion: string;
}

/** Two results held against each other, finding by finding. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly old: ComparedResult;
  readonly new: ComparedResult;
  readonly failOn: "error" | "warning" | "never";
  /** What makes the two less comparable: other documents, seeds, depths, selections. */
  readonly notes: readonly string[];
  readonly findings: {
    readonly new: readonly NewFinding[];
    readonly gone: readonly ComparedFinding[];
    readonly notTested: readonly UntestedFinding[];
    readonly changed: readonly ChangedFinding[];
    readonly same: readonly ComparedFinding[];
  };
  readonly requirements: readonly RequirementChange[];
  /** The comparison in a sentence. */
  readonly sentence: string;
}
