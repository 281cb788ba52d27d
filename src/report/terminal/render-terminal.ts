import type { Finding, RunResult } from "../../result/index.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { inertLine, plural } from "../text.ts";
import { INSECURE_TEXT, isInsecure, worstFirst } from "../words.ts";
import { clientLines } from "./client-lines.ts";
import { failureBlock } from "./failure-block.ts";
import { notTestedLines } from "./not-tested.ts";
import { type Palette, palette } from "./palette.ts";
import type { Setting } from "./setting.ts";
import { totalsLines } from "./totals.ts";
import { wrap } from "./wrap.ts";

/** How {@link renderTerminal} writes. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns to wrap prose at; commands are never wrapped. */
  readonly width: number;
}

/** Where a report was written, for {@link renderReportPaths}. */
export interface ReportPath {
  /** `HTML`, `JUnit`. */
  readonly label: string;
  readonly path: string;
}

const INDENT = "  ";

/** The end-of-run text: failures in full, warnings in short, what was not tested and why, totals, the verdict last. */
export function renderTerminal(result: RunResult, options: TerminalOptions): string {
  const setting: Setting = { paint: palette(options.colour), width: options.width };
  const lookup = lookupOf(result);
  const findings = worstFirst(result.findings);
  const open = findings.filter((finding) => finding.waived === null);
  const sections = [
    failures(
      open.filter((finding) => finding.severity === "error"),
      lookup,
      setting,
    ),
    shortFindings(
      "Warnings",
      open.filter((finding) => finding.severity === "warning"),
      setting,
    ),
    shortFindings(
      "Waived",
      findings.filter((finding) => finding.waived !== null),
      setting,
    ),
    clientLines(result, setting),
    notTestedLines(result.notTested, setting),
    totalsLines(result, setting),
    insecure(result, setting),
    lastLine(result, open, setting),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The lines that say where the reports are, labels aligned. */
export function renderReportPaths(paths: readonly ReportPath[], options: Pick<TerminalOptions, "colour">): string {
  const paint = palette(options.colour);
  const width = Math.max(0, ...paths.map(({ label }) => label.length));
  return paths.map(({ label, path }) => `${paint.quiet(label.padEnd(width))}  ${inertLine(path)}\n`).join("");
}

function insecure(result: RunResult, { paint, width }: Setting): readonly string[] {
  return isInsecure(result) ? wrap(INSECURE_TEXT, width, "! ").map((line) => paint.bad(paint.strong(line))) : [];
}

function heading(title: string, count: number, paint: Palette): string {
  return paint.strong(`${title} (${count})`);
}

function failures(findings: readonly Finding[], lookup: Lookup, setting: Setting): readonly string[] {
  if (findings.length === 0) return [];
  const inner = { ...setting, width: setting.width - INDENT.length };
  const blocks = findings.flatMap((finding) => [""].concat(failureBlock(finding, lookup, inner).map(indent)));
  return [heading("Failures", findings.length, setting.paint), ...blocks];
}

function shortFindings(title: string, findings: readonly Finding[], { paint, width }: Setting): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findings.flatMap((finding) => {
    const seen = finding.occurrences > 1 ? ` (seen ${plural(finding.occurrences, "time")})` : "";
    const head = wrap(`${inertLine(finding.message)}${seen}`, width, "  ! ").map(paint.caution);
    const law = wrap(`${inertLine(finding.title)} [${inertLine(finding.citation)}]`, width, "    → ");
    const waiver =
      finding.waived === null ? "" : `  waived until ${finding.waived.until}: ${inertLine(finding.waived.reason)}`;
    return head.concat(law, paint.quiet(`    ${inertLine(finding.requirement)}  ${finding.fingerprint}${waiver}`));
  });
  return [heading(title, findings.length, paint), ...lines];
}

/** One line, however long: people and scripts read the last line. */
function lastLine(result: RunResult, open: readonly Finding[], { paint }: Setting): readonly string[] {
  const warnings = open.filter((finding) => finding.severity === "warning").length;
  const effect = result.gate.failOn === "warning" ? "failed the run" : "did not fail the run";
  const counted = warnings === 0 ? "" : ` ${plural(warnings, "warning")} ${effect}.`;
  const [icon, colour] = {
    conformant: ["✔", paint.good] as const,
    nonconformant: ["✖", paint.bad] as const,
    inconclusive: ["?", paint.caution] as const,
  }[result.verdict];
  return [`${colour(paint.strong(icon))} ${paint.strong(inertLine(result.sentence))}${counted}`];
}

function indent(line: string): string {
  return INDENT + line;
}
