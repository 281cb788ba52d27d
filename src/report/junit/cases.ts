import type { Finding } from "../../result/index.ts";
import { type ReportCase, waiverText } from "../cases.ts";
import type { Lookup } from "../lookup.ts";
import { plainBlock } from "../terminal/failure-block.ts";
import { inertLine } from "../text.ts";
import { element, type Xml } from "./xml.ts";

/** A test case with what its suite counts. */
export interface Case {
  readonly xml: Xml;
  readonly counts: "passed" | "failure" | "error" | "skipped";
}

/**
 * A case as JUnit writes it: what fails, with the requests as curl, in `failure`; warnings and notices in `system-out`;
 * what is waived is skipped, with its reason. `properties` within a test case are left out: the schemas of Jenkins and
 * Surefire do not allow them.
 */
export function testCase(told: ReportCase, lookup: Lookup): Case {
  const attributes = {
    classname: told.kind === "requirement" ? `${told.suite}.requirements` : told.suite,
    name: inertLine(`${told.id}: ${told.title}`),
    time: (told.durationMs / 1000).toFixed(3),
  };
  const out = told.others.flatMap((one) => blockOf(one, lookup).concat(""));
  if (told.state === "passed" && told.message !== "") out.push(inertLine(told.message));
  const systemOut = out.length === 0 ? [] : [element("system-out", {}, out.join("\n"))];
  const result = resultOf(told, lookup);
  const children = [...(result.xml === undefined ? [] : [result.xml]), ...systemOut];
  return { xml: element("testcase", attributes, ...children), counts: result.counts };
}

function resultOf(told: ReportCase, lookup: Lookup): { readonly counts: Case["counts"]; readonly xml?: Xml } {
  const message = inertLine(told.message);
  switch (told.state) {
    case "passed":
      return { counts: "passed" };
    case "failed": {
      const blocks = told.deciding.map((finding) => blockOf(finding, lookup).join("\n"));
      const text = blocks.length === 0 ? message : blocks.join("\n\n");
      const type = told.deciding[0]?.requirement ?? told.outcome;
      return { counts: "failure", xml: element("failure", { message, type }, text) };
    }
    case "error":
      return { counts: "error", xml: element("error", { message, type: told.outcome }, message) };
    case "waived":
    case "skipped":
      return { counts: "skipped", xml: element("skipped", { message }) };
  }
}

function blockOf(finding: Finding, lookup: Lookup): readonly string[] {
  const waived = finding.waived === null ? [] : [inertLine(waiverText(finding.waived))];
  return [`[${finding.severity}] ${finding.party}`, ...waived, ...plainBlock(finding, lookup)];
}
