import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderCompareHtml } from "../../src/report/compare/render-html.tsx";
import { axeFindings, LOOKS, launchBrowser, openPage, overhang, poisoned, unfold } from "../support/browser.ts";
import { SAMPLE_COMPARISON } from "../support/sample-comparison.ts";

const { findings, requirements } = SAMPLE_COMPARISON;
const ALL = Object.values(findings).flat();

describe("a comparison in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-browser-"));
  const addressOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const file = addressOf("comparison.html");
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(folder, "comparison.html"), renderCompareHtml(SAMPLE_COMPARISON));
    writeFileSync(join(folder, "wicked.html"), renderCompareHtml(poisoned(SAMPLE_COMPARISON)));
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the sample has something in every section", () => {
    for (const [name, list] of Object.entries(findings)) expect(list.length, name).toBeGreaterThan(0);
    expect(new Set(requirements.map(({ kind }) => kind)).size).toBe(5);
    expect(SAMPLE_COMPARISON.notes.length).toBeGreaterThan(0);
  });

  test("has all its content without JavaScript, asks nobody for anything, and every link arrives", async () => {
    const { page, context, wrong } = await openPage(browser, file, { javaScriptEnabled: false });
    for (const { fingerprint } of ALL) expect(await page.locator(`#finding-${fingerprint}`).count()).toBe(1);
    const text = (await page.locator("main").textContent()) ?? "";
    for (const { id } of requirements) expect(text).toContain(id);
    const links = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((one) => String(one.getAttribute("href"))));
    expect(links.length).toBeGreaterThan(ALL.length);
    for (const link of links) expect(await page.locator(`[id="${link.slice(1)}"]`).count(), link).toBe(1);
    expect(await page.locator("script").count()).toBe(0);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("wicked words in every place stay words", async () => {
    const { page, context, wrong } = await openPage(browser, addressOf("wicked.html"));
    await unfold(page);
    expect(await page.locator("iframe, img, script, [onload], [onerror], a[href^='javascript:']").count()).toBe(0);
    const text = (await page.evaluate("document.body.textContent")) as string;
    expect(text).toContain("</style><img src=x onerror=alert(2)>");
    expect(text).not.toMatch(/[\u202e\u2066\u200b]/u);
    expect(await page.title()).toBe("Scimproof: what has changed");
    expect(wrong).toEqual([]);
    await context.close();
  });

  test.each(LOOKS)("axe-core finds nothing at any severity: $name", async (look) => {
    const { page, context } = await openPage(browser, file, { colorScheme: look.colorScheme });
    expect(await axeFindings(page, look)).toEqual([]);
    await context.close();
  });

  test.each([
    { name: "phone", address: "comparison.html", viewport: { width: 390, height: 844 } },
    { name: "phone, with long wicked words", address: "wicked.html", viewport: { width: 390, height: 844 } },
    { name: "desk", address: "comparison.html", viewport: { width: 1280, height: 900 } },
  ])("fits a $name: nothing sticks out to the side", async ({ address, viewport }) => {
    const { page, context } = await openPage(browser, addressOf(address), { viewport });
    expect(await overhang(page)).toBe(0);
    await context.close();
  });
});
