import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_RESULT } from "../../src/report/fixtures/sample-result.ts";
import { renderHtml } from "../../src/report/html/render-html.tsx";

// The system's own browser: nothing is downloaded. SCIMPROOF_CHROMIUM names another one.
const CHROMIUM = process.env["SCIMPROOF_CHROMIUM"] ?? "/usr/bin/chromium";

describe("the report in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-browser-"));
  const file = pathToFileURL(join(folder, "index.html")).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(folder, "index.html"), renderHtml(SAMPLE_RESULT));
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the report and notes everything that should not happen: requests, script errors, dialogs. */
  async function open(
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ page: Page; context: BrowserContext; wrong: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("request", (request) => {
      if (request.url() !== file && !request.url().startsWith(`${file}#`)) wrong.push(`request ${request.url()}`);
    });
    page.on("pageerror", (error) => wrong.push(`error ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`console ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      wrong.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(file);
    return { page, context, wrong };
  }

  test("asks nobody for anything, and hostile strings stay inert", async () => {
    const { page, context, wrong } = await open();
    expect(await page.title()).not.toBe("");
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    expect(wrong).toEqual([]);
    await context.close();
  });

  test.each([
    { name: "phone", viewport: { width: 390, height: 844 } },
    { name: "desk", viewport: { width: 1280, height: 900 } },
  ])("fits a $name: nothing sticks out to the side", async ({ viewport }) => {
    const { page, context } = await open({ viewport });
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    const [content, shown] = (await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [
      number,
      number,
    ];
    expect(content).toBeLessThanOrEqual(shown);
    await context.close();
  });

  test("has all its content without JavaScript", async () => {
    const scripted = await open();
    const plain = await open({ javaScriptEnabled: false });
    for (const { fingerprint, message } of SAMPLE_RESULT.findings) {
      expect(await plain.page.locator(`#finding-${fingerprint}`).count(), message).toBe(1);
    }
    expect(await plain.page.locator("main section").count()).toBe(await scripted.page.locator("main section").count());
    await scripted.context.close();
    await plain.context.close();
  });

  test("a slash goes to the search, and the search filters findings", async () => {
    const { page, context, wrong } = await open();
    const findings = page.locator("article[id^='finding-']:visible");
    const before = await findings.count();
    await page.keyboard.press("/");
    await page.keyboard.type("no such finding anywhere");
    await expect.poll(() => findings.count()).toBe(0);
    expect(before).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("a permalink to an exchange opens what hides it", async () => {
    const { page, context } = await open();
    const id = (await page.locator("details.exchange").first().getAttribute("id")) ?? "";
    await page.goto(`${file}#${id}`);
    await page.reload();
    await expect.poll(() => page.locator(`[id="${id}"]`).isVisible()).toBe(true);
    await context.close();
  });
});
