import type {
  CleanupResult,
  Finding,
  Outcome,
  OutcomeCounts,
  RequirementResult,
  RunResult,
  SuiteResult,
  Verdict,
} from "../result/index.ts";

/** Counts of every outcome, all present. */
export function countOutcomes(outcomes: Iterable<Outcome>): Record<Outcome, number> {
  const counts: Record<Outcome, number> = {
    passed: 0,
    failed: 0,
    "not-applicable": 0,
    blocked: 0,
    inconclusive: 0,
    "harness-error": 0,
  };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}

/** Requirements by outcome; findings about a document are not counted among what the server had to do. */
export function countRequirements(requirements: readonly RequirementResult[]): RunResult["summary"]["requirements"] {
  const counts = { ...countOutcomes([]), untestable: 0, "not-tested": 0 };
  for (const { outcome, party } of requirements) if (party !== "document") counts[outcome] += 1;
  return counts;
}

/** Findings by severity; those that are waived apart. */
export function countFindings(findings: readonly Finding[]): RunResult["summary"]["findings"] {
  const counts = { error: 0, warning: 0, notice: 0, none: 0, waived: 0 };
  for (const { severity, waived } of findings) counts[waived === null ? severity : "waived"] += 1;
  return counts;
}

/** Counts of outcomes added up. */
export function sumOutcomes(parts: Iterable<OutcomeCounts>): OutcomeCounts {
  const sum = countOutcomes([]);
  for (const part of parts) for (const outcome of Object.keys(sum) as Outcome[]) sum[outcome] += part[outcome];
  return sum;
}

/** What became of all that several suites, or several runs, made. */
export function sumCleanup(parts: readonly CleanupResult[]): CleanupResult {
  return {
    created: parts.reduce((total, { created }) => total + created, 0),
    removed: parts.reduce((total, { removed }) => total + removed, 0),
    left: parts.flatMap(({ left }) => left),
    restored: parts.flatMap(({ restored }) => restored),
  };
}

/** Nonconformant before inconclusive before conformant; no suite at all is inconclusive. */
export function worstVerdict(suites: readonly Pick<SuiteResult, "verdict">[]): Verdict {
  const verdicts = suites.map(({ verdict }) => verdict);
  if (verdicts.includes("nonconformant")) return "nonconformant";
  return verdicts.length === 0 || verdicts.includes("inconclusive") ? "inconclusive" : "conformant";
}
