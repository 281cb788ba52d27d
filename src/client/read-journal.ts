import { readFileSync } from "node:fs";
import { HarnessError } from "../result/index.ts";
import { JOURNAL_FORMAT, type JournalHeader } from "./journal-line.ts";
import { parseEntry, parseHeader } from "./journal-shape.ts";
import { Leftovers } from "./leftovers.ts";
import type { JournalLeftover } from "./types.ts";

/** What a journal file says. */
export interface JournalContents {
  readonly header: JournalHeader;
  /** Entries that are neither refused nor undone, oldest first. */
  readonly leftovers: readonly JournalLeftover[];
}

/**
 * Reads a journal, also one whose last line was torn by a crash: such a line was never flushed, so nothing was sent.
 *
 * @throws HarnessError `JOURNAL_INVALID` when it is not a journal, was damaged, or is of a later version.
 */
export function readJournal(path: string): JournalContents {
  const lines = read(path).split("\n");
  // What follows the last line break is empty, or torn.
  const complete = lines.slice(0, -1);
  const invalid = (line: number, message: string): HarnessError =>
    new HarnessError("JOURNAL_INVALID", message, {
      place: { file: path, line },
      remedy: "give the journal as the run wrote it; look for leftovers by hand if it was changed",
    });
  const parsed = complete.map((text, index) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      throw invalid(index + 1, "This line is not JSON.");
    }
  });
  const header = parseHeader(parsed[0]);
  if (header === undefined) throw invalid(1, "This is not the first line of a Scimproof journal.");
  if (header.format !== JOURNAL_FORMAT) {
    throw new HarnessError(
      "JOURNAL_INVALID",
      `The journal is of format ${header.format}, this reads ${JOURNAL_FORMAT}.`,
      {
        place: { file: path, line: 1 },
        remedy: `use scimproof ${header.version}, which wrote it`,
      },
    );
  }
  const leftovers = new Leftovers();
  for (const [index, value] of parsed.slice(1).entries()) {
    const entry = parseEntry(value);
    if (typeof entry === "string") throw invalid(index + 2, entry);
    if (!leftovers.apply(entry)) throw invalid(index + 2, `Entry ${entry.entry} is out of order.`);
  }
  const { baseUrl, runId, version } = header;
  return { header: { baseUrl, runId, version }, leftovers: leftovers.list() };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new HarnessError("JOURNAL_INVALID", "The journal cannot be read.", {
      place: { file: path },
      remedy: "give the path of a journal.ndjson",
      cause,
    });
  }
}
