import type { Finding, RunResult, SuiteResult } from "../result/index.ts";
import { sentenceOf } from "./sentence.ts";
import { suiteVerdict } from "./suite-verdict.ts";
import { countFindings, worstVerdict } from "./summary.ts";

/**
 * Judges a result again from what stands in it: after findings were waived, or parts were joined. What nothing was done to
 * comes out as it was.
 */
export function conclude(result: RunResult): RunResult {
  const suites = result.suites.map((suite) => ({ ...suite, ...verdictIn(suite, result) }));
  const judged: RunResult = {
    ...result,
    suites,
    verdict: verdictOver(suites, result),
    summary: { ...result.summary, findings: countFindings(result.findings) },
  };
  return { ...judged, sentence: sentenceOf(judged) };
}

/** Nothing can be said of suites that were in a part that is missing, and so stand nowhere. */
function verdictOver(suites: readonly SuiteResult[], { merged }: RunResult): RunResult["verdict"] {
  const worst = worstVerdict(suites);
  return worst === "conformant" && merged !== undefined && merged.missing.length > 0 ? "inconclusive" : worst;
}

function verdictIn(suite: SuiteResult, result: RunResult): Pick<SuiteResult, "verdict" | "reason"> {
  // Earlier versions do not say it of each suite.
  const ended = suite.ended ?? (result.ended.how === "complete" ? "complete" : "aborted");
  const client = result.clients?.find((one) => one.suite === suite.id)?.title;
  return suiteVerdict({ ...suite, ended }, findingsIn(suite, result.findings), result.gate, client);
}

function findingsIn({ id }: SuiteResult, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ suite }) => suite === id);
}
