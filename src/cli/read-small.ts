import { closeSync, openSync, readSync } from "node:fs";

/** Larger than any certificate bundle: what is larger is another file. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * The text of a small file: certificates, keys. A device or a pipe without end is given up like a file that is too large.
 *
 * @returns undefined when it has more than 4 MiB
 * @throws what opening and reading it throw
 */
export function readSmall(path: string): string | undefined {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.allocUnsafe(MAX_BYTES + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      length += read;
      if (length > MAX_BYTES) return undefined;
      if (read === 0) return bytes.toString("utf8", 0, length);
    }
  } finally {
    closeSync(file);
  }
}
