import { join } from "node:path";
import type { Command } from "commander";
import { matrixOf } from "../../gate/index.ts";
import { MATRIX_REPORTERS, type ReportPath, renderMatrixText, renderReportPaths } from "../../report/index.ts";
import type { MatrixResult } from "../../result/index.ts";
import { loadTargets, selectTargets } from "../config/load-targets.ts";
import { endWith } from "../deliver.ts";
import { EXIT } from "../errors.ts";
import type { RunFlags } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { gatheredTarget } from "../matrix/gathered-target.ts";
import { runTargets } from "../matrix/run-targets.ts";
import { addToSummary, openOut, tryWrite } from "../reports.ts";
import { DEFAULT_OUT } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { readCount } from "../values.ts";
import { toolVersion } from "../version.ts";

/** Flags of `scimproof matrix` beside those that it passes on to each run. */
interface MatrixFlags extends RunFlags {
  readonly list?: boolean;
  readonly parallel?: string;
}

const PARALLEL = 4;

/** `scimproof matrix`: runs every target of a file, each into a folder of its own, and makes one index of them all. */
export async function matrixCommand(
  file: string,
  words: readonly string[],
  command: Command,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const flags: MatrixFlags = command.opts();
  const targets = selectTargets(words, await loadTargets(file, io.cwd ?? process.cwd()), file);
  if (flags.list === true) {
    terminal.out(`${JSON.stringify(targets.map(({ name }) => name))}\n`);
    return EXIT.ok;
  }
  const out = flags.out ?? flags.from ?? DEFAULT_OUT;
  const parallel = readCount("--parallel", flags.parallel ?? String(PARALLEL), 1, 64);
  openOut(out);
  const ended =
    flags.from === undefined
      ? await runTargets(targets, { command, out, parallel }, io, terminal)
      : await Promise.all(targets.map(async (target) => await gatheredTarget(target, flags.from ?? out, out)));
  const matrix = matrixOf(toolVersion(), ended);
  const stepSummary = io.env["GITHUB_STEP_SUMMARY"];
  return await deliverMatrix(matrix, { out, quiet: flags.quiet === true, stepSummary }, terminal);
}

async function deliverMatrix(
  matrix: MatrixResult,
  to: { readonly out: string; readonly quiet: boolean; readonly stepSummary: string | undefined },
  terminal: Terminal,
): Promise<number> {
  const { out, quiet, stepSummary } = to;
  const paths: ReportPath[] = [];
  const failures: string[] = [];
  for (const [name, { label, file, render }] of Object.entries(MATRIX_REPORTERS)) {
    const path = join(out, file);
    const made = await tryWrite(`the ${label}`, path, async () => await render(matrix));
    if (made.failure !== undefined) {
      failures.push(made.failure);
      continue;
    }
    paths.push({ label, path });
    if (name === "md") failures.push(...addToSummary(stepSummary, made.text));
  }
  terminal.out(
    quiet ? `${matrix.sentence}\n` : renderMatrixText(matrix, { colour: terminal.colour.out, width: terminal.columns }),
  );
  if (!quiet) terminal.out(`\n${renderReportPaths(paths, { colour: terminal.colour.out })}`);
  return endWith(matrix.exitCode, failures, terminal);
}
