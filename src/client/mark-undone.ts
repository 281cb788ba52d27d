import { appendFileSync, readFileSync, truncateSync } from "node:fs";

/** Writes into a journal that an entry of it was undone, so that a second clean-up does not undo it again. */
export function markUndone(path: string, entry: number): void {
  const text = readFileSync(path);
  const complete = text.lastIndexOf("\n") + 1;
  // A line torn by a crash counts as never written; appending to it would damage the journal.
  if (complete < text.length) truncateSync(path, complete);
  appendFileSync(path, `${JSON.stringify({ entry, is: "undone" })}\n`);
}
