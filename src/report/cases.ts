import type {
  Finding,
  RequirementResult,
  RunResult,
  ScenarioResult,
  SuiteResult,
  Verdict,
  Waived,
  WaiverResult,
} from "../result/index.ts";
import type { Lookup } from "./lookup.ts";
import { isDeciding, OUTCOME_WORD, type RequirementOutcome, worstFirst } from "./words.ts";

/** How a case came out, for formats that know passed, failed and skipped: `error` is a fault of ours. */
export type CaseState = "passed" | "failed" | "error" | "waived" | "skipped";

/** A scenario, a requirement, a verdict or a waiver, as one test of the formats that know tests only. */
export interface ReportCase {
  readonly kind: "scenario" | "requirement" | "verdict" | "waiver";
  /** The id of its suite; `waivers` or `run` for what is of none. */
  readonly suite: string;
  readonly id: string;
  readonly title: string;
  readonly durationMs: number;
  readonly state: CaseState;
  /** The outcome in our own words: `blocked`, `waived`. */
  readonly outcome: string;
  /** Why, in a line; empty when passed, but for a waiver. May hold strings of a server. */
  readonly message: string;
  /** Findings that decide the verdict, worst first. */
  readonly deciding: readonly Finding[];
  /** Warnings, notices and what is waived, worst first. */
  readonly others: readonly Finding[];
}

/**
 * The cases of a suite, in a fixed order. Only findings that decide the verdict make one fail, and a verdict that is not
 * `conformant` is a case of its own: a gate that reads such a report alone then agrees with the exit code. An
 * inconclusive suite is never green because all in it was skipped.
 */
export function casesOf(suite: SuiteResult, result: RunResult, lookup: Lookup): readonly ReportCase[] {
  return [
    verdictCase(suite),
    ...suite.scenarios.map((scenario) => scenarioCase(suite, scenario, lookup)),
    ...result.requirements
      .filter((requirement) => requirement.suite === suite.id)
      .map((requirement) => requirementCase(suite, requirement, lookup)),
  ];
}

/**
 * The cases that are of no suite: what became of each waiver, and the verdict of the run where that is worse than the verdict
 * of every suite, as it is when suites stand in no part that was joined. With them such a report agrees with the exit code.
 */
export function runCases(result: RunResult): readonly ReportCase[] {
  const waivers = (result.waivers?.entries ?? []).map((entry) => waiverCase(entry, result.gate.failOn !== "never"));
  const isTold = result.suites.some(({ verdict }) => BADNESS[verdict] >= BADNESS[result.verdict]);
  return isTold || result.verdict === "conformant" ? waivers : [...waivers, runVerdictCase(result)];
}

/** A waiver in a line. */
export function waiverText({ until, reason }: Waived): string {
  return `waived until ${until}: ${reason}`;
}

const STATE_OF_VERDICT: Readonly<Record<Verdict, CaseState>> = {
  conformant: "passed",
  nonconformant: "failed",
  inconclusive: "error",
};

const BADNESS: Readonly<Record<Verdict, number>> = { conformant: 0, inconclusive: 1, nonconformant: 2 };

/** Of a waiver that has expired its finding tells, which counts again. */
function waiverCase({ fingerprint, reason, state, message }: WaiverResult, fails: boolean): ReportCase {
  const isJudged = state === "used" || state === "expired";
  return {
    kind: "waiver",
    suite: "waivers",
    id: fingerprint,
    title: reason,
    durationMs: 0,
    state: state === "stale" && fails ? "failed" : isJudged ? "passed" : "skipped",
    outcome: `${state}-waiver`,
    message,
    deciding: [],
    others: [],
  };
}

function runVerdictCase({ verdict, sentence, merged }: RunResult): ReportCase {
  const missing = merged?.missing ?? [];
  return {
    kind: "verdict",
    suite: "run",
    id: "verdict",
    title: "The run's verdict is conformant",
    durationMs: 0,
    state: STATE_OF_VERDICT[verdict],
    outcome: verdict,
    message: `${verdict}: ${missing.length === 0 ? sentence : missing.join("; ")}`,
    deciding: [],
    others: [],
  };
}

function verdictCase(suite: SuiteResult): ReportCase {
  return {
    kind: "verdict",
    suite: suite.id,
    id: "verdict",
    title: "The suite's verdict is conformant",
    durationMs: 0,
    state: STATE_OF_VERDICT[suite.verdict],
    outcome: suite.verdict,
    message: suite.verdict === "conformant" ? "" : `${suite.verdict}: ${suite.reason}`,
    deciding: [],
    others: [],
  };
}

function scenarioCase(suite: SuiteResult, scenario: ScenarioResult, lookup: Lookup): ReportCase {
  const { id, title, durationMs, outcome, reason, findings } = scenario;
  return { kind: "scenario", suite: suite.id, id, title, durationMs, ...judged(outcome, reason, findings, lookup) };
}

function requirementCase(suite: SuiteResult, requirement: RequirementResult, lookup: Lookup): ReportCase {
  const { id, text, outcome, reason, findings } = requirement;
  return {
    kind: "requirement",
    suite: suite.id,
    id,
    title: text,
    durationMs: 0,
    ...judged(outcome, reason, findings, lookup),
  };
}

type Judged = Pick<ReportCase, "state" | "outcome" | "message" | "deciding" | "others">;

function judged(
  outcome: RequirementOutcome,
  reason: string | undefined,
  fingerprints: readonly string[],
  lookup: Lookup,
): Judged {
  const findings = worstFirst(fingerprints.map((one) => lookup.finding(one)).filter((one) => one !== undefined));
  const deciding = findings.filter(isDeciding);
  const others = findings.filter((finding) => !isDeciding(finding));
  const [worst] = deciding;
  if (worst !== undefined) {
    const more = deciding.length > 1 ? ` (and ${deciding.length - 1} more)` : "";
    return { state: "failed", outcome: "failed", message: `${worst.message}${more}`, deciding, others };
  }
  const waived = findings.find((finding) => finding.severity === "error" && finding.waived !== null)?.waived;
  if (waived !== null && waived !== undefined) {
    return { state: "waived", outcome: "waived", message: waiverText(waived), deciding, others };
  }
  const message = `${OUTCOME_WORD[outcome]}: ${reason ?? "no reason recorded"}`;
  if (outcome === "harness-error") return { state: "error", outcome, message, deciding, others };
  // A failure whose finding is missing stays a failure.
  if (outcome === "failed" && findings.length === 0) return { state: "failed", outcome, message, deciding, others };
  if (outcome === "passed" || outcome === "failed") {
    return { state: "passed", outcome: "passed", message: "", deciding, others };
  }
  return { state: "skipped", outcome, message, deciding, others };
}
