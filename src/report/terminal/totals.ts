import type { RunResult } from "../../result/index.ts";
import { defectCounts } from "../audited-documents.ts";
import { type ContractRows, contractRows } from "../contract-rows.ts";
import { coverageTotals } from "../coverage-totals.ts";
import { duration, grouped, inertLine, plural } from "../text.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES } from "../words.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

const LABEL_WIDTH = 14;

/** The run in numbers: a line each for requirements, scenarios, findings and requests, and for what is left behind. */
export function totalsLines(result: RunResult, { paint, width }: Setting): readonly string[] {
  const row = (label: string, text: string): readonly string[] => {
    const [first = "", ...rest] = wrap(inertLine(text), width, " ".repeat(LABEL_WIDTH));
    return [`${paint.quiet(label.padEnd(LABEL_WIDTH))}${first.slice(LABEL_WIDTH)}`, ...rest];
  };
  const { summary } = result;
  const contracts = contractRows(result);
  const audited = (result.audit?.documents ?? []).filter(({ notAudited }) => notAudited === undefined);
  const seeds = [...new Set(result.suites.map((suite) => suite.seed))].join(", ");
  return [
    ...row("Requirements", tally(summary.requirements)),
    ...row("Scenarios", tally(summary.scenarios)),
    ...row("Findings", findingsTally(result)),
    ...(result.documents === undefined ? [] : row("Document", documentTally(result.documents))),
    ...(audited.length === 0 ? [] : row("Audit", `${defectCounts(audited)} in the document itself, see the report`)),
    ...(contracts === undefined || contracts.rows.length === 0 ? [] : row("Contracts", contractsTally(contracts))),
    ...row("Requests", `${plural(summary.requests, "request")} in ${duration(summary.durationMs)}, seed ${seeds}`),
    ...(result.ended.how === "complete" ? [] : row("Ended early", `${result.ended.how}: ${result.ended.detail}`)),
    ...row("Cleaned up", cleanupTally(result)),
    ...result.cleanup.left.flatMap(({ type, id, reason }) => row("", `left: ${type} ${id} (${reason})`)),
    ...result.cleanup.restored
      .filter(({ state }) => state !== "restored")
      .flatMap(({ type, id, state, reason }) => row("", `${type} ${id}: ${RESTORED_WORD[state]} (${reason})`)),
  ];
}

const RESTORED_WORD = { restored: "restored", "not-verified": "not verified to be restored", failed: "not restored" };

/** Counts that are not zero, those that need a person first. */
function tally(counts: Readonly<Partial<Record<(typeof REQUIREMENT_OUTCOMES)[number], number>>>): string {
  const parts = REQUIREMENT_OUTCOMES.filter((outcome) => (counts[outcome] ?? 0) > 0).map(
    (outcome) => `${counts[outcome]} ${OUTCOME_WORD[outcome]}`,
  );
  return parts.length === 0 ? "none" : parts.join(" · ");
}

function findingsTally({ summary }: RunResult): string {
  const { error, warning, notice, waived } = summary.findings;
  return [plural(error, "error"), plural(warning, "warning"), plural(notice, "notice"), `${waived} waived`].join(" · ");
}

function documentTally(documents: NonNullable<RunResult["documents"]>): string {
  const { operations, statuses, mediaTypes, properties } = coverageTotals(documents);
  return [
    `${ofAll(operations)} operations`,
    `${ofAll(statuses)} statuses`,
    `${ofAll(mediaTypes)} media types`,
    `${ofAll(properties)} properties met`,
  ].join(" · ");
}

function contractsTally({ published, rows, more }: ContractRows): string {
  const said = plural(rows.length + more, "disagreement");
  return `${said} of RFC, server and document, see the report. ${published.join(" ")}`;
}

function ofAll({ met, declared }: { readonly met: number; readonly declared: number }): string {
  return `${grouped(met)} of ${grouped(declared)}`;
}

function cleanupTally({ cleanup }: RunResult): string {
  return `${cleanup.created} created · ${cleanup.removed} removed · ${cleanup.left.length} left`;
}
