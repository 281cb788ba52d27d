import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

const LINE_FEED = 0x0a;
const CHUNK = 64 * 1024;

/** Writes into a journal that an entry of it was undone, so that a second clean-up does not undo it again. */
export function markUndone(path: string, entry: number): void {
  const file = openSync(path, "r+");
  try {
    const { size } = fstatSync(file);
    const complete = endOfLastLine(file, size);
    // A line torn by a crash counts as never written; appending to it would damage the journal.
    if (complete < size) ftruncateSync(file, complete);
    writeSync(file, `${JSON.stringify({ entry, is: "undone" })}\n`, complete);
  } finally {
    closeSync(file);
  }
}

/** Where the last complete line ends, looked for from the end: a journal may be long, and this is done for each entry. */
function endOfLastLine(file: number, size: number): number {
  const chunk = Buffer.alloc(CHUNK);
  for (let end = size; end > 0; end -= CHUNK) {
    const start = Math.max(0, end - CHUNK);
    const read = readSync(file, chunk, 0, end - start, start);
    const at = chunk.subarray(0, read).lastIndexOf(LINE_FEED);
    if (at !== -1) return start + at + 1;
  }
  return 0;
}
