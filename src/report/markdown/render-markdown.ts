import type { Finding, NotTested, RunResult, SuiteResult } from "../../result/index.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { duration, plural } from "../text.ts";
import { INSECURE_TEXT, isInsecure, isSelfTest, OUTCOME_WORD, VERDICT_WORD, worstFirst } from "../words.ts";
import { defectLines } from "./defects.ts";
import { findingBlock, findingLine } from "./finding.ts";
import { code, excerpt, prose } from "./inert-markdown.ts";
import { waiverLines } from "./waivers.ts";

/** What GitHub takes as a comment, in characters; UTF-16 code units are never fewer. */
export const MAX_LENGTH = 65_536;

const TABLE_ROOM = 12_000;
const NOT_TESTED_ROOM = 8_000;
const SENTENCE = 1_000;
// For what says that something was left out.
const REMARK = 300;

/**
 * The result as a summary in the Markdown of GitHub, for a step summary or a comment on a pull request: at most
 * {@link MAX_LENGTH} characters. What has no room is counted and named as left out, the least first; nothing is cut within.
 */
export function renderMarkdown(result: RunResult): string {
  const head = [...headLines(result), ...suiteTable(result.suites, result.findings)].join("\n");
  const tail = [
    ...defectLines(result),
    ...waiverLines(result),
    ...notTestedLines(result.notTested),
    ...cleanupLines(result),
    footer(result),
  ].join("\n");
  const room = MAX_LENGTH - head.length - tail.length - 2;
  return `${head}\n${findingLines(result, room)}\n${tail}`;
}

function headLines(result: RunResult): readonly string[] {
  const { verdict, sentence, ended, summary } = result;
  return [
    `## ${{ conformant: "✅", nonconformant: "❌", inconclusive: "❔" }[verdict]} SCIM: ${VERDICT_WORD[verdict].toLowerCase()}`,
    "",
    prose(excerpt(sentence, SENTENCE)),
    "",
    ...(isSelfTest(result) ? ["This tested Scimproof against its embedded targets, and no server.", ""] : []),
    ...(isInsecure(result) ? [`**${INSECURE_TEXT}**`, ""] : []),
    ...(ended.how === "complete"
      ? []
      : [`Ended early: ${prose(excerpt(`${ended.how}: ${ended.detail}`, SENTENCE))}`, ""]),
    `${plural(summary.requests, "request")} in ${duration(summary.durationMs)}.`,
    "",
  ];
}

function suiteTable(suites: readonly SuiteResult[], findings: readonly Finding[]): readonly string[] {
  if (suites.length === 0) return ["No suite ran.", ""];
  const lines = [
    "| Suite | Server | Verdict | Scenarios passed | failed | without verdict | Errors | Warnings | Waived |",
    "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
  ];
  let used = 0;
  let shown = 0;
  for (const suite of suites) {
    const row = suiteRow(
      suite,
      findings.filter((finding) => finding.suite === suite.id),
    );
    if (used + row.length > TABLE_ROOM) break;
    lines.push(row);
    used += row.length + 1;
    shown += 1;
  }
  const more = suites.length - shown;
  return [...lines, "", ...(more > 0 ? [`${plural(more, "further suite")} left out for want of room.`, ""] : [])];
}

function suiteRow({ id, target, verdict, scenarios }: SuiteResult, findings: readonly Finding[]): string {
  const passed = scenarios.filter(({ outcome }) => outcome === "passed").length;
  const failed = scenarios.filter(({ outcome }) => outcome === "failed").length;
  const open = findings.filter(({ waived }) => waived === null);
  const cells = [
    code(excerpt(id, 100)),
    code(excerpt(target.url, 200)),
    VERDICT_WORD[verdict],
    passed,
    failed,
    scenarios.length - passed - failed,
    open.filter(({ severity }) => severity === "error").length,
    open.filter(({ severity }) => severity === "warning").length,
    findings.length - open.length,
  ];
  return `| ${cells.join(" | ")} |`;
}

interface Group {
  readonly title: (count: number) => string;
  readonly has: (finding: Finding) => boolean;
}

/** Worst first; each finding is in the first group that has it. */
const GROUPS: readonly Group[] = [
  { title: (count) => plural(count, "error"), has: ({ severity, waived }) => severity === "error" && waived === null },
  {
    title: (count) => plural(count, "warning"),
    has: ({ severity, waived }) => severity === "warning" && waived === null,
  },
  { title: (count) => plural(count, "defect of the document", "defects of the document"), has: isDefect },
  {
    title: (count) => plural(count, "notice"),
    has: (finding) => finding.waived === null && finding.severity === "notice",
  },
  { title: (count) => plural(count, "need of an identity provider", "needs of identity providers"), has: isNeed },
  { title: (count) => `${count} waived`, has: ({ waived }) => waived !== null },
];

