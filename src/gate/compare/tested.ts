import type { RunResult } from "../../result/index.ts";
import { BESIDE, leftOut } from "../left-out.ts";

/**
 * Why a result says nothing about what a scenario shows.
 *
 * @returns undefined where the scenario ran to a verdict
 */
export function showedNothing(result: RunResult, suite: string, scenario: string): string | undefined {
  const own = result.suites.find(({ id }) => id === suite);
  if (own === undefined) return `the suite ${suite} did not run`;
  if (BESIDE.has(scenario)) {
    const failed = own.preflight.find(({ outcome }) => outcome === "failed");
    return failed === undefined ? undefined : `the preflight failed: ${failed.message}`;
  }
  const ran = own.scenarios.find(({ id }) => id === scenario);
  if (ran === undefined) {
    const left = leftOut(result, suite, scenario);
    return `${scenario} did not run: ${left?.reason ?? `${suite} does not have it`}`;
  }
  if (ran.outcome === "passed" || ran.outcome === "failed") return undefined;
  return `${scenario} came to no verdict: ${ran.outcome}`;
}
