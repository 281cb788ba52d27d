import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { HarnessError } from "../result/index.ts";
import { FULL_JOURNAL, MAX_JOURNAL_DEPTH, MAX_JOURNAL_LINE } from "./journal-limits.ts";
import { type EntryLine, type HeaderLine, JOURNAL_FORMAT, type JournalHeader } from "./journal-line.ts";
import { parseEntry } from "./journal-shape.ts";
import { isNestedDeeper } from "./json-size.ts";
import { Leftovers } from "./leftovers.ts";
import { setAside } from "./set-aside.ts";
import type { Journal, JournalIntent, JournalLeftover } from "./types.ts";

/** A {@link Journal} on disk. */
export interface FileJournal extends Journal {
  /** Entries that are neither refused nor undone, oldest first. */
  leftovers(): readonly JournalLeftover[];
  /** Where the journal of an earlier run went that stood here and still has leftovers. */
  readonly setAside?: string;
}

/**
 * Opens a new journal, for its owner's eyes only. One that is already there is replaced when nothing is left of it,
 * and renamed when something is: leftovers are never forgotten.
 *
 * @param options `flush: false` where a power cut would take the server with it, as on a loopback target: what the
 *   process wrote outlives its own end in any case
 * @throws HarnessError `JOURNAL_INVALID` when the path holds something that is not a journal, or cannot be written.
 */
export function openJournal(
  path: string,
  header: JournalHeader,
  { flush: isFlushed = true }: { readonly flush?: boolean } = {},
): FileJournal {
  const moved = setAside(path);
  const file = create(path);
  const leftovers = new Leftovers();
  let isOpen = true;
  let length = 0;
  const write = (line: HeaderLine | EntryLine, flush: boolean): void => {
    // The number of a closed file may belong to another one by now.
    if (!isOpen) throw new HarnessError("INTERNAL", "The journal is closed.", { place: { file: path } });
    try {
      length += writeWhole(file, `${JSON.stringify(line)}\n`, length);
      if (flush && isFlushed) fsyncSync(file);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
  const append = (line: EntryLine, flush: boolean): void => {
    write(line, flush);
    leftovers.apply(line);
  };
  const { baseUrl, runId, version } = header;
  write({ journal: "scimproof", format: JOURNAL_FORMAT, baseUrl, runId, version }, true);
  return {
    path,
    ...(moved === undefined ? {} : { setAside: moved }),
    intend: (intent) => {
      const entry = leftovers.last + 1;
      const line = parseEntry({ entry, is: "intended", at: new Date().toISOString(), intent: readable(intent) });
      // One line that cannot be read would make the whole journal useless.
      if (typeof line === "string") throw new HarnessError("INTERNAL", `This cannot be journalled. ${line}`);
      if (length > FULL_JOURNAL) throw unwritable(path, new Error("the journal is full"));
      append(line, true);
      return entry;
    },
    // Not flushed: a line lost to a power cut leaves the entry open, and open entries are looked for by their key.
    done: (entry, id) => {
      const line = parseEntry({ entry, is: "done", id });
      // Nor is an id that is empty or endless worth that: the entry stays open, and is looked for by its key.
      if (typeof line !== "string") append(line, false);
    },
    void: (entry, why) => append({ entry, is: "void", why }, false),
    undone: (entry) => append({ entry, is: "undone" }, false),
    leftovers: () => leftovers.list(),
    close: () => {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

// What a line holds beside the intent.
const ROOM = 1024;
const LEVELS = 8;

/** The intent, without what something was before where that makes a line that is read by nobody. */
function readable(intent: JournalIntent): JournalIntent {
  if (intent.kind !== "write" || intent.before === undefined) return intent;
  const bytes = Buffer.from(JSON.stringify(intent), "utf8");
  const fits = bytes.length <= MAX_JOURNAL_LINE - ROOM && !isNestedDeeper(bytes, MAX_JOURNAL_DEPTH - LEVELS);
  const { before: _, back: __, ...rest } = intent;
  return fits ? intent : rest;
}

function create(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, "wx", 0o600);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function unwritable(path: string, cause: unknown): HarnessError {
  return new HarnessError("JOURNAL_INVALID", "The journal cannot be written, so nothing may be created.", {
    place: { file: path },
    remedy: "give a folder with --out that can be written to and has room",
    cause,
  });
}

// A write may take only a part of a long line. What was torn is cut off: one line that cannot be read would make the
// whole journal useless.
function writeWhole(file: number, line: string, at: number): number {
  const bytes = Buffer.from(line, "utf8");
  try {
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from, bytes.length - from, at + from);
  } catch (error) {
    ftruncateSync(file, at);
    throw error;
  }
  return bytes.length;
}
