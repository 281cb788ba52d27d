import type { Comparison, RequirementChange } from "../../result/index.ts";
import { code, prose } from "../markdown/inert-markdown.ts";
import { changeWords, type FindingLine, findingSections, requirementSections, seenBy } from "./sections.ts";

// GitHub takes no comment above 65,536 characters; what is over is cut at an entry, and said to be.
const MAX_CHARACTERS = 60_000;

/** A comparison as GitHub flavoured Markdown: for a step summary, and for a comment on a pull request. */
export function renderCompareMarkdown(comparison: Comparison): string {
  const lines = [
    "# Scimproof: what has changed",
    "",
    `**${prose(comparison.sentence)}**`,
    "",
    "| | result | verdict | run at | Scimproof |",
    "| --- | --- | --- | --- | --- |",
    ...(["old", "new"] as const).map((which) => {
      const { file, verdict, startedAt, toolVersion } = comparison[which];
      return `| ${which} | ${code(file)} | ${verdict} | ${prose(startedAt)} | ${prose(toolVersion)} |`;
    }),
    ...(comparison.notes.length === 0 ? [] : ["", ...comparison.notes.map((note) => `- ${prose(note)}`)]),
    ...findingSections(comparison).flatMap(({ title, lines: own }) => section(title, own.map(findingLine))),
    ...requirementSections(comparison).flatMap(({ title, changes }) => section(title, changes.map(requirementLine))),
  ];
  return `${within(lines).join("\n")}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ["", `## ${title} (${lines.length})`, "", ...lines];
}

function findingLine({ finding, details }: FindingLine): string {
  const more = details.length === 0 ? "" : `; ${details.map(prose).join("; ")}`;
  return `- **${finding.severity}** ${prose(finding.message)} — ${prose(finding.title)} (${prose(finding.citation)}); ${code(finding.fingerprint)}, ${prose(finding.suite)}, ${prose(seenBy(finding))}${more}`;
}

function requirementLine(change: RequirementChange): string {
  const why = change.reason === undefined ? "" : `: ${prose(change.reason)}`;
  return `- ${prose(change.id)} (${prose(change.suite)}) ${changeWords(change)}${why}`;
}

function within(lines: readonly string[]): readonly string[] {
  let length = 0;
  const at = lines.findIndex((line) => (length += line.length + 1) > MAX_CHARACTERS);
  return at < 0
    ? lines
    : [...lines.slice(0, at), "", `… and ${lines.length - at} more lines: see the HTML or JSON form.`];
}
