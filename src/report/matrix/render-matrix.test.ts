import { expect, test } from "vitest";
import type { MatrixResult } from "../../result/index.ts";
import { SAMPLE_MATRIX } from "../fixtures/sample-matrix.ts";
import { tableOf } from "./cells.ts";
import { renderMatrixHtml } from "./render-html.tsx";
import { renderMatrixText } from "./render-text.ts";

const EVIL = "</style><script>alert(1)</script>\u202e\u001b[2J";

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
  expect(
    rows.map(({ vendor, cells }) => [vendor, ...cells.map((cell) => cell.map(({ name }) => name).join())]),
  ).toEqual([
    ["cube", "cube-staging", "cube-production", ""],
    ["maia", "maia-staging", "", ""],
    ["acme", "", "", "acme-elsewhere"],
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
  expect(page).not.toMatch(/[\u202e\u001b]/u);
  const text = renderMatrixText(WICKED, { colour: false, width: 80 });
  expect(text).not.toMatch(/[\u202e\u001b]/u);
});

test("the terminal has a line for each, why where there is no verdict, and the sentence last", () => {
  const lines = renderMatrixText(SAMPLE_MATRIX, { colour: false, width: 200 }).trimEnd().split("\n");
  expect(lines[0]).toMatch(/^✓ cube-staging +conformant {2}1 warning, 1\u00a0200 of/u);
  expect(lines[1]).toMatch(/^× cube-production +nonconformant {2}2 errors/u);
  expect(lines).toContain("    targets.yaml:7:9: the environment variable ACME (--token-env) is not set");
  expect(lines.at(-1)).toBe(SAMPLE_MATRIX.sentence);
});
