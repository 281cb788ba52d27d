import {
  MATRIX_VERSION,
  type MatrixPlace,
  type MatrixResult,
  type MatrixRun,
  type MatrixTarget,
  type RunResult,
} from "../../result/index.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { worstVerdict } from "../summary.ts";
import { plural } from "../verdict.ts";

/**
 * Exit codes of several runs, the worst first: as of one run, and a target whose set-up was found wrong before anything was sent
 * between what was found out and what could not be.
 */
const WORST_FIRST: readonly number[] = [
  EXIT_CODES.sigint,
  EXIT_CODES.sigterm,
  EXIT_CODES.harnessError,
  EXIT_CODES.nonconformant,
  EXIT_CODES.usage,
  EXIT_CODES.inconclusive,
  EXIT_CODES.conformant,
];

/** One exit code for several; that of an inconclusive run for none. */
export function worstExitCode(codes: readonly number[]): number {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT_CODES.inconclusive;
}

/**
 * A target that has a result.
 *
 * @param exitCode of its run
 * @param reports its files, relative to the folder of the index
 */
export function matrixTarget(
  place: MatrixPlace,
  result: RunResult,
  exitCode: number,
  reports: MatrixTarget["reports"],
): MatrixTarget {
  const { name, vendor, environment } = place;
  return { name, vendor, environment, exitCode, run: matrixRun(result), reports };
}

/** A target that has none, and why. */
export function missingTarget(place: MatrixPlace, exitCode: number, reason: string): MatrixTarget {
  const { name, vendor, environment } = place;
  return { name, vendor, environment, exitCode, reason, reports: {} };
}

function matrixRun({ verdict, sentence, ended, summary, startedAt, suites, cleanup }: RunResult): MatrixRun {
  return {
    verdict,
    sentence,
    ended: ended.how,
    findings: summary.findings,
    scenarios: summary.scenarios,
    requests: summary.requests,
    startedAt,
    durationMs: summary.durationMs,
    suites: suites.map(({ id, verdict: own, target }) => ({ id, verdict: own, url: target.url, kind: target.kind })),
    left: cleanup.left.length,
  };
}

/** Judges targets together: nothing is better than the worst of them, and one without a result was not tested. */
export function matrixOf(version: string, targets: readonly MatrixTarget[]): MatrixResult {
  const verdicts = targets.map(({ run }) => ({ verdict: run?.verdict ?? ("inconclusive" as const) }));
  const exitCode = worstExitCode(targets.map((target) => target.exitCode));
  return {
    schemaVersion: MATRIX_VERSION,
    tool: { name: "scimproof", version },
    verdict: worstVerdict(verdicts),
    exitCode,
    sentence: sentenceOf(targets),
    targets,
  };
}

function sentenceOf(targets: readonly MatrixTarget[]): string {
  const of = (verdict: MatrixRun["verdict"]): number => targets.filter(({ run }) => run?.verdict === verdict).length;
  const missing = targets.filter(({ run }) => run === undefined).length;
  const counts = [
    `${of("conformant")} conformant`,
    `${of("nonconformant")} nonconformant`,
    `${of("inconclusive")} inconclusive`,
    ...(missing === 0 ? [] : [`${missing} without a result`]),
  ].join(", ");
  const left = targets.reduce((sum, { run }) => sum + (run?.left ?? 0), 0);
  const own = targets.filter(({ run }) => run?.suites.some(({ kind }) => kind === "embedded")).length;
  return [
    `${plural(targets.length, "target")}: ${counts}.`,
    ...(left === 0 ? [] : [`${plural(left, "resource")} could not be removed.`]),
    ...(own === 0 ? [] : [`${own} of them ${own === 1 ? "is" : "are"} Scimproof's own embedded targets.`]),
  ].join(" ");
}
