import type { Finding, RunResult, WaiverResult } from "../../result/index.ts";
import { conclude } from "../conclude.ts";
import { absenceOf } from "./absence.ts";
import { covering } from "./cover.ts";
import { type Baseline, isPlaceholder, type PlacedWaiver } from "./read-baseline.ts";

/**
 * Holds a result against waivers and judges it again: what is covered does not fail the run, and what became of each waiver
 * is written down.
 *
 * @param today ISO 8601 date in UTC, by which waivers hold or have expired
 */
export function applyWaivers(result: RunResult, { file, waivers }: Baseline, today: string): RunResult {
  const waiverOf = covering(waivers);
  const met = new Map<PlacedWaiver, Finding>();
  const findings = result.findings.map((finding): Finding => {
    const waiver = waiverOf(finding);
    if (waiver === undefined) return { ...finding, waived: null };
    met.set(waiver, met.get(waiver) ?? finding);
    const { reason, until, link } = waiver;
    return {
      ...finding,
      waived: isOver(waiver, today) ? null : { reason, until, ...(link === undefined ? {} : { link }) },
    };
  });
  const waived = { ...result, findings };
  const entries = waivers.map((waiver): WaiverResult => {
    const finding = met.get(waiver);
    return { ...waiver, ...(finding === undefined ? absenceOf(waiver, waived) : presence(waiver, today)) };
  });
  return conclude({ ...waived, waivers: { file, on: today, entries } });
}

/**
 * Tells of a finding alone whether waivers let it pass, before there is a result.
 *
 * @param today ISO 8601 date in UTC
 */
export function isWaivedBy(waivers: readonly PlacedWaiver[], today: string): (finding: Finding) => boolean {
  const waiverOf = covering(waivers.filter((waiver) => !isOver(waiver, today) && !isPlaceholder(waiver)));
  return (finding) => waiverOf(finding) !== undefined;
}

function presence(waiver: PlacedWaiver, today: string): Pick<WaiverResult, "state" | "message"> {
  return isOver(waiver, today)
    ? {
        state: "expired",
        message: `expired on ${waiver.until}, and its finding counts again: put it right, or agree on a later day`,
      }
    : { state: "used", message: `holds until ${waiver.until}` };
}

/** Dates of ISO 8601 compare as texts. */
function isOver({ until }: PlacedWaiver, today: string): boolean {
  return until < today;
}

/** The day that it is, in UTC, for {@link applyWaivers}. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
