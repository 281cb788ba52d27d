import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import { openJournal } from "./journal.ts";
import { MAX_JOURNAL, MAX_JOURNAL_DEPTH, MAX_JOURNAL_LINE } from "./journal-limits.ts";
import { readJournal } from "./read-journal.ts";
import type { JournalIntent } from "./types.ts";

const HEADER = { baseUrl: "https://host/scim/v2", runId: "r1", version: "1.2.3" };
const CREATE: JournalIntent = {
  kind: "create",
  resource: "User",
  collectionPath: "/Users",
  key: { attribute: "userName", value: "scimproof-r1-1" },
};
const WRITE: JournalIntent = {
  kind: "write",
  resource: "Group",
  id: "7",
  path: "/Groups/7",
  before: { displayName: "Grüße\n", members: [] },
};
const AT: unknown = expect.stringMatching(/^\d{4}-.*Z$/u);
const FIRST = JSON.stringify({ journal: "scimproof", format: 1, ...HEADER });

let path = "";
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  path = join(folder, "reports", "journal.ndjson");
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test("what is neither refused nor undone is left over, with its id and what it was before", () => {
  const journal = openJournal(path, HEADER);
  const entries = [CREATE, CREATE, CREATE, CREATE, WRITE].map((intent) => journal.intend(intent));
  expect(entries).toEqual([1, 2, 3, 4, 5]);
  journal.done(1, "id-1");
  journal.void(2, "refused with 400");
  journal.done(3, "id-3");
  journal.undone(3);
  journal.done(5, "7");
  const expected = [
    { entry: 1, intent: CREATE, at: AT, id: "id-1" },
    { entry: 4, intent: CREATE, at: AT },
    { entry: 5, intent: WRITE, at: AT, id: "7" },
  ];
  expect(journal.leftovers()).toEqual(expected);
  // Read while it is still open: what was intended is on disk by then.
  expect(readJournal(path)).toEqual({ header: HEADER, leftovers: expected });
  journal.close();
  journal.close();
});

test("nothing is written that could not be read again", () => {
  const journal = openJournal(path, HEADER);
  expect(() => journal.intend({ ...WRITE, path: "elsewhere" })).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  const long = { ...CREATE, key: { attribute: "displayName", value: "x".repeat(10_000) } };
  journal.done(journal.intend(long), "");
  journal.done(1, "x".repeat(1_000_000));
  journal.close();
  expect(readJournal(path).leftovers).toEqual([{ entry: 1, intent: long, at: AT }]);
});

test("further keys and the ways back are read as they were written", () => {
  const journal = openJournal(path, HEADER);
  const create = { ...CREATE, alsoKeys: [{ attribute: "externalId", value: "x-1" }] };
  const write = {
    ...WRITE,
    back: [{ method: "PATCH", type: "application/scim+json", body: { Operations: [] } }],
  } as const;
  journal.intend(create);
  journal.intend(write);
  journal.close();
  expect(readJournal(path).leftovers.map(({ intent }) => intent)).toEqual([create, write]);
});

test("of what would make too long a line, or too deep a one, only that it is written to", () => {
  const journal = openJournal(path, HEADER);
  const { before: _, ...bare } = WRITE;
  journal.intend({ ...WRITE, before: { displayName: "x".repeat(MAX_JOURNAL_LINE) } });
  let deep: unknown = 1;
  for (let level = 0; level < MAX_JOURNAL_DEPTH; level += 1) deep = [deep];
  journal.intend({ ...WRITE, before: { deep } });
  journal.close();
  expect(readJournal(path).leftovers.map(({ intent }) => intent)).toEqual([bare, bare]);
});

test("what no journal gets as long as is refused where it is too long, in little memory", () => {
  const lines = (...all: readonly string[]): string => [FIRST, ...all, ""].join("\n");
  openJournal(path, HEADER).close();
  const refusal = (line: number, message: string): unknown =>
    expect.objectContaining({
      code: "JOURNAL_INVALID",
      place: { file: path, line },
      message: expect.stringContaining(message) as unknown,
    });
  writeFileSync(path, lines("x".repeat(MAX_JOURNAL_LINE + 1)));
  expect(() => readJournal(path)).toThrow(refusal(2, "This line is longer than"));
  writeFileSync(path, lines(JSON.stringify({ entry: 1, is: "undone", x: "[".repeat(10) }), "[".repeat(5000)));
  expect(() => readJournal(path)).toThrow(refusal(2, "out of order"));
  writeFileSync(path, lines(`${"[".repeat(5000)}${"]".repeat(5000)}`));
  expect(() => readJournal(path)).toThrow(refusal(2, "nested far too deeply"));
  // Nothing of it is on the disk, and nothing of it is held.
  writeFileSync(path, "");
  truncateSync(path, 2 * MAX_JOURNAL);
  const before = process.memoryUsage().rss;
  expect(() => readJournal(path)).toThrow(refusal(1, "This line is longer than"));
  expect(process.memoryUsage().rss - before).toBeLessThan(10 * MAX_JOURNAL_LINE);
});

