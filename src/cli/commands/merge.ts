import { resolve } from "node:path";
import { dayOf, EXIT_CODES, exitCodeOf, mergeResults } from "../../gate/index.ts";
import { REPORTERS, renderReportPaths } from "../../report/index.ts";
import { closeBaseline, openBaseline } from "../baseline.ts";
import type { RunFlags } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { readResults } from "../read-results.ts";
import { openOut, writeReports } from "../reports.ts";
import { DEFAULT_OUT, readReporters } from "../settings.ts";
import { tell } from "../tell.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";

/** `scimproof merge`: joins results into one, judges it, and gives the exit code that one run would have given. */
export async function mergeCommand(
  paths: readonly string[],
  flags: RunFlags,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const reporters = io.reporters ?? REPORTERS;
  const names = [...new Set(["json" as const, ...readReporters(flags.reporter)])];
  const out = flags.out ?? DEFAULT_OUT;
  const baseline = await openBaseline(flags);
  const inputs = await readResults(paths);
  const own = inputs.find(({ file }) => resolve(file) === resolve(out, reporters.json.file));
  if (own !== undefined) {
    throw usage(`${own.file} would be written over by the joined result`, "name another folder: --out merged");
  }
  const joined = mergeResults(inputs, dayOf(new Date()));
  const { result, failures: unwritten } = closeBaseline(joined, baseline, terminal);
  openOut(out);
  const stepSummary = io.env["GITHUB_STEP_SUMMARY"];
  const written = await writeReports(result, out, names, reporters, undefined, stepSummary);
  const failures = [...unwritten, ...written.failures];
  tell(result, flags.quiet === true, terminal);
  if (flags.quiet !== true) terminal.out(`\n${renderReportPaths(written.paths, { colour: terminal.colour.out })}`);
  for (const failure of failures) terminal.err(`scimproof: ${failure}\n`);
  const code = exitCodeOf(result);
  const isInterrupted = code === EXIT_CODES.sigint || code === EXIT_CODES.sigterm;
  return failures.length > 0 && !isInterrupted ? EXIT_CODES.harnessError : code;
}
