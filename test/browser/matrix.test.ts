import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_MATRIX } from "../../src/report/fixtures/sample-matrix.ts";
import { renderMatrixHtml } from "../../src/report/matrix/render-html.tsx";

const CHROMIUM = process.env["SCIMPROOF_CHROMIUM"] ?? "/usr/bin/chromium";

describe("the index of a matrix in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-browser-"));
  const path = join(folder, "index.html");
  const file = pathToFileURL(path).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(path, renderMatrixHtml(SAMPLE_MATRIX));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    { name: "light", colorScheme: "light", media: "screen", width: 1280 },
    { name: "dark", colorScheme: "dark", media: "screen", width: 1280 },
    { name: "print", colorScheme: "light", media: "print", width: 1280 },
    { name: "phone", colorScheme: "light", media: "screen", width: 390 },
  ] as const)("$name: axe-core finds nothing, nothing sticks out, nobody is asked for anything", async (how) => {
    const { colorScheme, media, width } = how;
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => asked.push(message.text()));
    await page.goto(file);
    await page.emulateMedia({ colorScheme, media });
    expect(asked).toEqual([file]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.evaluate(axe.source);
    const told = await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))",
    );
    expect(told).toEqual([]);
    await context.close();
  });

  test("has all its content without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(file);
    for (const { name } of SAMPLE_MATRIX.targets) expect(await page.locator(`[id="${name}"]`).isVisible()).toBe(true);
    expect(await page.locator("tbody tr").count()).toBe(3);
    await context.close();
  });
});
