import { join } from "node:path";
import { compareResults, EXIT_CODES, isWorse } from "../../gate/index.ts";
import {
  COMPARE_REPORTERS,
  type CompareReporterName,
  renderCompareText,
  renderReportPaths,
} from "../../report/index.ts";
import type { Comparison } from "../../result/index.ts";
import { EXIT } from "../errors.ts";
import { readResult } from "../read-results.ts";
import { openOut, tryWrite } from "../reports.ts";
import { DEFAULT_OUT, FAIL_ON } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { readChoice } from "../values.ts";

/** Flags of `scimproof compare`. */
export interface CompareFlags {
  readonly failOn?: string;
  readonly reporter?: string;
  readonly out?: string;
  readonly quiet?: boolean;
}

const NAMES = Object.keys(COMPARE_REPORTERS) as CompareReporterName[];

/** `scimproof compare`: what is new, gone and changed between two results. */
export async function compareCommand(
  old: string,
  fresh: string,
  flags: CompareFlags,
  terminal: Terminal,
): Promise<number> {
  const words = flags.reporter?.split(",").map((word) => word.trim()) ?? [];
  const names = [...new Set(words.map((word) => readChoice("--reporter", word, NAMES)))];
  const chosen = flags.failOn === undefined ? undefined : readChoice("--fail-on", flags.failOn, FAIL_ON);
  const [before, after] = [await readResult(old), await readResult(fresh)];
  const comparison = compareResults(before, after, chosen ?? after.result.gate.failOn);
  const failures = names.length === 0 ? [] : await write(comparison, names, flags.out ?? DEFAULT_OUT, terminal);
  terminal.out(
    flags.quiet === true
      ? `${comparison.sentence}\n`
      : renderCompareText(comparison, { colour: terminal.colour.out, width: terminal.columns }),
  );
  for (const failure of failures) terminal.err(`scimproof: ${failure}\n`);
  if (failures.length > 0) return EXIT.harnessError;
  return isWorse(comparison) ? EXIT_CODES.nonconformant : EXIT.ok;
}

async function write(
  comparison: Comparison,
  names: readonly CompareReporterName[],
  out: string,
  terminal: Terminal,
): Promise<readonly string[]> {
  openOut(out);
  const failures: string[] = [];
  for (const name of names) {
    const { label, file, render } = COMPARE_REPORTERS[name];
    const path = join(out, file);
    const { failure } = await tryWrite(`the ${label} form`, path, () => render(comparison));
    if (failure === undefined) terminal.err(renderReportPaths([{ label, path }], { colour: terminal.colour.err }));
    else failures.push(failure);
  }
  return failures;
}
