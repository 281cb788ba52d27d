import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../bench/lib/root.ts";
import { SAMPLE_WAIVED } from "../../src/report/fixtures/sample-waivers.ts";
import { renderHtml } from "../../src/report/html/render-html.tsx";
import type { RunResult } from "../../src/result/index.ts";
import {
  axeFindings,
  LOOKS,
  launchBrowser,
  type Opened,
  openPage,
  overhang,
  poisoned,
  unfold,
} from "../support/browser.ts";

describe("the report in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-browser-"));
  const file = pathToFileURL(join(folder, "index.html")).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(folder, "index.html"), renderHtml(SAMPLE_WAIVED));
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (options: Parameters<Browser["newContext"]>[0] = {}, address: string = file): Promise<Opened> =>
    await openPage(browser, address, options);

  test("asks nobody for anything, and hostile strings stay inert", async () => {
    const { page, context, wrong } = await open();
    expect(await page.title()).not.toBe("");
    await unfold(page);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("wicked words in every place that a server can write to stay words", async () => {
    const wicked: RunResult = poisoned(SAMPLE_WAIVED);
    const path = join(folder, "wicked.html");
    writeFileSync(path, renderHtml(wicked));
    const { page, context, wrong } = await open({}, pathToFileURL(path).href);
    await unfold(page);
    expect(await page.locator("iframe, img, [onload], [onerror], a[href^='javascript:']").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    const text = (await page.evaluate("document.body.textContent")) as string;
    expect(text).toContain("</style><img src=x onerror=alert(2)>");
    expect(text).not.toMatch(/[\u202e\u2066\u200b]/u);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test.each(LOOKS)("axe-core finds nothing at any severity: $name", async (look) => {
    const { page, context } = await open({ colorScheme: look.colorScheme });
    expect(await axeFindings(page, look)).toEqual([]);
    await context.close();
  });

  test.each([
    { name: "phone", viewport: { width: 390, height: 844 } },
    { name: "desk", viewport: { width: 1280, height: 900 } },
  ])("fits a $name: nothing sticks out to the side", async ({ viewport }) => {
    const { page, context } = await open({ viewport });
    expect(await overhang(page)).toBe(0);
    await context.close();
  });

  test.each([
    ["a small run", file],
    ["the kept sample", pathToFileURL(join(projectRoot(), "reports/sample/index.html")).href],
  ])("fits a sheet of A4 when it is printed: %s", async (_, address) => {
    // 210 mm less margins of 10 mm, at 96 px an inch.
    const { page, context } = await open({ viewport: { width: 718, height: 1000 } }, address);
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await context.close();
  });

  test("has all its content without JavaScript", async () => {
    const scripted = await open();
    const plain = await open({ javaScriptEnabled: false });
    for (const { fingerprint, message } of SAMPLE_WAIVED.findings) {
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
    await page.keyboard.press("Escape");
    await expect.poll(() => findings.count()).toBe(before);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("filters narrow down, are in the address, and come back with it", async () => {
    const { page, context } = await open();
    await page.selectOption("select[name=s]", "warning");
    await page.keyboard.press("/");
    await page.keyboard.type("location");
    await expect.poll(() => page.evaluate("location.hash")).toBe("#q=location&s=warning");
    expect(await page.locator("output").textContent()).toMatch(/^[1-9]\d* of \d+ entries shown$/);
    const states = "[...document.querySelectorAll('[data-state]:not([hidden])')].map((one) => one.dataset.state)";
    const shown = (await page.evaluate(states)) as readonly string[];
    expect(new Set(shown)).toEqual(new Set(["warning"]));
    const again = await open({}, `${file}#q=location&s=warning`);
    expect(await again.page.evaluate(states)).toEqual(shown);
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await page.evaluate("location.hash")).toBe("");
    expect(await page.locator("[data-state][hidden]").count()).toBe(0);
    await again.context.close();
    await context.close();
  });

  test("a count of the matrix shows what it counts", async () => {
    const { page, context, wrong } = await open();
    const cells = page.locator(".sources a[data-filter='s=passed&l=MUST']");
    const addresses = await cells.evaluateAll((links) => links.map((link) => String(link.getAttribute("href"))));
    // That of all sources, and one of a section of an RFC: its address has dots.
    const dotted = addresses.findIndex((address) => address.includes("."));
    expect(dotted).toBeGreaterThan(0);
    const expected = new Set(
      SAMPLE_WAIVED.requirements.filter((one) => one.outcome === "passed" && one.level === "MUST").map(({ id }) => id),
    );
    for (const cell of [cells.nth(dotted), cells.first()]) {
      await cell.focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate("location.hash")).toBe("#s=passed&l=MUST");
      expect(await page.locator(".matrix tr[data-state]:visible").count()).toBe(expected.size);
      expect(wrong).toEqual([]);
      await page.getByRole("button", { name: "Show all" }).click();
    }
    await context.close();
  });

  test("every requirement, finding and exchange that proves one has a permalink that leads to it, unfolded", async () => {
    const { page, context } = await open();
    const ids = (await page.evaluate(
      "[...document.querySelectorAll('article[id], .exchange[id], .matrix tr[id]')].map((one) => one.id)",
    )) as readonly string[];
    for (const { id } of SAMPLE_WAIVED.requirements) expect(ids).toContain(`req-${id}`);
    for (const { fingerprint } of SAMPLE_WAIVED.findings) expect(ids).toContain(`finding-${fingerprint}`);
    const cited = SAMPLE_WAIVED.exchanges.filter((one) => one.cited).length;
    expect(ids.filter((id) => id.startsWith("exchange-")).length).toBeGreaterThanOrEqual(cited);
    for (const id of ids) {
      await page.evaluate(`location.hash = ${JSON.stringify(`#${id}`)}`);
      await expect.poll(() => page.locator(`[id="${id}"]`).isVisible(), { message: id }).toBe(true);
      expect(await page.locator(`[id="${id}"].at`).count(), id).toBe(1);
    }
    await context.close();
  });

  test("the open exchange is in the address beside the filters", async () => {
    const { page, context } = await open({}, `${file}#s=error`);
    const fold = page.locator("article:visible details.exchange[id]:not([open])").first();
    const id = (await fold.getAttribute("id")) ?? "";
    await fold.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("location.hash")).toBe(`#s=error&at=${id}`);
    const again = await open({}, `${file}#s=error&at=${id}`);
    expect(await again.page.locator(`[id="${id}"]`).getAttribute("open")).not.toBeNull();
    await again.context.close();
    await context.close();
  });

  test("what is copied is what stands there: a replay, a curl line, PowerShell, a waiver", async () => {
    const { page, context, wrong } = await open();
    await unfold(page);
    // Where there is no clipboard, as in a file opened from disk, what is selected is copied.
    await page.evaluate(
      "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => { window.copied = getSelection().toString(); return true; }",
    );
    for (const what of ["the replay command", "curl command", "PowerShell command", "the waiver"]) {
      const box = page.locator(`article .copy[data-what="${what}"]`).first();
      const text = (await box.locator("pre").textContent()) ?? "";
      const button = box.getByRole("button", { name: `Copy ${what}` });
      await button.focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => button.textContent(), { message: what }).toBe("Copied");
      expect(await page.evaluate("window.copied"), what).toBe(text);
    }
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("everything that can be worked is reached by keyboard alone", async () => {
    const { page, context } = await open();
    const wanted = (await page.evaluate(
      "document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]').length",
    )) as number;
    expect(wanted).toBeGreaterThan(50);
    const unreachable = await page.evaluate(
      "[...document.querySelectorAll('a, button, input, select, summary')].filter((one) => one.tabIndex < 0).length",
    );
    expect(unreachable).toBe(0);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Skip to the verdict");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("location.hash")).toBe("#main");
    await context.close();
  });
});
