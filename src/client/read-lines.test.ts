import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { readLines } from "./read-lines.ts";

let path = "";
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "lines-"));
  path = join(folder, "lines");
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function read(text: string, limits: { line: number; file: number } = { line: 1e6, file: 1e6 }): readonly string[] {
  writeFileSync(path, text);
  return [...readLines(path, limits)].map(String);
}

test("lines of every length, over the edges of what is read at a time", () => {
  const all = [0, 1, 65_535, 65_536, 65_537, 200_000, 3, 0].map((length) => "é".repeat(length));
  expect(read(`${all.join("\n")}\n`)).toEqual(all);
});

test("what follows the last line break is left out", () => {
  expect(read("a\nb")).toEqual(["a"]);
  expect(read("")).toEqual([]);
});

test("a line and a file have an end", () => {
  expect(read("aaa\nbbb\n", { line: 3, file: 8 })).toEqual(["aaa", "bbb"]);
  expect(() => read("aaa\nbbbb\n", { line: 3, file: 9 })).toThrow(expect.objectContaining({ what: "line", line: 2 }));
  expect(() => read(`a\n${"b".repeat(70_000)}`, { line: 65_000, file: 1e6 })).toThrow(
    expect.objectContaining({ what: "line", line: 2 }),
  );
  expect(() => read("aaa\nbbb\n", { line: 3, file: 7 })).toThrow(expect.objectContaining({ what: "file" }));
});
