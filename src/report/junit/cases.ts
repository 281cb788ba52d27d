import type { Finding, NotTested, RequirementResult, ScenarioResult, SuiteResult } from "../../result/index.ts";
import type { Lookup } from "../lookup.ts";
import { failureBlock } from "../terminal/failure-block.ts";
import { palette } from "../terminal/palette.ts";
import { inertLine } from "../text.ts";
import { isDeciding, OUTCOME_WORD, type RequirementOutcome, worstFirst } from "../words.ts";
import { element, type Xml } from "./xml.ts";

/** A test case with what its suite counts. */
export interface Case {
  readonly xml: Xml;
  readonly counts: "passed" | "failure" | "error" | "skipped";
}

/** A scenario as a test case. */
export function scenarioCase(suite: SuiteResult, scenario: ScenarioResult, lookup: Lookup): Case {
  return testCase({
    classname: suite.id,
    name: `${scenario.id}: ${scenario.title}`,
    seconds: scenario.durationMs / 1000,
    outcome: scenario.outcome,
    reason: scenario.reason,
    findings: findingsOf(scenario.findings, lookup),
    lookup,
  });
}

/** A requirement as a test case. */
export function requirementCase(requirement: RequirementResult, lookup: Lookup): Case {
  return testCase({
    classname: `${requirement.suite}.requirements`,
    name: `${requirement.id}: ${requirement.text}`,
    seconds: 0,
    outcome: requirement.outcome,
    reason: requirement.reason,
    findings: findingsOf(requirement.findings, lookup),
    lookup,
  });
}

interface Told {
  readonly classname: string;
  readonly name: string;
  readonly seconds: number;
  readonly outcome: RequirementOutcome | NotTested["outcome"];
  readonly reason: string | undefined;
  readonly findings: readonly Finding[];
  readonly lookup: Lookup;
}

/**
 * Only findings that decide the verdict make a failure: a gate that reads JUnit then agrees with the exit code.
 * Warnings and notices are told in system-out; what is waived is skipped, with its reason.
 */
function testCase(told: Told): Case {
  const deciding = told.findings.filter(isDeciding);
  const others = told.findings.filter((finding) => !isDeciding(finding));
  const attributes = { classname: told.classname, name: inertLine(told.name), time: told.seconds.toFixed(3) };
  const out = others.flatMap((one) => blockOf(one, told.lookup).concat(""));
  const systemOut = out.length === 0 ? [] : [element("system-out", {}, out.join("\n"))];
  const result = resultOf(told, deciding);
  const children = [...(result.xml === undefined ? [] : [result.xml]), ...systemOut];
  return { xml: element("testcase", attributes, ...children), counts: result.counts };
}

function resultOf(told: Told, deciding: readonly Finding[]): { readonly counts: Case["counts"]; readonly xml?: Xml } {
  const [worst] = deciding;
  if (worst !== undefined) {
    const text = deciding.map((finding) => blockOf(finding, told.lookup).join("\n")).join("\n\n");
    const more = deciding.length > 1 ? ` (and ${deciding.length - 1} more)` : "";
    const attributes = { message: `${inertLine(worst.message)}${more}`, type: worst.requirement };
    return { counts: "failure", xml: element("failure", attributes, text) };
  }
  const waived = told.findings.find((finding) => finding.severity === "error" && finding.waived !== null)?.waived;
  if (waived !== null && waived !== undefined) {
    const message = `waived until ${waived.until}: ${inertLine(waived.reason)}`;
    return { counts: "skipped", xml: element("skipped", { message }) };
  }
  const message = `${OUTCOME_WORD[told.outcome]}: ${inertLine(told.reason ?? "no reason recorded")}`;
  if (told.outcome === "harness-error") {
    return { counts: "error", xml: element("error", { message, type: "harness-error" }, message) };
  }
  if (told.outcome === "failed" && told.findings.length === 0) {
    return { counts: "failure", xml: element("failure", { message, type: "failed" }, message) };
  }
  if (told.outcome === "passed" || told.outcome === "failed") return { counts: "passed" };
  return { counts: "skipped", xml: element("skipped", { message }) };
}

function blockOf(finding: Finding, lookup: Lookup): readonly string[] {
  const waived =
    finding.waived === null ? [] : [`waived until ${finding.waived.until}: ${inertLine(finding.waived.reason)}`];
  const setting = { paint: palette(false), width: Number.POSITIVE_INFINITY };
  return [`[${finding.severity}] ${finding.party}`, ...waived, ...failureBlock(finding, lookup, setting)];
}

function findingsOf(fingerprints: readonly string[], lookup: Lookup): readonly Finding[] {
  return worstFirst(fingerprints.map((one) => lookup.finding(one)).filter((one) => one !== undefined));
}
