import type {
  ChangedFinding,
  ComparedFinding,
  ComparedResult,
  Comparison,
  Finding,
  NewFinding,
  RunResult,
  UntestedFinding,
} from "../../result/index.ts";
import type { NamedResult } from "../merge/merge-results.ts";
import { isFailing, plural } from "../verdict.ts";
import { notesOn } from "./notes.ts";
import { requirementChanges } from "./requirement-changes.ts";
import { showedNothing } from "./tested.ts";

/**
 * Holds two results against each other, finding by finding: sums hide what cancels out.
 *
 * @param failOn which of the new findings would fail a run
 */
export function compareResults(
  before: NamedResult,
  after: NamedResult,
  failOn: RunResult["gate"]["failOn"],
): Comparison {
  const [old, fresh] = [before.result, after.result];
  const oldOnes = new Map(old.findings.map((finding) => [finding.fingerprint, finding]));
  const newOnes = new Map(fresh.findings.map((finding) => [finding.fingerprint, finding]));
  const added = fresh.findings
    .filter(({ fingerprint }) => !oldOnes.has(fingerprint))
    .map((finding) => newFinding(finding, old, failOn));
  const gone: ComparedFinding[] = [];
  const notTested: UntestedFinding[] = [];
  for (const finding of old.findings.filter(({ fingerprint }) => !newOnes.has(fingerprint))) {
    const reason = finding.scenarios
      .map((id) => showedNothing(fresh, finding.suite, id))
      .find((why) => why !== undefined);
    if (reason === undefined) gone.push(compared(finding));
    else notTested.push({ ...compared(finding), reason });
  }
  const changed: ChangedFinding[] = [];
  const same: ComparedFinding[] = [];
  for (const finding of fresh.findings) {
    const earlier = oldOnes.get(finding.fingerprint);
    if (earlier === undefined) continue;
    const changes = changesOf(earlier, finding);
    if (changes.length === 0) same.push(compared(finding));
    else changed.push({ ...compared(finding), changes });
  }
  const findings = { new: added, gone, notTested, changed, same };
  const requirements = requirementChanges(old, fresh);
  return {
    schemaVersion: 1,
    old: resultOf(before),
    new: resultOf(after),
    failOn,
    notes: notesOn(old, fresh),
    findings,
    requirements,
    sentence: sentenceOf(
      findings,
      requirements.filter(({ kind }) => kind === "coverage-lost").length,
      old.verdict,
      fresh.verdict,
    ),
  };
}

/** True where a comparison fails: a new finding that would fail a run. */
export function isWorse({ findings }: Comparison): boolean {
  return findings.new.some(({ fails }) => fails);
}

function newFinding(finding: Finding, old: RunResult, failOn: Comparison["failOn"]): NewFinding {
  return {
    ...compared(finding),
    fails: failOn !== "never" && finding.waived === null && isFailing(finding, failOn),
    firstTested: finding.scenarios.every((id) => showedNothing(old, finding.suite, id) !== undefined),
  };
}

function compared(finding: Finding): ComparedFinding {
  const { fingerprint, suite, requirement, severity, party, operation, title, message, citation } = finding;
  return {
    fingerprint,
    suite,
    requirement,
    severity,
    party,
    operation,
    title,
    message,
    citation,
    waived: finding.waived !== null,
    scenarios: finding.scenarios,
  };
}

/** How often it was seen, and what its proof is, change with every run; these do not. */
function changesOf(old: Finding, fresh: Finding): readonly string[] {
  return [
    ...(old.severity === fresh.severity ? [] : [`severity was ${old.severity}, is ${fresh.severity}`]),
    ...(old.level === fresh.level ? [] : [`level was ${old.level}, is ${fresh.level}`]),
    ...(old.waived === null && fresh.waived !== null ? [`is waived until ${fresh.waived.until}`] : []),
    ...(old.waived !== null && fresh.waived === null ? ["is not waived any more"] : []),
  ];
}

function resultOf({ file, result }: NamedResult): ComparedResult {
  const { verdict, sentence, startedAt, tool } = result;
  return { file, verdict, sentence, startedAt, toolVersion: tool.version };
}

function sentenceOf(
  findings: Comparison["findings"],
  lost: number,
  before: RunResult["verdict"],
  after: RunResult["verdict"],
): string {
  const failing = findings.new.filter(({ fails }) => fails).length;
  const which =
    failing === 0 ? ", none of which fails a run" : failing === findings.new.length ? "" : `, ${failing} of which fail`;
  const counts = [
    `${plural(findings.new.length, "new finding")}${findings.new.length === 0 ? "" : which}`,
    `${findings.gone.length} gone`,
    `${findings.changed.length} changed`,
    `${findings.same.length} still there`,
    ...(findings.notTested.length === 0 ? [] : [`${findings.notTested.length} not tested any more`]),
  ];
  const coverage = lost === 0 ? "" : ` ${plural(lost, "requirement")} lost ${lost === 1 ? "its" : "their"} test.`;
  const verdict = before === after ? `The verdict is still ${after}.` : `The verdict was ${before} and is ${after}.`;
  return `${counts.join(", ")}.${coverage} ${verdict}`;
}
