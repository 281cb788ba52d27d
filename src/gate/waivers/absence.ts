import type { RunResult, SuiteResult, Waiver, WaiverState } from "../../result/index.ts";
import { BESIDE, leftOut } from "../left-out.ts";

/** What it means that the finding of a waiver is not in a result. */
export interface Absence {
  readonly state: Exclude<WaiverState, "used" | "expired">;
  readonly message: string;
}

/**
 * Judges a waiver whose finding is not there. It is stale only where all that could have shown the finding ran in full and
 * showed nothing: under any selection, in a part of a run and after an early end nothing is said about it.
 */
export function absenceOf(waiver: Waiver, result: RunResult): Absence {
  const partial = partOnly(result);
  if (partial !== undefined) return notJudged(partial);
  const scope = scopeOf(waiver, result);
  if (typeof scope === "string") return notJudged(scope);
  const gap = gapIn(scope, waiver, result);
  if (gap !== undefined) return gap;
  if (waiver.flaky === true) {
    return { state: "absent", message: "has no finding in this run; it does not show in every run" };
  }
  return { state: "stale", message: "is stale: all that could show its finding ran and passed; remove this line" };
}

/** Why a result says nothing about what it does not have. */
function partOnly({ ended, selection, shard, merged }: RunResult): string | undefined {
  if (ended.how !== "complete") return `the run ended early: ${ended.how}`;
  if (shard !== undefined) return `this is part ${shard.index} of ${shard.count}: scimproof merge judges it`;
  if (merged !== undefined && merged.missing.length > 0) return "a part of the run is missing";
  if (selection === undefined) return "the result does not say what was left out";
  if (selection.grep !== undefined || selection.grepInvert !== undefined || selection.replay === true) {
    return "only some scenarios were selected";
  }
  return undefined;
}

/** The suites that the finding of a waiver can be of; a sentence where they did not all run. */
function scopeOf({ suite }: Waiver, { suites, selection }: RunResult): readonly SuiteResult[] | string {
  if (suite === undefined) {
    return selection?.allSuites === true ? suites : "it names no suite, and not all suites ran";
  }
  const own = suites.filter(({ id }) => id === suite);
  return own.length === 0 ? `the suite ${suite} did not run` : own;
}

function gapIn(suites: readonly SuiteResult[], waiver: Waiver, result: RunResult): Absence | undefined {
  for (const suite of suites) {
    if (suite.ended !== "complete") return notJudged(`the suite ${suite.id} did not run to its end`);
    const named = waiver.scenarios?.filter((id) => !BESIDE.has(id)) ?? [];
    const gap =
      named.length > 0 ? gapInNamed(named, suite, result) : gapInAll(suite, result, waiver.scenarios === undefined);
    if (gap !== undefined) return gap;
  }
  return undefined;
}

function gapInNamed(named: readonly string[], suite: SuiteResult, result: RunResult): Absence | undefined {
  for (const id of named) {
    const scenario = suite.scenarios.find((one) => one.id === id);
    if (scenario !== undefined && isPassed(scenario, suite, result)) continue;
    if (scenario !== undefined) return notJudged(`its scenario ${id} did not pass: ${scenario.outcome}`);
    const left = leftOut(result, suite.id, id);
    if (left !== undefined) return notJudged(`its scenario ${id} did not run: ${left.reason}`);
    return {
      state: "absent",
      message: `names a scenario that ${suite.id} does not have any more, ${id}: see whether it is still needed`,
    };
  }
  return undefined;
}

/** @param isUnknown true where any scenario may be the one, also one that belongs to another depth */
function gapInAll(suite: SuiteResult, result: RunResult, isUnknown: boolean): Absence | undefined {
  const open = suite.scenarios.find((one) => one.outcome !== "not-applicable" && !isPassed(one, suite, result));
  if (open !== undefined) return notJudged(`${open.id} did not pass: ${open.outcome}`);
  const deeper = result.notTested.find((one) => one.suite === suite.id && one.reason.startsWith("belongs to --depth"));
  if (!isUnknown || deeper === undefined) return undefined;
  return { state: "absent", message: `has no finding in this run; ${deeper.id} ${deeper.reason}, and may show it` };
}

/**
 * True where a scenario showed nothing that is not known: it passed, or all that it found is waived. Without the second, one
 * finding that shows in every answer would keep all other lines for ever.
 */
function isPassed(
  { outcome, findings }: SuiteResult["scenarios"][number],
  suite: SuiteResult,
  result: RunResult,
): boolean {
  if (outcome === "passed") return true;
  if (outcome !== "failed") return false;
  return result.findings
    .filter(({ suite: of, fingerprint }) => of === suite.id && findings.includes(fingerprint))
    .every(({ severity, waived }) => waived !== null || severity === "notice" || severity === "none");
}

function notJudged(message: string): Absence {
  return { state: "not-judged", message };
}
