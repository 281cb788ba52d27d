import { expect, test } from "vitest";
import { between } from "./page.ts";
import { markdownTable, orDash, percent, textTable } from "./table.ts";
import { commandOf, countOf } from "./words.ts";

const table = { title: "Faults", head: ["dialect", "planted"], rows: [["cube|maia", "7"]] };

test("a table for a terminal is aligned, numbers to the right", () => {
  expect(textTable(table)).toBe(
    ["Faults", "", "dialect    planted", "---------  -------", "cube|maia        7", ""].join("\n"),
  );
});

test("a table for a page keeps a bar inside its cell", () => {
  expect(markdownTable(table)).toContain(String.raw`| cube\|maia | 7 |`);
  expect(markdownTable(table)).toContain("| --- | ---: |");
});

test("a share of nothing is a dash, and so is what is not there", () => {
  expect([percent(1, 3), percent(0, 0), orDash(undefined), orDash(0)]).toEqual(["33.3 %", "–", "–", "0"]);
});

test("only what stands between the markers is replaced", () => {
  const page = "# Page\n\nabove\n\n<!-- x -->\nold\n<!-- /x -->\n\nbelow\n";
  expect(between(page, "x", "new\n")).toBe("# Page\n\nabove\n\n<!-- x -->\n\nnew\n\n<!-- /x -->\n\nbelow\n");
  expect(between(between(page, "x", "new"), "x", "new")).toBe(between(page, "x", "new"));
});

test("a page without markers gets them at its end", () => {
  expect(between("# Page\n", "x", "new")).toBe("# Page\n\n<!-- x -->\n\nnew\n\n<!-- /x -->\n");
});

test("a command can be typed again, and leaves out what was not asked for", () => {
  expect(commandOf("soak", { seeds: "5", fault: "^a$", dialect: undefined, record: true })).toBe(
    "npm run soak -- --seeds 5 --fault '^a$' --record",
  );
  expect(commandOf("soak", {})).toBe("npm run soak");
});

test("a count is a whole number of at least 1", () => {
  expect([countOf("n", undefined, 3), countOf("n", "5", 3)]).toEqual([3, 5]);
  for (const text of ["0", "1.5", "x", ""]) expect(() => countOf("n", text, 3)).toThrow("--n");
});
