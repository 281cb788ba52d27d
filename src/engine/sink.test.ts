import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../result/index.ts";
import { type EventSink, fileSink, memorySink } from "./sink.ts";
import { exchange, SUITE } from "./testing.ts";

let folder = "";
let number = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scimproof-sink-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A file of its own for each sink. */
function path(): string {
  number += 1;
  return join(folder, `events-${number}.ndjson`);
}

async function replayed(sink: EventSink): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of sink.replay()) events.push(event);
  return events;
}

const told = (value: string): RunEvent => ({
  type: "capability",
  suite: SUITE,
  capability: { id: "x", title: value, value },
});
const sent = (body: string): RunEvent => ({
  type: "exchange",
  suite: SUITE,
  exchange: exchange("a#1", {
    response: { status: 200, headers: [], body, bodyBytes: body.length, utf8: true, bom: false },
  }),
});

test("replays what was emitted, in that order, whatever a server has answered", async () => {
  const unit = fc.oneof(
    fc.constantFrom("\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u0000", '"', "\\", "\ud83d", "\u2028\n"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  const event = fc
    .tuple(fc.boolean(), fc.string({ unit }))
    .map(([isExchange, text]) => (isExchange ? sent(text) : told(text)));
  await fc.assert(
    fc.asyncProperty(fc.array(event), async (events) => {
      for (const sink of [memorySink(), fileSink(path())]) {
        for (const each of events) sink.emit(each);
        expect(await replayed(sink)).toEqual(events);
        expect(await replayed(sink)).toEqual(events);
        sink.close();
      }
    }),
    { numRuns: 50 },
  );
});

test("replays while more is emitted, and after it is closed", async () => {
  const sink = fileSink(path());
  sink.emit(sent("1"));
  expect(await replayed(sink)).toEqual([sent("1")]);
  sink.emit(sent("2"));
  expect(await replayed(sink)).toEqual([sent("1"), sent("2")]);
  sink.close();
  sink.close();
  expect(await replayed(sink)).toEqual([sent("1"), sent("2")]);
});

test("replays more than it gathers before it writes", async () => {
  const sink = fileSink(path());
  const events = Array.from({ length: 40 }, (_, index) => sent(`${index} ${"ü".repeat(20_000)}`));
  for (const event of events) sink.emit(event);
  expect(await replayed(sink)).toEqual(events);
  sink.close();
});

test("what is rare is in the file at once, a line each; nobody else may read it", () => {
  const file = path();
  const sink = fileSink(file);
  sink.emit(told("a\u2028b"));
  expect(
    readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([told("a\u2028b")]);
  expect(statSync(file).mode & 0o077).toBe(0);
  sink.close();
});

test.skipIf(!existsSync("/dev/full"))("a full disk is told once, and nothing that was emitted is lost", async () => {
  const file = path();
  symlinkSync("/dev/full", file);
  const sink = fileSink(file);
  const events = [sent("1"), told("2"), told("3"), sent("4")];
  const thrown = events.filter((event) => {
    try {
      sink.emit(event);
      return false;
    } catch {
      return true;
    }
  });
  expect(thrown).toEqual([told("2")]);
  expect(await replayed(sink)).toEqual(events);
  sink.close();
});
