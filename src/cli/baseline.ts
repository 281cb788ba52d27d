import { existsSync } from "node:fs";
import { readText } from "../document/index.ts";
import { baselineFrom, dayOf, isWaivedBy, settle } from "../gate/index.ts";
import { inertLine } from "../report/index.ts";
import type { Finding, RunResult } from "../result/index.ts";
import { messageOf, writeWhole } from "./reports.ts";
import type { Terminal } from "./terminal.ts";
import { usage } from "./usage.ts";

/** Flags about known findings. */
export interface BaselineFlags {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

/** A baseline that was named, read before anything is sent. */
export interface OpenBaseline {
  readonly file: string;
  /** Undefined where an update is to begin it. */
  readonly text: string | undefined;
  readonly update: boolean;
  /** True of a finding that the baseline lets pass today. */
  readonly isWaived: (finding: Finding) => boolean;
}

/**
 * Reads the baseline that a command line names, so that a mistake in it is told at once.
 *
 * @throws HarnessError `USAGE`, `BASELINE_INVALID`
 */
export async function openBaseline(flags: BaselineFlags): Promise<OpenBaseline | undefined> {
  const { baseline: file, updateBaseline: update = false } = flags;
  if (file === undefined) {
    if (update) throw usage("--update-baseline needs the file to write", "name it: --baseline waivers.yaml");
    return undefined;
  }
  const text = update && !existsSync(file) ? undefined : await readText(file, "BASELINE_INVALID");
  const { waivers } = baselineFrom(text ?? "", file, { allowsPlaceholders: update });
  return { file, text, update, isWaived: isWaivedBy(waivers, dayOf(new Date())) };
}

/** A result held against a baseline, and what could not be done about the file. */
export interface ClosedBaseline {
  readonly result: RunResult;
  /** One sentence for what went wrong: the result and its reports must not be lost for it. */
  readonly failures: readonly string[];
}

/** Holds a result against the baseline, and writes that anew where it was asked for. */
export function closeBaseline(
  result: RunResult,
  baseline: OpenBaseline | undefined,
  terminal: Terminal,
): ClosedBaseline {
  if (baseline === undefined) return { result, failures: [] };
  const { file, text } = baseline;
  const today = dayOf(new Date());
  // What a run did not come to its end about is nothing to write down.
  const update = baseline.update && result.ended.how !== "interrupted" && result.ended.how !== "harness-error";
  const settled = settle(result, text, { file, today, update });
  if (settled.updated === undefined) return { result: settled.result, failures: [] };
  const { added, dropped, text: written } = settled.updated;
  try {
    writeWhole(file, written);
  } catch (error) {
    return { result: settled.result, failures: [`the baseline ${file} could not be written: ${messageOf(error)}`] };
  }
  const todo = added.length === 0 ? "" : "; each needs its reason before it holds";
  terminal.err(`${inertLine(file)}: ${added.length} added, ${dropped.length} removed${todo}\n`);
  return { result: settled.result, failures: [] };
}
