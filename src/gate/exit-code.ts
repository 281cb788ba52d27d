import type { RunResult } from "../result/index.ts";

/** What each exit code of `scimproof run` means. */
export const EXIT_CODES = {
  conformant: 0,
  nonconformant: 1,
  usage: 2,
  inconclusive: 3,
  harnessError: 4,
  sigint: 130,
  sigterm: 143,
} as const;

/**
 * The exit code, from the RunResult alone. 130 and 143 before 4 before 1 before 3 before 0.
 * A waiver whose finding has gone fails the run as a finding does: else it would let the next one pass.
 * `--fail-on never` keeps findings from failing a run; it does not turn an untested run into a pass.
 */
export function exitCodeOf(result: RunResult): number {
  const { ended, verdict, gate } = result;
  if (ended.how === "interrupted") return ended.signal === "SIGTERM" ? EXIT_CODES.sigterm : EXIT_CODES.sigint;
  if (ended.how === "harness-error") return EXIT_CODES.harnessError;
  if (gate.failOn !== "never" && (verdict === "nonconformant" || isStale(result))) return EXIT_CODES.nonconformant;
  return verdict === "conformant" || (verdict === "nonconformant" && isTested(result))
    ? EXIT_CODES.conformant
    : EXIT_CODES.inconclusive;
}

function isStale({ waivers }: RunResult): boolean {
  return waivers?.entries.some(({ state }) => state === "stale") === true;
}

/** True when every suite came to its end and had each of its operations confirmed. */
function isTested({ ended, suites }: RunResult): boolean {
  return (
    ended.how === "complete" &&
    suites.every((suite) => suite.verdict !== "inconclusive" && suite.operations.every(({ confirmed }) => confirmed))
  );
}
