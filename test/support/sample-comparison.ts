import { compareResults } from "../../src/gate/index.ts";
import { SAMPLE_RESULT } from "../../src/report/fixtures/sample-result.ts";
import type { Comparison, Finding, RunResult } from "../../src/result/index.ts";

const [, second, third] = SAMPLE_RESULT.findings as readonly [Finding, Finding, Finding, ...Finding[]];

/** A finding under another fingerprint. */
const other = (finding: Finding, fingerprint: string, scenarios: readonly string[]): Finding => ({
  ...finding,
  fingerprint,
  scenarios,
});

const WITHOUT_VERDICT = new Set(["put.members.nested"]);

/** The run before: other findings, and requirements that came out otherwise. */
const OLD: RunResult = {
  ...SAMPLE_RESULT,
  startedAt: "2026-10-27T09:00:00.000Z",
  suites: SAMPLE_RESULT.suites.map((suite) => ({
    ...suite,
    seed: 7,
    scenarios: suite.scenarios.map((one) =>
      WITHOUT_VERDICT.has(one.id) ? { ...one, outcome: "failed" as const } : one,
    ),
  })),
  findings: [
    { ...second, severity: "notice" },
    other(third, "aaaaaaaaaaaa", ["put.members.clear"]),
    other(third, "bbbbbbbbbbbb", ["put.members.nested"]),
    ...SAMPLE_RESULT.findings.slice(2, -2),
  ],
  requirements: SAMPLE_RESULT.requirements.map((one, at) => {
    const before = (["passed", "failed", "passed", "not-tested", "blocked"] as const)[at % 5] ?? "passed";
    return { ...one, outcome: before };
  }),
};

/** A comparison that has something in every section. */
export const SAMPLE_COMPARISON: Comparison = compareResults(
  { file: "last-week/results.json", result: OLD },
  { file: "reports/results.json", result: SAMPLE_RESULT },
  "error",
);
