import type { OutcomeCounts, RunResult, SuiteResult, Verdict } from "./run-result.ts";

/** The version of the published JSON Schema of `matrix.json`. Grows when a field changes meaning or goes away. */
export const MATRIX_VERSION = 1;

/** A target of a matrix by its names: where it stands in the table. */
export interface MatrixPlace {
  /** Unique in its matrix; the name of the folder with its reports. */
  readonly name: string;
  /** Its row. */
  readonly vendor: string;
  /** Its column. */
  readonly environment: string;
}

/** What a target came to, as its `results.json` says. */
export interface MatrixRun {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly ended: RunResult["ended"]["how"];
  readonly findings: RunResult["summary"]["findings"];
  readonly scenarios: OutcomeCounts;
  readonly requests: number;
  readonly startedAt: string;
  /** In ms. */
  readonly durationMs: number;
  readonly suites: readonly (Pick<SuiteResult, "id" | "verdict"> & {
    readonly url: string;
    readonly kind: SuiteResult["target"]["kind"];
  })[];
  /** Resources that could not be removed. */
  readonly left: number;
}

/** One target of a matrix. */
export interface MatrixTarget extends MatrixPlace {
  /** As `scimproof run` of this target alone would have given it. */
  readonly exitCode: number;
  /** Absent where there is no result. */
  readonly run?: MatrixRun;
  /** Why there is no result. */
  readonly reason?: string;
  /** Its files, relative to the folder of the index, by the name of their format; none where there is no result. */
  readonly reports: Readonly<Record<string, string>>;
}

/** Several targets, each by its own result: what the index page and `matrix.json` are made from. */
export interface MatrixResult {
  readonly schemaVersion: typeof MATRIX_VERSION;
  readonly tool: RunResult["tool"];
  /** The worst of all; a target without a result is inconclusive. */
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly sentence: string;
  /** In the order in which they are named. */
  readonly targets: readonly MatrixTarget[];
}
