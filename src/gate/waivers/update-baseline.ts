import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { type Finding, HarnessError, type RunResult } from "../../result/index.ts";
import { isFailing } from "../verdict.ts";
import { covering, isFlaky, isGenerated } from "./cover.ts";
import type { Baseline } from "./read-baseline.ts";
import { PLACEHOLDER } from "./read-baseline.ts";

/** A baseline written anew. */
export interface UpdatedBaseline {
  readonly text: string;
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

/** So long a new waiver holds, in days. */
const HOLDS_DAYS = 90;
// More would only lengthen the file: a finding that shows in so many is seen by the first of them.
const SCENARIOS_KEPT = 5;

const HEAD = [
  " yaml-language-server: $schema=./node_modules/scimproof/schemas/waivers.schema.json",
  " Known findings: none of these fails a run until its day is over. See docs/how-to/waivers.md.",
].join("\n");

/**
 * Writes a baseline anew for a result that was held against it: lines that stay are left as they are, with their reasons,
 * dates and comments; what would fail and is not waived is added; what is stale is dropped, and only that.
 *
 * @param text of the file as it is; undefined where there is none yet
 * @param result as `applyWaivers` gives it, with this baseline
 * @param today ISO 8601 date in UTC
 */
export function updateBaseline(
  text: string | undefined,
  baseline: Baseline,
  result: RunResult,
  today: string,
): UpdatedBaseline {
  const document = parseDocument(text ?? "", { stringKeys: true });
  const list = listIn(document, baseline.file, text);
  const stale = new Set(
    result.waivers?.entries.filter(({ state }) => state === "stale").map(({ fingerprint }) => fingerprint),
  );
  const dropped = drop(list, stale);
  const waiverOf = covering(baseline.waivers);
  const added = result.findings.filter(
    (finding) => isFailing(finding, result.gate.failOn) && waiverOf(finding) === undefined,
  );
  for (const finding of added) list.add(entryFor(document, finding, today));
  if (list.items.length > 0) list.flow = false;
  const written = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    // As the file has it, so that only lines change about which there is something to say.
    indentSeq: !/^waivers:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*- /mu.test(text ?? ""),
  });
  return {
    text: written.endsWith("\n") ? written : `${written}\n`,
    added: added.map(({ fingerprint }) => fingerprint),
    dropped,
  };
}

function listIn(document: Document, file: string, text: string | undefined): YAMLSeq {
  const { contents } = document;
  if (contents === null) {
    document.contents = document.createNode({ waivers: [] });
    if (text === undefined || text.trim() === "") document.commentBefore = HEAD;
  }
  const list: unknown = document.get("waivers", true);
  if (isSeq(list)) return list;
  // Whoever calls has read the file.
  throw new HarnessError("BASELINE_INVALID", "there is no list of waivers", { place: { file } });
}

function drop(list: YAMLSeq, fingerprints: ReadonlySet<string>): readonly string[] {
  const dropped: string[] = [];
  const [first] = list.items;
  list.items = list.items.filter((item) => {
    const fingerprint: unknown = isMap(item) ? item.get("fingerprint") : undefined;
    if (typeof fingerprint !== "string" || !fingerprints.has(fingerprint)) return true;
    dropped.push(fingerprint);
    // The comment above the first entry is kept with the list; it was about what goes.
    if (item === first) list.commentBefore = null;
    return false;
  });
  return dropped;
}

/** A new entry: everything but the reason, which only a person knows. */
function entryFor(document: Document, finding: Finding, today: string): YAMLMap {
  const { fingerprint, suite, requirement, operation, invariant, scenarios, title, citation } = finding;
  const scripted = scenarios.filter((id) => !isGenerated(id));
  const entry = document.createNode({
    fingerprint,
    reason: `${PLACEHOLDER}: say why, and who follows it`,
    until: dayAfter(today, HOLDS_DAYS),
    suite,
    requirement,
    operation,
    invariant,
    scenarios: (scripted.length > 0 ? scripted : scenarios).slice(0, SCENARIOS_KEPT),
    ...(isFlaky(finding) ? { flaky: true } : {}),
  }) as YAMLMap;
  // In quotes always: YAML takes twelve digits for a number.
  const node: unknown = entry.get("fingerprint", true);
  if (typeof node === "object" && node !== null) Object.assign(node, { type: "QUOTE_DOUBLE" });
  const heading = `${title} [${citation}]`.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  entry.commentBefore = ` ${heading}`;
  return entry;
}

function dayAfter(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
