import { writeFileSync } from "node:fs";
import { type AuditResult, audit, type Defect, RULES } from "../../audit/index.ts";
import { fetchDocument } from "../../client/index.ts";
import { inertLine, type Palette, palette, renderSarif } from "../../report/index.ts";
import { DEFECT_LEVELS, type DefectLevel, HarnessError } from "../../result/index.ts";
import { EXIT } from "../errors.ts";
import { messageOf } from "../reports.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";
import { readChoice } from "../values.ts";
import { toolVersion } from "../version.ts";

/** Flags of `scimproof audit`. */
export interface AuditFlags {
  readonly overlay?: string;
  readonly profile?: string;
  readonly allowRemoteRefs?: boolean;
  readonly format?: string;
  readonly json?: boolean;
  readonly sarif?: string;
}

const FORMATS = ["terminal", "json", "sarif"] as const;

/** At least one defect of level error. */
const DEFECTIVE = 1;

/** `scimproof audit`: what is wrong with a document, without a server. */
export async function auditCommand(file: string, flags: AuditFlags, terminal: Terminal): Promise<number> {
  const format = readChoice("--format", flags.format ?? (flags.json === true ? "json" : "terminal"), FORMATS);
  if (flags.json === true && format !== "json") {
    throw usage(`--json and --format ${format} contradict each other`, "give one of them");
  }
  const result = await audit({
    file,
    overlay: flags.overlay,
    profile: flags.profile,
    fetchReference: flags.allowRemoteRefs === true ? fetchDocument : undefined,
  });
  if (flags.sarif !== undefined) write(flags.sarif, sarifOf(result));
  if (format === "json") terminal.out(`${JSON.stringify(result, undefined, 2)}\n`);
  else if (format === "sarif") terminal.out(sarifOf(result));
  else terminal.out(rendered(result, palette(terminal.colour.out)));
  return result.summary.error > 0 ? DEFECTIVE : EXIT.ok;
}

function sarifOf(result: AuditResult): string {
  return renderSarif(toolVersion(), RULES, result.defects);
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new HarnessError("REPORT_FAILED", `the SARIF log cannot be written: ${messageOf(cause)}`, {
      place: { file: path },
      remedy: "name a file that can be written to: --sarif FILE",
      cause,
    });
  }
}

function rendered(result: AuditResult, paint: Palette): string {
  const { document, operations, defects } = result;
  const what =
    document.kind === "page"
      ? `${document.file}  (a page without an OpenAPI document: its code, tables and words)`
      : `${document.title ?? ""} ${document.version ?? ""}  (${document.file}, OpenAPI ${document.openapi ?? ""}, ${counted(operations.length, "SCIM operation")})`;
  const groups = DEFECT_LEVELS.flatMap((level) => {
    const own = defects.filter((defect) => defect.level === level);
    if (own.length === 0) return [];
    return [`\n${tone(level, paint)(counted(own.length, level))}\n`, ...own.map((defect) => block(defect, paint))];
  });
  return [inertLine(what), "\n", ...groups, `\n${sentence(result, paint)}\n`].join("");
}

function block({ place, level, rule, message, remedy, pointer }: Defect, paint: Palette): string {
  const at = [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  const lines = [
    `${inertLine(at)} ${tone(level, paint)(level)} ${paint.strong(rule)} ${inertLine(message)}`,
    `  → ${inertLine(remedy)}`,
    ...(pointer === undefined || pointer === "" ? [] : [`  ${paint.quiet(inertLine(pointer))}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function sentence({ summary, defects }: AuditResult, paint: Palette): string {
  if (defects.length === 0) return paint.good(`no defect found by ${RULES.length} rules`);
  const counts = DEFECT_LEVELS.map((level) => counted(summary[level], level)).join(", ");
  return `${counts}; scimproof explain ${defects[0]?.rule ?? ""} says why`;
}

function tone(level: DefectLevel, paint: Palette): (text: string) => string {
  return { error: paint.bad, warning: paint.caution, notice: paint.accent }[level];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
