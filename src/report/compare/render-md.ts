import type { Comparison, RequirementChange } from "../../result/index.ts";
import { inertLine } from "../text.ts";
import { changeWords, type FindingLine, findingSections, requirementSections, seenBy } from "./sections.ts";

// GitHub takes no comment above 65,536 characters; what is over is cut at an entry, and said to be.
const MAX_CHARACTERS = 60_000;

/** A comparison as GitHub flavoured Markdown: for a step summary, and for a comment on a pull request. */
export function renderCompareMarkdown(comparison: Comparison): string {
  const lines = [
    "# Scimproof: what has changed",
    "",
    `**${text(comparison.sentence)}**`,
    "",
    "| | result | verdict | run at | Scimproof |",
    "| --- | --- | --- | --- | --- |",
    ...(["old", "new"] as const).map((which) => {
      const { file, verdict, startedAt, toolVersion } = comparison[which];
      return `| ${which} | ${text(file)} | ${verdict} | ${text(startedAt)} | ${text(toolVersion)} |`;
    }),
    ...(comparison.notes.length === 0 ? [] : ["", ...comparison.notes.map((note) => `- ${text(note)}`)]),
    ...findingSections(comparison).flatMap(({ title, lines: own }) => section(title, own.map(findingLine))),
    ...requirementSections(comparison).flatMap(({ title, changes }) => section(title, changes.map(requirementLine))),
  ];
  return `${within(lines).join("\n")}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ["", `## ${title} (${lines.length})`, "", ...lines];
}

function findingLine({ finding, details }: FindingLine): string {
  const more = details.length === 0 ? "" : `; ${details.map(text).join("; ")}`;
  return `- **${finding.severity}** ${text(finding.message)} — ${text(finding.title)} [${text(finding.citation)}]; \`${finding.fingerprint}\`, ${text(finding.suite)}, ${text(seenBy(finding))}${more}`;
}

function requirementLine(change: RequirementChange): string {
  const why = change.reason === undefined ? "" : `: ${text(change.reason)}`;
  return `- ${text(change.id)} (${text(change.suite)}) ${changeWords(change)}${why}`;
}

function within(lines: readonly string[]): readonly string[] {
  let length = 0;
  const at = lines.findIndex((line) => (length += line.length + 1) > MAX_CHARACTERS);
  return at < 0
    ? lines
    : [...lines.slice(0, at), "", `… and ${lines.length - at} more lines: see the HTML or JSON form.`];
}

/** A text of a server or a document, which is to show and not to act: neither as Markdown nor as HTML, nor as a mention. */
function text(value: string): string {
  return inertLine(value)
    .replaceAll(/[\\`*_{}[\]()#+!|~$]/gu, String.raw`\$&`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "@\u200B");
}
