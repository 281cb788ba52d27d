import { HarnessError } from "../result/index.ts";
import { MAX_JOURNAL, MAX_JOURNAL_DEPTH, MAX_JOURNAL_LINE } from "./journal-limits.ts";
import { JOURNAL_FORMAT, type JournalHeader } from "./journal-line.ts";
import { parseEntry, parseHeader } from "./journal-shape.ts";
import { isNestedDeeper } from "./json-size.ts";
import { Leftovers } from "./leftovers.ts";
import { readLines, TooLongError } from "./read-lines.ts";
import type { JournalLeftover } from "./types.ts";

/** What a journal file says. */
export interface JournalContents {
  readonly header: JournalHeader;
  /** Entries that are neither refused nor undone, oldest first. */
  readonly leftovers: readonly JournalLeftover[];
}

/**
 * Reads a journal, also one whose last line was torn by a crash: such a line was never flushed, so nothing was sent. It is
 * read line by line: memory grows with what is left, not with the file.
 *
 * @throws HarnessError `JOURNAL_INVALID` when it is not a journal, was damaged, is longer than a journal gets, or is of a
 *   later version.
 */
export function readJournal(path: string): JournalContents {
  const invalid = (line: number, message: string): HarnessError =>
    new HarnessError("JOURNAL_INVALID", message, {
      place: { file: path, line },
      remedy: "give the journal as the run wrote it; look for leftovers by hand if it was changed",
    });
  let header: JournalHeader | undefined;
  const leftovers = new Leftovers();
  let line = 0;
  for (const bytes of linesOf(path, invalid)) {
    line += 1;
    if (isNestedDeeper(bytes, MAX_JOURNAL_DEPTH)) throw invalid(line, "This line is nested far too deeply.");
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString("utf8"));
    } catch {
      throw invalid(line, "This line is not JSON.");
    }
    if (header === undefined) {
      header = readHeader(value, path, invalid);
      continue;
    }
    const entry = parseEntry(value);
    if (typeof entry === "string") throw invalid(line, entry);
    if (!leftovers.apply(entry)) throw invalid(line, `Entry ${entry.entry} is out of order.`);
  }
  if (header === undefined) throw invalid(1, NO_JOURNAL);
  return { header, leftovers: leftovers.list() };
}

const NO_JOURNAL = "This is not the first line of a Scimproof journal.";

type Invalid = (line: number, message: string) => HarnessError;

function readHeader(value: unknown, path: string, invalid: Invalid): JournalHeader {
  const header = parseHeader(value);
  if (header === undefined) throw invalid(1, NO_JOURNAL);
  const { format, baseUrl, runId, version } = header;
  if (format !== JOURNAL_FORMAT) {
    throw new HarnessError("JOURNAL_INVALID", `The journal is of format ${format}, this reads ${JOURNAL_FORMAT}.`, {
      place: { file: path, line: 1 },
      remedy: `use scimproof ${version}, which wrote it`,
    });
  }
  return { baseUrl, runId, version };
}

function* linesOf(path: string, invalid: Invalid): Generator<Buffer> {
  try {
    yield* readLines(path, { line: MAX_JOURNAL_LINE, file: MAX_JOURNAL });
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    if (cause instanceof TooLongError) {
      const what = cause.what === "line" ? "This line" : "The journal";
      throw invalid(cause.line, `${what} is longer than ${cause.limit} bytes, which no journal gets.`);
    }
    throw new HarnessError("JOURNAL_INVALID", "The journal cannot be read.", {
      place: { file: path },
      remedy: "give the path of a journal.ndjson",
      cause,
    });
  }
}
