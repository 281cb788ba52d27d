import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Reporter, ReporterName, ReportPath } from "../report/index.ts";
import { HarnessError, type RunResult } from "../result/index.ts";
import { ownTexts, type Sweeper } from "./sweeper.ts";

/** What became of the reports. */
export interface Written {
  readonly paths: readonly ReportPath[];
  /** One sentence for each that could not be made or written. */
  readonly failures: readonly string[];
}

/**
 * Makes the output folder and sees that it can be written to, before anything is sent.
 *
 * @throws HarnessError `REPORT_FAILED`
 */
export function openOut(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new HarnessError("REPORT_FAILED", `reports cannot be written to ${folder}: ${messageOf(cause)}`, {
      remedy: "name a folder that can be written to: --out DIR",
      cause,
    });
  }
}

/**
 * Removes the reports of an earlier run, so that nobody takes them for those of this one, or of one that crashes: those that
 * are asked for, and all others beside a `results.json`. Without that the folder may hold somebody's own `index.html`.
 */
export function clearReports(
  folder: string,
  names: readonly ReporterName[],
  reporters: Readonly<Record<ReporterName, Reporter>>,
): void {
  const isOurs = existsSync(join(folder, reporters.json.file));
  const stale = isOurs ? Object.values(reporters) : names.map((name) => reporters[name]);
  for (const { file } of stale) {
    try {
      rmSync(join(folder, file), { force: true });
    } catch {
      // What cannot be removed cannot be replaced either: writing it will tell.
    }
  }
}

/**
 * Makes and writes reports in the order given; one that fails does not keep the others from being written. Each is
 * searched for secrets once more before it is written, and what is found is replaced: that is the last of several
 * nets, so that a secret in it is a fault of ours, and said to be one.
 *
 * @param sweeper knows the secrets of the run; undefined for a report made later, from a result alone
 * @param stepSummary the file that `GITHUB_STEP_SUMMARY` names, to which the Markdown summary is appended as well
 */
export async function writeReports(
  result: RunResult,
  folder: string,
  names: readonly ReporterName[],
  reporters: Readonly<Record<ReporterName, Reporter>>,
  sweeper?: Sweeper,
  stepSummary?: string,
): Promise<Written> {
  const paths: ReportPath[] = [];
  const failures: string[] = [];
  let source = result;
  for (const name of names) {
    const { label, file, render } = reporters[name];
    const path = join(folder, file);
    const made = await tryWrite(`the ${label} report`, path, async () => {
      const rendered = await render(source);
      const { text, found } = sweeper?.sweep(rendered, () => ownTexts(source)) ?? { text: rendered, found: [] };
      if (found.length > 0) {
        failures.push(`the ${label} report ${path} was about to hold ${found.join(", ")}, and was written without`);
      }
      // Everything after results.json is made from it as it stands there: made again later, it is the same to the byte.
      if (name === "json") source = JSON.parse(text) as RunResult;
      return text;
    });
    if (made.failure !== undefined) {
      failures.push(made.failure);
      continue;
    }
    paths.push({ label, path });
    if (name === "md") failures.push(...addToSummary(stepSummary, made.text));
  }
  // What a person opens comes first, whatever had to be written first.
  const order = Object.values(reporters).map(({ label }) => label);
  return { paths: paths.sort((a, b) => order.indexOf(a.label) - order.indexOf(b.label)), failures };
}

/** What became of one file: its text as it was written, or a sentence on what went wrong. */
type Made = { readonly text: string; readonly failure?: undefined } | { readonly failure: string };

/** Makes a text and writes it whole. What goes wrong is told and not thrown: the others are to be written all the same. */
export async function tryWrite(what: string, path: string, make: () => string | Promise<string>): Promise<Made> {
  try {
    const text = await make();
    writeWhole(path, text);
    return { text };
  } catch (error) {
    return { failure: `${what} ${path} could not be written: ${messageOf(error)}` };
  }
}

/**
 * Adds a Markdown summary to that of a step. Other steps of the job may have written there already: nothing is replaced.
 *
 * @param path what `GITHUB_STEP_SUMMARY` names; nothing where it is not set
 * @returns what went wrong
 */
export function addToSummary(path: string | undefined, text: string): readonly string[] {
  if (path === undefined || path === "") return [];
  try {
    appendFileSync(path, `\n${text}`);
    return [];
  } catch (error) {
    return [`the step summary that GITHUB_STEP_SUMMARY names could not be added to: ${messageOf(error)}`];
  }
}

/** Under another name first: who reads the report never sees a half of it. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** What is said of an error that may be anything. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
