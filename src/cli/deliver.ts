import { EXIT_CODES, exitCodeOf } from "../gate/index.ts";
import { type Reporter, type ReporterName, renderReportPaths } from "../report/index.ts";
import type { RunResult } from "../result/index.ts";
import { closeBaseline, type OpenBaseline } from "./baseline.ts";
import { FAULT } from "./errors.ts";
import type { CliIo, RunSignal } from "./io.ts";
import { writeReports } from "./reports.ts";
import { EXIT_OF } from "./signals.ts";
import type { Sweeper } from "./sweeper.ts";
import { tell } from "./tell.ts";
import type { Terminal } from "./terminal.ts";

/** How a result is to be delivered. */
export interface Delivery {
  readonly baseline: OpenBaseline | undefined;
  /** The folder of the reports, which is open and holds none of an earlier run. */
  readonly out: string;
  readonly names: readonly ReporterName[];
  readonly reporters: Readonly<Record<ReporterName, Reporter>>;
  /** Knows the secrets of the run; undefined where nothing was sent. */
  readonly sweeper?: Sweeper;
  readonly quiet: boolean;
}

/**
 * The end of whatever comes to a result: it is held against the baseline, written in every form, and told.
 *
 * @returns the exit code of the result; that of a fault of ours where a report or the baseline could not be written; that
 * of a signal which came meanwhile
 */
export async function deliver(
  fresh: RunResult,
  { baseline, out, names, reporters, sweeper, quiet }: Delivery,
  io: Pick<CliIo, "env" | "onSignal">,
  terminal: Terminal,
): Promise<number> {
  const held = holdSignals(io, terminal);
  const { result, failures: unwritten } = closeBaseline(fresh, baseline, terminal);
  const stepSummary = io.env["GITHUB_STEP_SUMMARY"];
  const written = await writeReports(result, out, names, reporters, sweeper, stepSummary);
  const failures = [...unwritten, ...written.failures];
  tell(result, quiet, terminal);
  if (!quiet) terminal.out(`\n${renderReportPaths(written.paths, { colour: terminal.colour.out })}`);
  if (result.ended.how === "harness-error") terminal.err(`scimproof: ${result.ended.detail}\n${FAULT}\n`);
  const signal = held.release();
  return endWith(signal === undefined ? exitCodeOf(result) : EXIT_OF[signal], failures, terminal);
}

/**
 * What a run came to is written in full, which takes seconds, also for whoever presses Ctrl-C just then: once, and at the
 * second time the process ends as it does for the system.
 */
function holdSignals(
  io: Pick<CliIo, "onSignal">,
  terminal: Terminal,
): { readonly release: () => RunSignal | undefined } {
  let came: RunSignal | undefined;
  // Whoever was interrupted before is told at once, while it is being attached.
  let detach = (): void => undefined;
  detach = io.onSignal((signal) => {
    came = signal;
    detach();
    terminal.err("interrupted: writing the reports … (again to give up)\n");
  });
  return {
    release: () => {
      detach();
      return came;
    },
  };
}

/**
 * Tells what could not be written.
 *
 * @param code what there was to deliver has come to
 * @returns the same, or that of a fault of ours where something could not be written; an interruption stays one
 */
export function endWith(code: number, failures: readonly string[], terminal: Terminal): number {
  for (const failure of failures) terminal.err(`scimproof: ${failure}\n`);
  const isInterrupted = code === EXIT_CODES.sigint || code === EXIT_CODES.sigterm;
  return failures.length > 0 && !isInterrupted ? EXIT_CODES.harnessError : code;
}
