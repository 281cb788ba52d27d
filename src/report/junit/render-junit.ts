import { groupBy, type RunResult, type SuiteResult } from "../../result/index.ts";
import { casesOf, type ReportCase, runCases } from "../cases.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { type Case, testCase } from "./cases.ts";
import { element, type Xml } from "./xml.ts";

/**
 * The result as JUnit XML, in the form that Jenkins and GitLab read: a test suite for each of ours. It keeps to what the
 * schemas of Jenkins (`junit-10.xsd` of its xUnit plugin) and of Maven Surefire have in common.
 */
export function renderJunit(result: RunResult): string {
  const lookup = lookupOf(result);
  const suites = result.suites.map((suite) => suiteOf(suite, result, lookup));
  const apart = [...groupBy(runCases(result), ({ suite }) => suite)].map(([name, own]) =>
    suiteApart(name, own, lookup),
  );
  const all = [...suites, ...apart];
  const cases = all.flatMap((suite) => suite.cases);
  // The root of Jenkins's schema counts no skipped ones.
  const { skipped: _, ...counts } = countsOf(cases);
  const attributes = { name: "scimproof", time: (result.summary.durationMs / 1000).toFixed(3), ...counts };
  const root = element("testsuites", attributes, ...all.map((suite) => suite.xml));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

interface Written {
  readonly xml: Xml;
  readonly cases: readonly Case[];
}

/** What is of no suite of ours stands in one of its own: each waiver, the verdict of the run. */
function suiteApart(name: string, own: readonly ReportCase[], lookup: Lookup): Written {
  const cases = own.map((one) => testCase(one, lookup));
  const attributes = { name, ...countsOf(cases), time: "0.000" };
  return { xml: element("testsuite", attributes, ...cases.map(({ xml }) => xml)), cases };
}

function suiteOf(suite: SuiteResult, result: RunResult, lookup: Lookup): Written {
  const cases = casesOf(suite, result, lookup).map((one) => testCase(one, lookup));
  const milliseconds = suite.scenarios.reduce((sum, scenario) => sum + scenario.durationMs, 0);
  const attributes = {
    name: suite.id,
    ...countsOf(cases),
    time: (milliseconds / 1000).toFixed(3),
    timestamp: result.startedAt,
  };
  const summary = element("system-out", {}, `${suite.title}: ${suite.verdict}. ${suite.reason}\n${result.sentence}`);
  const children = [propertiesOf(suite, result), ...cases.map((one) => one.xml), summary];
  return { xml: element("testsuite", attributes, ...children), cases };
}

function propertiesOf(suite: SuiteResult, result: RunResult): Xml {
  const properties: Readonly<Record<string, string | number>> = {
    verdict: suite.verdict,
    reason: suite.reason,
    seed: suite.seed,
    target: suite.target.url,
    targetKind: suite.target.kind,
    ...(suite.target.access === undefined ? {} : { access: suite.target.access.join(", ") }),
    ...(suite.target.insecure === true ? { insecure: "true" } : {}),
    document: `${suite.document.title} ${suite.document.version}`,
    digest: suite.document.digest,
    runId: suite.runId,
    toolVersion: result.tool.version,
    ended: result.ended.how,
    ...waivedIn(suite, result),
    replay: result.environment.command,
  };
  const rows = Object.entries(properties).map(([name, value]) => element("property", { name, value }));
  return element("properties", {}, ...rows);
}

function waivedIn(suite: SuiteResult, { findings }: RunResult): { readonly waived?: string } {
  const waived = findings.filter((finding) => finding.suite === suite.id && finding.waived !== null);
  const told = waived.map((finding) => `${finding.fingerprint} until ${finding.waived?.until}`);
  return told.length === 0 ? {} : { waived: told.join(", ") };
}

function countsOf(cases: readonly Case[]): Readonly<Record<"tests" | "failures" | "errors" | "skipped", number>> {
  const of = (kind: Case["counts"]) => cases.filter((one) => one.counts === kind).length;
  return { tests: cases.length, failures: of("failure"), errors: of("error"), skipped: of("skipped") };
}
