import { expect, test } from "vitest";
import type { MatrixResult } from "../../result/index.ts";
import { SAMPLE_MATRIX } from "../fixtures/sample-matrix.ts";
import { tableOf } from "./cells.ts";
import { renderMatrixHtml } from "./render-html.tsx";
import { renderMatrixMarkdown } from "./render-md.ts";
import { renderMatrixText } from "./render-text.ts";

// What turns the line round, and what a terminal takes for a command.
const ACTING = ["\u202e", "\u001b"];
const EVIL = `</style><script>alert(1)</script>${ACTING.join("")}[2J`;

/** A matrix with a text wherever a server, a document or a file of targets can put one. */
const WICKED: MatrixResult = {
  ...SAMPLE_MATRIX,
  sentence: EVIL,
  targets: SAMPLE_MATRIX.targets.map((target) => ({
    ...target,
    vendor: EVIL,
    environment: EVIL,
    ...(target.reason === undefined ? {} : { reason: EVIL }),
    ...(target.run === undefined
      ? {}
      : {
          run: {
            ...target.run,
            sentence: EVIL,
            suites: target.run.suites.map((suite) => ({ ...suite, url: EVIL })),
          },
        }),
  })),
};

test("a table has a cell for every vendor and environment, also where there is no target", () => {
  const { environments, rows } = tableOf(SAMPLE_MATRIX);
  expect(environments).toEqual(["staging", "production", "elsewhere"]);
  const names = rows.map(({ cells }) => cells.map((cell) => cell.map(({ name }) => name).join()));
  expect(rows.map(({ vendor }) => vendor)).toEqual(["cube", "maia", "acme"]);
  expect(names).toEqual([
    ["cube-staging", "cube-production", ""],
    ["maia-staging", "", ""],
    ["", "", "acme-elsewhere"],
  ]);
});

test("several targets may stand in one place", () => {
  const [first] = SAMPLE_MATRIX.targets;
  const twice = [first, { ...first, name: "other" }] as MatrixResult["targets"];
  expect(tableOf({ targets: twice }).rows[0]?.cells[0]).toHaveLength(2);
});

test("the page shows what each came to, and leads to its report", () => {
  const page = renderMatrixHtml(SAMPLE_MATRIX);
  for (const text of [
    SAMPLE_MATRIX.sentence,
    'href="./cube-production/index.html"',
    'href="#acme-elsewhere"',
    "2 errors",
    "1\u00a0200 of",
    "ACME (--token-env) is not set",
    "2 left behind",
    "no target",
  ]) {
    expect(page).toContain(text);
  }
  expect(page).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
});

test("whatever stands in it, nothing of it acts", () => {
  const page = renderMatrixHtml(WICKED);
  expect(page).not.toContain("<script");
  for (const acting of ACTING) expect(page).not.toContain(acting);
  expect(renderMatrixMarkdown(WICKED).replaceAll(/`[^`]*`/gu, "")).not.toContain("<script");
  for (const acting of ACTING) expect(renderMatrixMarkdown(WICKED)).not.toContain(acting);
  const text = renderMatrixText(WICKED, { colour: false, width: 80 });
  for (const acting of ACTING) expect(text).not.toContain(acting);
});

test("the terminal has a line for each, why where there is no verdict, and the sentence last", () => {
  const lines = renderMatrixText(SAMPLE_MATRIX, { colour: false, width: 200 }).trimEnd().split("\n");
  expect(lines[0]).toMatch(/^✓ cube-staging +conformant {2}1 warning, 1\u00a0200 of/u);
  expect(lines[1]).toMatch(/^× cube-production +nonconformant {2}2 errors/u);
  expect(lines).toContain("    targets.yaml:7:9: the environment variable ACME (--token-env) is not set");
  expect(lines.at(-1)).toBe(SAMPLE_MATRIX.sentence);
});

test("the summary has the table, and why where there is no verdict", () => {
  const lines = renderMatrixMarkdown(SAMPLE_MATRIX).split("\n");
  for (const line of [
    "| vendor | staging | production | elsewhere |",
    "| acme | no target | no target | ! **no result** `acme-elsewhere` |",
    "- `maia-staging`: Cube Cloud on `https://acme.cubecloud.dev/api` is inconclusive.",
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.find((line) => line.startsWith("| cube |"))).toMatch(
    /^\| cube \| ✓ \*\*conformant\*\* `cube-staging`<br>/u,
  );
});
