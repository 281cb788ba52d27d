import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RunFlags } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { readResult } from "../read-results.ts";
import type { Terminal } from "../terminal.ts";
import { machineMeans } from "../watch/means.ts";
import { watchRuns } from "../watch/watch-runs.ts";
import { outFolder, watchedFiles } from "../watch/watched-files.ts";

/** What `--watch` was given. */
export interface WatchInput {
  /** As typed, `--watch` included. */
  readonly argv: readonly string[];
  readonly words: readonly string[];
  /** Of the command line and the environment alone. */
  readonly typed: RunFlags;
}

/** `scimproof run --watch`: runs again whenever config, document, overlay or profile change, or a key asks for it. */
export async function watchCommand({ argv, words, typed }: WatchInput, io: CliIo, terminal: Terminal): Promise<number> {
  const cwd = io.cwd ?? process.cwd();
  return await watchRuns(
    {
      argv: argv.filter((word) => word !== "--watch"),
      files: async () => await watchedFiles(typed, words, cwd),
      failed: async () => await failedIn(await outFolder(typed, cwd)),
    },
    io.watching ?? machineMeans(),
    io,
    terminal,
  );
}

/** The scenarios that failed in the run whose reports are in a folder. */
async function failedIn(folder: string): Promise<readonly string[]> {
  const file = join(folder, "results.json");
  if (!existsSync(file)) return [];
  const { result } = await readResult(file);
  const failed = result.suites.flatMap(({ scenarios }) => scenarios.filter(({ outcome }) => outcome === "failed"));
  return [...new Set(failed.map(({ id }) => id))];
}
