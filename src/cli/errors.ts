import { describeHarnessError, HarnessError, type HarnessErrorCode } from "../result/index.ts";
import type { Terminal } from "./terminal.ts";

// The numbers are those of EXIT_CODES, which the engine exports; help must not load the engine.
const OK = 0;
const USAGE = 2;
const INCONCLUSIVE = 3;
const HARNESS_ERROR = 4;

const CODES: Readonly<Record<HarnessErrorCode, number>> = {
  USAGE,
  DOCUMENT_INVALID: USAGE,
  OVERLAY_INVALID: USAGE,
  PROFILE_INVALID: USAGE,
  CONFIG_INVALID: USAGE,
  RESULT_INVALID: USAGE,
  BASELINE_INVALID: USAGE,
  JOURNAL_INVALID: USAGE,
  SELECTION_EMPTY: USAGE,
  ACCESS_FAILED: INCONCLUSIVE,
  BUDGET_SPENT: HARNESS_ERROR,
  TARGET_SILENT: HARNESS_ERROR,
  ABORTED: HARNESS_ERROR,
  REPORT_FAILED: HARNESS_ERROR,
  INTERNAL: HARNESS_ERROR,
};

/** Exit codes that do not depend on a result. */
export const EXIT: { readonly ok: number; readonly usage: number; readonly harnessError: number } = {
  ok: OK,
  usage: USAGE,
  harnessError: HARNESS_ERROR,
};

/** Says what went wrong and gives the exit code for it. A stack trace is for those who ask for it. */
export function reportError(error: unknown, terminal: Terminal, verbose: boolean): number {
  if (error instanceof HarnessError) {
    const code = CODES[error.code];
    const fault = error.code === "INTERNAL" ? `${FAULT}\n` : "";
    terminal.err(`scimproof: ${inert(describeHarnessError(error))}\n${fault}`);
    if (verbose && code === HARNESS_ERROR) terminal.err(`${error.stack ?? ""}\n`);
    return code;
  }
  const message = error instanceof Error ? error.message : String(error);
  const rest = verbose && error instanceof Error ? (error.stack ?? "") : "  → add --verbose to see where";
  terminal.err(`scimproof: ${inert(message)}\n${FAULT}\n${rest}\n`);
  return HARNESS_ERROR;
}

// A line of a file may be as long as the file; nobody reads more of it than this.
const LONGEST_LINE = 1500;

/** What was read from somebody's file may be endless, or move the cursor, or turn the line round. */
function inert(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
    .join("\n")
    .replaceAll(/[^\P{Cc}\n]|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, "\uFFFD");
}

/** Said whenever the harness itself is to blame, so that nobody looks for it in a server. */
export const FAULT = "this is a fault of scimproof itself, not of the server";
