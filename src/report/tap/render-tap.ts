import type { Finding, RunResult } from "../../result/index.ts";
import { casesOf, type ReportCase, runCases } from "../cases.ts";
import { type Lookup, lookupOf } from "../lookup.ts";
import { inertLine } from "../text.ts";

/**
 * The result in the Test Anything Protocol, version 14 (https://testanything.org): a line for each scenario, each
 * requirement, the verdict of each suite and each waiver, with a YAML block for what is found. What is waived is `# TODO`, what has no
 * verdict `# SKIP`. A run that did not come to its end bails out, so that nobody takes what is missing for passed.
 */
export function renderTap(result: RunResult): string {
  const lookup = lookupOf(result);
  const groups = [
    ...result.suites.map((suite) => ({
      about: [comment(`${suite.id} at ${suite.target.url}, seed ${suite.seed}: ${suite.verdict}`)],
      cases: casesOf(suite, result, lookup),
    })),
    { about: [], cases: runCases(result) },
  ];
  const lines: string[] = ["TAP version 14", `1..${groups.reduce((sum, { cases }) => sum + cases.length, 0)}`];
  let number = 0;
  lines.push(comment(result.sentence));
  for (const { about, cases } of groups) {
    lines.push(...about);
    for (const one of cases) {
      number += 1;
      lines.push(...testLines(number, one, lookup));
    }
  }
  const { how, detail } = result.ended;
  if (how === "interrupted" || how === "harness-error") lines.push(`Bail out! ${inertLine(`${how}: ${detail}`)}`);
  return `${lines.join("\n")}\n`;
}

function comment(text: string): string {
  return `# ${inertLine(text)}`;
}

function testLines(number: number, told: ReportCase, lookup: Lookup): readonly string[] {
  const { suite, kind, id, title, state, message } = told;
  const name = kind === "requirement" ? `${suite} requirement ${id}: ${title}` : `${suite} ${id}: ${title}`;
  const isOk = state === "passed" || state === "skipped";
  const directive =
    state === "skipped" ? ` # SKIP ${escaped(message)}` : state === "waived" ? ` # TODO ${escaped(message)}` : "";
  return [`${isOk ? "ok" : "not ok"} ${number} - ${escaped(name)}${directive}`, ...diagnostics(told, lookup)];
}

/** Only `\` and `#` mean something in a description, and a line break would end it. */
function escaped(text: string): string {
  return inertLine(text).replaceAll(/[\\#]/gu, String.raw`\$&`);
}

/** What was found as YAML of which every value is JSON: nothing of a server can end the block or mean anything in it. */
function diagnostics(told: ReportCase, lookup: Lookup): readonly string[] {
  const findings = [...told.deciding, ...told.others];
  if (findings.length === 0 && (told.state === "passed" || told.state === "skipped")) return [];
  const fields: readonly (readonly [key: string, value: unknown])[] = [
    ["outcome", told.outcome],
    ...(told.message === "" ? [] : [["message", inertLine(told.message)] as const]),
    ["duration_ms", Math.round(told.durationMs)],
    ...(findings.length === 0 ? [] : [["findings", findings.map((one) => findingOf(one, lookup))] as const]),
  ];
  return ["  ---", ...fields.flatMap(([key, value]) => yamlLines(key, value)), "  ..."];
}

function findingOf(finding: Finding, lookup: Lookup): Readonly<Record<string, unknown>> {
  const { fingerprint, severity, level, requirement, citation, link, message, expected, actual, replay } = finding;
  const { operation, pointer, waived } = finding;
  const place = lookup.place(finding);
  const curl = lookup.exchanges(finding.suite, finding.exchanges).map((exchange) => exchange.curl);
  return {
    fingerprint,
    severity,
    level,
    requirement,
    citation,
    ...(link === undefined ? {} : { link }),
    operation,
    ...(place === undefined ? {} : { at: `${place.file}:${place.line}:${place.column}` }),
    message,
    expected,
    actual,
    ...(pointer === undefined ? {} : { pointer }),
    ...(waived === null ? {} : { waived }),
    replay,
    ...(curl.length === 0 ? {} : { curl }),
  };
}

function yamlLines(key: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [`  ${key}: ${json(value)}`];
  const items = value.flatMap((item: unknown) =>
    Object.entries(item as Readonly<Record<string, unknown>>).map(
      ([name, part], index) => `    ${index === 0 ? "- " : "  "}${name}: ${json(part)}`,
    ),
  );
  return [`  ${key}:`, ...items];
}

/** JSON in one line, with everything escaped that a reader of YAML might break a line at or refuse. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => unit(character.charCodeAt(at))).join(""),
  );
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
