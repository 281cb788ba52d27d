import { REPORTERS, renderReportPaths } from "../../report/index.ts";
import { EXIT } from "../errors.ts";
import type { RunFlags } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { readResult } from "../read-results.ts";
import { openOut, writeReports } from "../reports.ts";
import { DEFAULT_OUT, readReporters } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

/** `scimproof report`: the reports of a run once more, from its `results.json` alone. */
export async function reportCommand(path: string, flags: RunFlags, io: CliIo, terminal: Terminal): Promise<number> {
  const names = readReporters(flags.reporter);
  const { result } = await readResult(path);
  const out = flags.out ?? DEFAULT_OUT;
  openOut(out);
  const reporters = io.reporters ?? REPORTERS;
  const stepSummary = io.env["GITHUB_STEP_SUMMARY"];
  const { paths, failures } = await writeReports(result, out, names, reporters, undefined, stepSummary);
  terminal.out(renderReportPaths(paths, { colour: terminal.colour.out }));
  for (const failure of failures) terminal.err(`scimproof: ${failure}\n`);
  return failures.length > 0 ? EXIT.harnessError : EXIT.ok;
}
