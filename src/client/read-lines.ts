import { closeSync, openSync, readSync } from "node:fs";

const CHUNK = 64 * 1024;
const LINE_FEED = 0x0a;

/** A file or a line of it is longer than may be read. */
export class TooLongError extends Error {
  /** 1-based. */
  readonly line: number;
  /** In bytes. */
  readonly limit: number;
  readonly what: "file" | "line";

  constructor(what: "file" | "line", line: number, limit: number) {
    super(`the ${what} is longer than ${limit} bytes`);
    this.what = what;
    this.line = line;
    this.limit = limit;
  }
}

/**
 * The lines of a file one after the other, so that memory does not grow with it; what follows the last line break is left
 * out.
 *
 * @param limits in bytes, of one line and of the whole file
 * @throws TooLongError, and whatever opening and reading throw
 */
export function* readLines(
  path: string,
  limits: { readonly line: number; readonly file: number },
): Generator<Buffer, void> {
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let begun: Buffer[] = [];
    let length = 0;
    let total = 0;
    let line = 1;
    for (;;) {
      const read = readSync(file, chunk, 0, CHUNK, null);
      if (read === 0) return;
      total += read;
      if (total > limits.file) throw new TooLongError("file", line, limits.file);
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1 && end < read; end = chunk.indexOf(LINE_FEED, from)) {
        if (length + end - from > limits.line) throw new TooLongError("line", line, limits.line);
        yield Buffer.concat([...begun, chunk.subarray(from, end)]);
        begun = [];
        length = 0;
        line += 1;
        from = end + 1;
      }
      length += read - from;
      if (length > limits.line) throw new TooLongError("line", line, limits.line);
      begun.push(Buffer.from(chunk.subarray(from, read)));
    }
  } finally {
    closeSync(file);
  }
}
