import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../document/index.ts";
import type { NamedResult } from "../gate/index.ts";
import { parseResult } from "../report/index.ts";
import { usage } from "./usage.ts";

const FILE = "results.json";

/**
 * Reads a result by the name of its file or of its folder.
 *
 * @throws HarnessError `RESULT_INVALID`
 */
export async function readResult(path: string): Promise<NamedResult> {
  const file = isFolder(path) ? join(path, FILE) : path;
  return { file, result: parseResult(await readText(file, "RESULT_INVALID"), file) };
}

/**
 * Reads several results; a folder without one stands for the folders in it, as pipelines put what they have gathered.
 *
 * @throws HarnessError `USAGE`, `RESULT_INVALID`
 */
export async function readResults(paths: readonly string[]): Promise<readonly NamedResult[]> {
  const found: NamedResult[] = [];
  for (const path of paths.flatMap(within)) found.push(await readResult(path));
  return found;
}

function within(path: string): readonly string[] {
  if (!isFolder(path) || existsSync(join(path, FILE))) return [path];
  const folders = readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .filter((folder) => existsSync(join(folder, FILE)));
  if (folders.length === 0) {
    throw usage(`${path} holds no ${FILE}, nor does a folder in it`, "name the --out folders of the runs");
  }
  return folders;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
