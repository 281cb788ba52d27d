import {
  type Finding,
  type Level,
  type Party,
  type RequirementResult,
  type RunResult,
  SEVERITIES,
  type Severity,
  type Verdict,
} from "../result/index.ts";

/** How a requirement came out, as in results. */
export type RequirementOutcome = RequirementResult["outcome"];

/** All outcomes in the order in which reports list them: what needs a person first. */
export const REQUIREMENT_OUTCOMES: readonly RequirementOutcome[] = [
  ...(["failed", "harness-error", "blocked", "inconclusive", "not-tested", "not-applicable"] as const),
  ...(["untestable", "passed"] as const),
];

/** An outcome as a person reads it. */
export const OUTCOME_WORD: Readonly<Record<RequirementOutcome, string>> = {
  passed: "passed",
  failed: "failed",
  "not-applicable": "not applicable",
  blocked: "blocked",
  inconclusive: "inconclusive",
  "harness-error": "harness error",
  untestable: "untestable",
  "not-tested": "not tested",
};

/** The verdict as a heading. */
export const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  conformant: "Conformant",
  nonconformant: "Not conformant",
  inconclusive: "Inconclusive",
};

/** What each section of findings is called, by whose duty they concern. */
export const PARTY_TITLE: Readonly<Record<Party, string>> = {
  "server-document": "Against the vendor's own document",
  "server-rfc": "Against the RFCs",
  document: "Defects of the document",
  client: "Needs of the identity provider",
};

const SEVERITY_RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2, none: 3 };

const LEVEL_RANK: Readonly<Record<Level, number>> = {
  SECURITY: 0,
  MUST: 1,
  DOCUMENT: 2,
  DERIVED: 3,
  SHOULD: 4,
  MAY: 5,
  CLIENT: 6,
};

/** Findings worst first: by severity, the waived after the others, then by level; else as found. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (one, two) =>
      SEVERITY_RANK[one.severity] - SEVERITY_RANK[two.severity] ||
      Number(one.waived !== null) - Number(two.waived !== null) ||
      LEVEL_RANK[one.level] - LEVEL_RANK[two.level],
  );
}

/** The worst severity that something in a list has; undefined of an empty list. */
export function worstSeverity(some: readonly { readonly severity: Severity }[]): Severity | undefined {
  return SEVERITIES.find((severity) => some.some((one) => one.severity === severity));
}

/** True when a finding decides the verdict: of severity error and not waived. */
export function isDeciding(finding: Finding): boolean {
  return finding.severity === "error" && finding.waived === null;
}

/** What it means that certificates were not checked. */
export const INSECURE_TEXT =
  "Any certificate was accepted (--insecure): whoever was on the way to the server could read and change everything, the credential included.";

/** True where only embedded targets were tested: then it tells of Scimproof, and of no server. */
export function isSelfTest({ suites }: Pick<RunResult, "suites">): boolean {
  return suites.length > 0 && suites.every(({ target }) => target.kind === "embedded");
}

/** True when certificates of a target were not checked. */
export function isInsecure({ suites }: Pick<RunResult, "suites">): boolean {
  return suites.some(({ target }) => target.insecure === true);
}
