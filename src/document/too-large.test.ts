import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LineCounter } from "yaml";
import type { HarnessErrorCode } from "../result/index.ts";
import { parseYaml } from "./parse-yaml.ts";
import { readText } from "./read-text.ts";
import { sourceFrom } from "./source.ts";
import { outcomeOf } from "./testing/refusal-of.ts";

const MIB = 1024 * 1024;

/** A file of so many zeros, none of which is on the disk. */
function fileOf(bytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), "large-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "large.yaml");
  writeFileSync(path, "");
  truncateSync(path, bytes);
  return path;
}

test.each<[HarnessErrorCode, number]>([
  ["CONFIG_INVALID", MIB],
  ["PROFILE_INVALID", 4 * MIB],
  ["OVERLAY_INVALID", 4 * MIB],
])("%s: a file of more than its limit is refused, and one of just that is read", async (code, limit) => {
  expect(await readText(fileOf(limit), code)).toHaveLength(limit);
  await expect(readText(fileOf(limit + 1), code)).rejects.toMatchObject({
    code,
    place: { line: 1, column: 1 },
    message: `the file is too large: at most ${limit} bytes are read`,
  });
});

test("of a file of 8 GB no more is read than the limit", async () => {
  const code = "RESULT_INVALID";
  const before = process.memoryUsage().rss;
  await expect(readText(fileOf(8192 * MIB), code)).rejects.toMatchObject({ code, place: { line: 1 } });
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * MIB);
});

// A pipe and a device have no size to be asked for.
test.skipIf(process.platform === "win32")("a file without end is refused", async () => {
  await expect(readText("/dev/zero", "CONFIG_INVALID")).rejects.toMatchObject({ code: "CONFIG_INVALID" });
});

test("JSON of too many values is refused where they are too many", () => {
  const text = `{"a":[${"0,".repeat(4_000_000)}0]}`;
  expect(outcomeOf(() => sourceFrom(text, "a.json", "DOCUMENT_INVALID"))).toMatchObject({
    code: "DOCUMENT_INVALID",
    message: "has far too many values",
    place: { file: "a.json", line: 1 },
  });
});

test("YAML of too many parts is given up", () => {
  const text = `a:\n${"- b\n".repeat(100)}`;
  expect(parseYaml(text, new LineCounter(), 1000).errors).toEqual([]);
  const refused = { message: "has far too many parts", offset: 80 };
  expect(() => parseYaml(text, new LineCounter(), 100)).toThrow(expect.objectContaining(refused));
  // A long one before anything of it is kept, and at the same place.
  const lines = new LineCounter();
  expect(() => parseYaml(text, lines, 100, text.length)).toThrow(expect.objectContaining(refused));
  expect(lines.linePos(80)).toEqual({ line: 21, col: 2 });
  expect(parseYaml(text, new LineCounter(), 1000, text.length).errors).toEqual([]);
});
