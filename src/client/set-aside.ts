import { existsSync, renameSync, rmSync } from "node:fs";
import { readJournal } from "./read-journal.ts";

/**
 * Makes room for a new journal.
 *
 * @returns the new path of the old journal when it has leftovers.
 * @throws HarnessError `JOURNAL_INVALID` when what is there is not a journal, so not ours to replace.
 */
export function setAside(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const { leftovers } = readJournal(path);
  if (leftovers.length === 0) {
    rmSync(path);
    return undefined;
  }
  for (let n = 1; ; n += 1) {
    const moved = `${path}.${n}`;
    if (existsSync(moved)) continue;
    renameSync(path, moved);
    return moved;
  }
}
