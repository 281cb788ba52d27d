import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Every file below a folder whose name ends so. */
function files(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const sources = [...files("src", /\.tsx?$/u), ...files("suites", /\.ts$/u), ...files("bench", /\.ts$/u)].filter(
  (path) => !/(?:\.test\.tsx?|[/-]testing\.ts)$|\/testing\//u.test(path),
);

test("every export says what it is for", () => {
  const bare = sources.flatMap((path) => {
    const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
    return lines.flatMap((line, index) => {
      // Overloads share one comment, which stands before the first.
      const declares = /^export (?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/u.exec(line);
      const before = lines[index - 1] ?? "";
      const documented =
        /\*\/\s*$/u.test(before) || (declares !== null && before.startsWith(`export function ${declares[1]}`));
      return declares === null || documented ? [] : [`${path}:${index + 1} ${declares[1]}`];
    });
  });
  expect(bare).toEqual([]);
});

test("no file is longer than 400 lines", () => {
  // Tables of data may be longer than code ought to be.
  const long = sources
    .filter((path) => !/(?:requirements\/|result-schema|faults\/|oddities\/|fixtures\/)/u.test(path))
    .map((path) => ({ path, lines: readFileSync(join(ROOT, path), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});

test("specs hold data only", () => {
  expect(files("specs", /\.(?:ts|js|mjs)$/u)).toEqual([]);
});
