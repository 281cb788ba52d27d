import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { RunEvent } from "../result/index.ts";

/** Where events go as they are made, and from where the result is folded. */
export interface EventSink {
  emit(event: RunEvent): void;
  /** Every event so far, in the order emitted. */
  replay(): AsyncIterable<RunEvent>;
  close(): void;
}

/** Keeps events in memory: for runs that leave no files. */
export function memorySink(): EventSink {
  const events: RunEvent[] = [];
  return {
    emit: (event) => {
      events.push(event);
    },
    replay: async function* replay() {
      yield* events;
    },
    close: () => undefined,
  };
}

// Lines are gathered up to this many characters before they are written, so that evidence costs little while it is made.
const FLUSH_AT = 256 * 1024;
const COMMON: ReadonlySet<RunEvent["type"]> = new Set(["exchange", "passes"]);

/**
 * Streams events to an NDJSON file: a run's memory does not grow with its exchanges. When the file cannot be written any
 * more, what comes after stays in memory, so that the run can still be ended in order and told of.
 */
export function fileSink(path: string): EventSink {
  const file = openSync(path, "w", 0o600);
  let pending: string[] = [];
  let size = 0;
  let written = 0;
  let open = true;
  let isBroken = false;
  const flush = (): void => {
    if (pending.length === 0 || isBroken) return;
    const bytes = Buffer.from(pending.join(""), "utf8");
    try {
      // A write may take only a part; at a place of its own, so that what was torn is written over or cut off.
      for (let from = 0; from < bytes.length; ) {
        from += writeSync(file, bytes, from, bytes.length - from, written + from);
      }
    } catch (error) {
      isBroken = true;
      throw error;
    }
    written += bytes.length;
    pending = [];
    size = 0;
  };
  return {
    emit: (event) => {
      // readline takes these two for ends of lines, and JSON leaves them as they are.
      const json = JSON.stringify(event)
        .replaceAll("\u2028", String.raw`\u2028`)
        .replaceAll("\u2029", String.raw`\u2029`);
      const line = `${json}\n`;
      pending.push(line);
      size += line.length;
      // What is rare is wanted at once by whoever follows the file.
      if (size > FLUSH_AT || !COMMON.has(event.type)) flush();
    },
    replay: async function* replay() {
      flush();
      if (written > 0) {
        const input = createReadStream(path, { encoding: "utf8", end: written - 1 });
        for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
          if (line !== "") yield JSON.parse(line) as RunEvent;
        }
      }
      for (const line of pending) yield JSON.parse(line) as RunEvent;
    },
    close: () => {
      if (!open) return;
      open = false;
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}
