import type { Finding, RunResult } from "../../result/index.ts";
import { type CaseState, casesOf, type ReportCase, runCases } from "../cases.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { plainBlock } from "../terminal/failure-block.ts";
import { inertDeep, inertLine } from "../text.ts";

/** The version of the Common Test Report Format that is written: https://ctrf.io, draft 0.0. */
const SPEC_VERSION = "0.0.0";

// A fault of ours must not be green; a waiver is neither a pass nor a test that was left out.
const STATUS: Readonly<Record<CaseState, "passed" | "failed" | "skipped" | "other">> = {
  passed: "passed",
  failed: "failed",
  error: "failed",
  skipped: "skipped",
  waived: "other",
};

/** The result as a CTRF report: a test for each scenario, each requirement, the verdict of each suite and each waiver. */
export function renderCtrf(result: RunResult): string {
  const lookup = lookupOf(result);
  const cases = [...result.suites.flatMap((suite) => casesOf(suite, result, lookup)), ...runCases(result)];
  const start = Date.parse(result.startedAt);
  const duration = Math.round(result.summary.durationMs);
  const count = (status: string): number => cases.filter(({ state }) => STATUS[state] === status).length;
  const report = {
    reportFormat: "CTRF",
    specVersion: SPEC_VERSION,
    timestamp: new Date(start + duration).toISOString(),
    generatedBy: "scimproof",
    results: {
      tool: { name: "scimproof", version: result.tool.version },
      summary: {
        tests: cases.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: count("other"),
        suites: result.suites.length,
        start,
        stop: start + duration,
        duration,
        extra: { verdict: result.verdict, sentence: result.sentence, ended: result.ended.how },
      },
      tests: cases.map((one) => testOf(one, lookup)),
      environment: {
        reportName: "Scimproof",
        osPlatform: result.environment.platform,
        extra: { node: result.environment.node, command: result.environment.command, suites: suitesOf(result) },
      },
    },
  };
  return `${JSON.stringify(inertDeep(report), undefined, 2)}\n`;
}

function suitesOf(result: RunResult): readonly object[] {
  return result.suites.map(({ id, title, target, document, seed, verdict, reason }) => {
    const { url, kind, access, insecure } = target;
    return { id, title, target: { url, kind, access, insecure }, document, seed, verdict, reason };
  });
}

function testOf(told: ReportCase, lookup: Lookup): object {
  const { id, title, kind, suite, state, outcome, message, durationMs, deciding, others } = told;
  const findings = [...deciding, ...others];
  return {
    name: inertLine(`${id}: ${title}`),
    status: STATUS[state],
    duration: Math.round(durationMs),
    suite: [suite, ...(kind === "requirement" ? ["requirements"] : [])],
    ...(message === "" ? {} : { message: inertLine(message) }),
    ...(deciding.length === 0 ? {} : { trace: deciding.map((one) => blockOf(one, lookup)).join("\n\n") }),
    ...placeOf(deciding[0], lookup),
    rawStatus: outcome,
    tags: [kind, ...new Set(findings.map(({ severity }) => severity))],
    type: "api",
    ...(others.length === 0 ? {} : { stdout: others.map((one) => blockOf(one, lookup)) }),
    ...(findings.length === 0 ? {} : { extra: { findings: findings.map(({ fingerprint }) => fingerprint) } }),
  };
}

/** Where in the document the operation is declared that the worst finding is about. */
function placeOf(finding: Finding | undefined, lookup: Lookup): { readonly filePath?: string; readonly line?: number } {
  const place = finding === undefined ? undefined : lookup.place(finding);
  return place === undefined ? {} : { filePath: place.file, line: place.line };
}

function blockOf(finding: Finding, lookup: Lookup): string {
  return plainBlock(finding, lookup).join("\n");
}
