import type { Finding, RunResult } from "../result/index.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a waiver holds unless somebody writes another date, in days. */
const DAYS = 90;

/**
 * A waiver for a finding as an entry of the list `waivers` in a file for `--baseline`: a line to copy. Why it is accepted and
 * where that is followed is for a person to write; the day on which it ends is ninety days after the run.
 */
export function waiverLine({ fingerprint }: Finding, { startedAt }: Pick<RunResult, "startedAt">): string {
  const begun = Date.parse(startedAt);
  const until = new Date((Number.isNaN(begun) ? 0 : begun) + DAYS * DAY_MS).toISOString().slice(0, "2026-01-01".length);
  // In quotes, for a fingerprint of digits alone, or with one e among them, would be a number.
  return `- { fingerprint: "${fingerprint}", reason: "why it is accepted", until: ${until}, link: "https://tracker.example/ticket" }`;
}
