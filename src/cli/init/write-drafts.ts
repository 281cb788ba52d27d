import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { HarnessError } from "../../result/index.ts";
import { messageOf } from "../reports.ts";
import { usage } from "../usage.ts";
import type { Draft } from "./answers.ts";

/**
 * Makes sure that nothing would be overwritten.
 *
 * @throws HarnessError `USAGE`, naming all files that are in the way
 */
export function refuseTaken(folder: string, paths: readonly string[], force: boolean): void {
  const taken = paths.filter((path) => existsSync(join(folder, path)));
  if (taken.length === 0 || force) return;
  throw usage(
    `${taken.join(" and ")} ${taken.length === 1 ? "is" : "are"} already there`,
    "--force overwrites, or move what is there out of the way",
  );
}

/**
 * Writes all files or none: under other names first, then each gets its own; where one cannot be written, what was there
 * before is there again.
 *
 * @throws HarnessError `REPORT_FAILED`
 */
export function writeDrafts(folder: string, drafts: readonly Draft[]): void {
  const mark = `.${process.pid}.tmp`;
  const before = new Map<string, string | undefined>();
  try {
    for (const { path, text } of drafts) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}${mark}`, text);
    }
    for (const { path } of drafts) {
      const file = join(folder, path);
      before.set(file, existsSync(file) ? readFileSync(file, "utf8") : undefined);
      renameSync(`${file}${mark}`, file);
    }
  } catch (cause) {
    for (const [file, text] of before) {
      if (text === undefined) rmSync(file, { force: true });
      else writeFileSync(file, text);
    }
    for (const { path } of drafts) rmSync(`${join(folder, path)}${mark}`, { force: true });
    throw new HarnessError("REPORT_FAILED", `the config cannot be written: ${messageOf(cause)}`, {
      remedy: "go to a folder that can be written to",
      cause,
    });
  }
}
