import type { Comparison } from "../../result/index.ts";
import { type Palette, palette } from "../terminal/palette.ts";
import type { TerminalOptions } from "../terminal/render-terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import { inertLine } from "../text.ts";
import {
  changeWords,
  type FindingLine,
  type FindingSection,
  findingSections,
  type RequirementSection,
  requirementSections,
  seenBy,
} from "./sections.ts";

// What is still there needs no reading: its number is enough.
const SHOWN = 20;
const MARKS = { bad: "+", good: "-", caution: "~", quiet: "=" } as const;

/** A comparison for a terminal, its sentence last. */
export function renderCompareText(comparison: Comparison, { colour, width }: TerminalOptions): string {
  const paint = palette(colour);
  const blocks = [
    sides(comparison, paint),
    notes(comparison, paint, width),
    ...findingSections(comparison).map((section) => findings(section, paint, width)),
    ...requirementSections(comparison).map((section) => requirements(section, paint, width)),
    [paint.strong(inertLine(comparison.sentence))],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function sides(comparison: Comparison, paint: Palette): readonly string[] {
  return (["old", "new"] as const).map((which) => {
    const { file, startedAt, verdict } = comparison[which];
    return `${paint.quiet(which.padEnd(5))}${inertLine(file)}  ${verdict}  ${paint.quiet(inertLine(startedAt))}`;
  });
}

function notes({ notes: all }: Comparison, paint: Palette, width: number): readonly string[] {
  return all.flatMap((note) => wrap(inertLine(note), width, "! ")).map(paint.caution);
}

function findings({ title, tone, lines }: FindingSection, paint: Palette, width: number): readonly string[] {
  const tell = { bad: paint.bad, good: paint.good, caution: paint.caution, quiet: paint.quiet }[tone];
  const shown = tone === "quiet" ? [] : lines.slice(0, SHOWN);
  return [
    paint.strong(`${title} (${lines.length})`),
    ...shown.flatMap((line) => finding(line, tone, tell, width, paint)),
    ...(tone === "quiet" ? [] : more(lines.length)),
  ];
}

function finding(
  { finding: one, details }: FindingLine,
  tone: FindingSection["tone"],
  tell: (text: string) => string,
  width: number,
  paint: Palette,
): readonly string[] {
  const head = wrap(`${one.severity}: ${inertLine(one.message)}`, width, `  ${MARKS[tone]} `).map(tell);
  const law = wrap(`${inertLine(one.title)} [${inertLine(one.citation)}]`, width, "    → ");
  const ids = `    ${inertLine(one.requirement)}  ${one.fingerprint}  ${inertLine(one.suite)}  ${inertLine(seenBy(one))}`;
  const rest = details.flatMap((detail) => wrap(inertLine(detail), width, "    "));
  return head.concat(law, paint.quiet(ids), rest);
}

function requirements({ title, changes }: RequirementSection, paint: Palette, width: number): readonly string[] {
  const lines = changes.slice(0, SHOWN).flatMap((change) => {
    const head = `  ${inertLine(change.id)}  ${changeWords(change)}  ${paint.quiet(inertLine(change.suite))}`;
    const why = change.reason === undefined ? [] : wrap(inertLine(change.reason), width, "    ").map(paint.quiet);
    return [head].concat(why);
  });
  return [paint.strong(`${title} (${changes.length})`), ...lines, ...more(changes.length)];
}

function more(count: number): readonly string[] {
  return count > SHOWN ? [`  … and ${count - SHOWN} more: --reporter html,json,md shows all`] : [];
}