test("only its owner can read it", () => {
  openJournal(path, HEADER).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("cut anywhere, it tells a beginning of what happened", () => {
  const journal = openJournal(path, HEADER);
  journal.intend(CREATE);
  journal.done(1, "id-1");
  journal.intend(WRITE);
  journal.close();
  const whole = readFileSync(path);
  const start = whole.indexOf("\n") + 1;
  for (let length = whole.length; length >= start; length -= 1) {
    truncateSync(path, length);
    const entries = readJournal(path).leftovers.map(({ entry }) => entry);
    expect([[], [1], [1, 2]]).toContainEqual(entries);
  }
});

test("a journal with nothing left is replaced, one with leftovers is put aside", () => {
  const first = openJournal(path, HEADER);
  first.undone(first.intend(CREATE));
  first.close();
  const second = openJournal(path, HEADER);
  expect(second.setAside).toBeUndefined();
  second.intend(CREATE);
  second.close();
  const third = openJournal(path, HEADER);
  third.intend(CREATE);
  third.close();
  const fourth = openJournal(path, HEADER);
  fourth.close();
  expect([third.setAside, fourth.setAside]).toEqual([`${path}.1`, `${path}.2`]);
  expect(readJournal(`${path}.1`).leftovers).toHaveLength(1);
  expect(readJournal(path).leftovers).toEqual([]);
});

test("what is no journal is never replaced", () => {
  openJournal(path, HEADER).close();
  writeFileSync(path, "my notes\n");
  expect(() => openJournal(path, HEADER)).toThrow(HarnessError);
  expect(readFileSync(path, "utf8")).toBe("my notes\n");
});

test("a folder that cannot be made is said before anything is created", () => {
  openJournal(path, HEADER).close();
  expect(() => openJournal(join(path, "journal.ndjson"), HEADER)).toThrow(
    expect.objectContaining({ code: "JOURNAL_INVALID", remedy: expect.stringContaining("--out") as string }),
  );
});

const intended = (intent: unknown): string => JSON.stringify({ entry: 1, is: "intended", at: "2026-01-01", intent });

test.each([
  ["an empty file", [], 1],
  ["another first line", ["{}"], 1],
  ["no http address", [JSON.stringify({ journal: "scimproof", format: 1, ...HEADER, baseUrl: "file:///etc" })], 1],
  [
    "an address with a user",
    [JSON.stringify({ journal: "scimproof", format: 1, ...HEADER, baseUrl: "http://a@b" })],
    1,
  ],
  ["a later format", [JSON.stringify({ journal: "scimproof", format: 2, ...HEADER })], 1],
  ["a line that is no JSON", [FIRST, intended(CREATE), '{"entry":', intended(CREATE)], 3],
  ["a path to another host", [FIRST, intended({ ...CREATE, collectionPath: "@evil/Users" })], 2],
  ["a path that climbs", [FIRST, intended({ ...WRITE, path: "/Users/../../admin" })], 2],
  ["a path with a line break", [FIRST, intended({ ...WRITE, path: "/Users/1\r\nHost: evil" })], 2],
  ["a way back by DELETE", [FIRST, intended({ ...WRITE, back: [{ method: "DELETE", type: "a/b", body: 1 }] })], 2],
  [
    "a way back with two headers",
    [FIRST, intended({ ...WRITE, back: [{ method: "PUT", type: "a/b\r\nx: y", body: 1 }] })],
    2,
  ],
  ["ways back that are no list", [FIRST, intended({ ...WRITE, back: {} })], 2],
  ["a further key without a value", [FIRST, intended({ ...CREATE, alsoKeys: [{ attribute: "externalId" }] })], 2],
  ["an unknown kind", [FIRST, intended({ ...CREATE, kind: "destroy" })], 2],
  ["an end without a beginning", [FIRST, '{"entry":4,"is":"undone"}'], 2],
  ["the same entry twice", [FIRST, intended(CREATE), intended(CREATE)], 3],
  ["an entry of 0", [FIRST, '{"entry":0,"is":"undone"}'], 2],
  ["a list", [FIRST, "[]"], 2],
])("%s is refused, with its line", (_, lines, line) => {
  openJournal(path, HEADER).close();
  writeFileSync(path, lines.map((one) => `${one}\n`).join(""));
  expect(() => readJournal(path)).toThrow(
    expect.objectContaining({ code: "JOURNAL_INVALID", place: { file: path, line } }),
  );
});

test("no file is refused with a remedy", () => {
  expect(existsSync(path)).toBe(false);
  expect(() => readJournal(path)).toThrow(expect.objectContaining({ code: "JOURNAL_INVALID" }));
});

function outcomeOf(file: string): string {
  try {
    return readJournal(file).header.runId === HEADER.runId ? "as promised" : "another header";
  } catch (error) {
    return error instanceof HarnessError && error.code === "JOURNAL_INVALID" ? "as promised" : String(error);
  }
}

test("whatever a file holds, reading ends in contents or in one kind of error", () => {
  openJournal(path, HEADER).close();
  const line = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ entry: fc.nat(3), is: fc.string() }).map((one) => JSON.stringify(one)),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      writeFileSync(path, [FIRST, ...lines].join("\n"));
      expect(outcomeOf(path)).toBe("as promised");
    }),
  );
});
