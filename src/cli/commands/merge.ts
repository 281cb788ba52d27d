import { resolve } from "node:path";
import { dayOf, mergeResults } from "../../gate/index.ts";
import { REPORTERS } from "../../report/index.ts";
import { openBaseline } from "../baseline.ts";
import { deliver } from "../deliver.ts";
import type { RunFlags } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { readResults } from "../read-results.ts";
import { clearReports, openOut } from "../reports.ts";
import { DEFAULT_OUT, readReporters } from "../settings.ts";
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
  openOut(out);
  clearReports(out, names, reporters);
  return await deliver(joined, { baseline, out, names, reporters, quiet: flags.quiet === true }, io, terminal);
}