function isDefect({ party, waived }: Finding): boolean {
  return party === "document" && waived === null;
}

function isNeed({ severity, waived }: Finding): boolean {
  return severity === "none" && waived === null;
}

/** All findings while there is room, then in a line each, then as a number: never a lesser one in place of a worse. */
function findingLines(result: RunResult, room: number): string {
  const lookup = lookupOf(result);
  const findings = worstFirst(result.findings);
  if (findings.length === 0) return "### No findings\n";
  let text = "";
  let form: Form = "whole";
  let leftOut = 0;
  for (const group of GROUPS) {
    const own = findings.filter((finding) => GROUPS.find(({ has }) => has(finding)) === group);
    if (own.length === 0) continue;
    const heading = `### ${group.title(own.length)}\n\n`;
    if (text.length + heading.length + REMARK <= room) text += heading;
    else form = "none";
    for (const finding of own) {
      const left = room - REMARK - text.length;
      const [fitting, next] = fit(finding, lookup, form, left);
      form = next;
      if (fitting === undefined) leftOut += 1;
      else text += fitting;
    }
    if (form !== "none") text += "\n";
  }
  const remark =
    leftOut === 0 ? "" : `\n**${plural(leftOut, "finding")} left out for want of room.** All are in the report.\n`;
  return `${text}${remark}`;
}

type Form = "whole" | "line" | "none";

/** The finding in the best form that has room, and the form for those that follow. */
function fit(finding: Finding, lookup: Lookup, form: Form, left: number): readonly [string | undefined, Form] {
  if (form === "whole") {
    const whole = findingBlock(finding, lookup);
    if (whole.length + 1 <= left) return [whole, form];
  }
  const line = form === "none" ? undefined : findingLine(finding);
  return line !== undefined && line.length + 1 <= left ? [line, "line"] : [undefined, "none"];
}

function notTestedLines(entries: readonly NotTested[]): readonly string[] {
  if (entries.length === 0) return ["### Nothing was left untested", ""];
  const lines = [`### Not tested: ${entries.length}`, "", "<details><summary>What, and why</summary>", ""];
  let used = 0;
  let shown = 0;
  for (const { kind, id, outcome, reason, suite } of entries) {
    const line = `- ${kind} ${code(excerpt(id, 200))} of ${code(excerpt(suite, 100))}, ${OUTCOME_WORD[outcome]}: ${prose(excerpt(reason, 300))}`;
    if (used + line.length > NOT_TESTED_ROOM) break;
    lines.push(line);
    used += line.length + 1;
    shown += 1;
  }
  const more = entries.length - shown;
  return [...lines, ...(more > 0 ? [`- and ${more} more, in the report`] : []), "", "</details>", ""];
}

function cleanupLines({ cleanup }: RunResult): readonly string[] {
  const { created, removed, left } = cleanup;
  const counts = `Cleaned up: ${created} created, ${removed} removed, ${left.length} left.`;
  const shown = left.slice(0, 10).map(({ type, id, reason }) => {
    return `- left: ${code(excerpt(`${type} ${id}`, 200))}: ${prose(excerpt(reason, 200))}`;
  });
  const more = left.length - shown.length;
  return [counts, "", ...shown, ...(more > 0 ? [`- and ${more} more`] : []), ...(left.length === 0 ? [] : [""])];
}

/** Where the rest is: a summary has no address of its own to link to. */
function footer({ tool, suites, environment }: RunResult): string {
  const documents = [...new Set(suites.map(({ document }) => `${document.title} ${document.version}`))];
  const seeds = [...new Set(suites.map(({ seed }) => seed))];
  return `${[
    "<details><summary>How it was made</summary>",
    "",
    `- Scimproof ${prose(tool.version)}, seed ${code(seeds.slice(0, 5).join(", "))}`,
    ...documents.slice(0, 5).map((document) => `- Document: ${prose(excerpt(document, 200))}`),
    `- Command: ${code(excerpt(environment.command, 1_000))}`,
    `- Everything else, with all requests: ${code("index.html")} and ${code("results.json")} in the folder of the reports`,
    "",
    "</details>",
  ].join("\n")}\n`;
}
