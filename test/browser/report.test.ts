import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE } from "../../src/report/fixtures/sample-exchanges.ts";
import { SAMPLE_RESULT } from "../../src/report/fixtures/sample-result.ts";
import { renderHtml } from "../../src/report/html/render-html.tsx";
import type { RunResult } from "../../src/result/index.ts";

// The system's own browser: nothing is downloaded. SCIMPROOF_CHROMIUM names another one.
const CHROMIUM = process.env["SCIMPROOF_CHROMIUM"] ?? "/usr/bin/chromium";

// What a browser would act on, in every place that a server or a document can write to.
const WICKED = [
  HOSTILE.script,
  "</script><script>alert(1)</script>",
  "</style><img src=x onerror=alert(2)>",
  '"><svg onload=alert(3)>',
  "javascript:alert(4)",
  "\u202e\u2066gnp.exe\u200b",
  "</title><iframe src=https://example.com></iframe>",
].join(" ");

/** A copy with the wicked text put behind every text, but for what is of a closed set. */
function poisoned<Value>(value: Value, key?: string): Value;
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string") return FREE.has(key) ? `${value} ${WICKED}` : value;
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisoned(item, name)]));
}

const FREE = new Set(
  "title message reason citation text body actual expected operation curl words name story url headers notes disclosed sentence detail command replay shape invariant page place link remedy value until".split(
    " ",
  ),
);

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

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
    address: string = file,
  ): Promise<{ page: Page; context: BrowserContext; wrong: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("request", (request) => {
      const to = request.url();
      if (to !== address.split("#")[0]) wrong.push(`request ${to}`);
    });
    page.on("pageerror", (error) => wrong.push(`error ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`console ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      wrong.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(address);
    return { page, context, wrong };
  }

  test("asks nobody for anything, and hostile strings stay inert", async () => {
    const { page, context, wrong } = await open();
    expect(await page.title()).not.toBe("");
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("wicked words in every place that a server can write to stay words", async () => {
    const wicked: RunResult = poisoned(SAMPLE_RESULT);
    const path = join(folder, "wicked.html");
    writeFileSync(path, renderHtml(wicked));
    const { page, context, wrong } = await open({}, pathToFileURL(path).href);
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    expect(await page.locator("iframe, img, [onload], [onerror], a[href^='javascript:']").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    const text = (await page.evaluate("document.body.textContent")) as string;
    expect(text).toContain("</style><img src=x onerror=alert(2)>");
    expect(text).not.toMatch(/[\u202e\u2066\u200b]/u);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test.each([
    { name: "light", colorScheme: "light", media: "screen" },
    { name: "dark", colorScheme: "dark", media: "screen" },
    { name: "print", colorScheme: "light", media: "print" },
  ] as const)("axe-core finds nothing at any severity: $name", async ({ colorScheme, media }) => {
    const { page, context } = await open({ colorScheme });
    await page.emulateMedia({ colorScheme, media });
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    await page.evaluate(axe.source);
    const violations = (await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
    )) as readonly Violation[];
    const told = violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 120)} ${failureSummary}`),
    );
    expect(told).toEqual([]);
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
      SAMPLE_RESULT.requirements.filter((one) => one.outcome === "passed" && one.level === "MUST").map(({ id }) => id),
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
    for (const { id } of SAMPLE_RESULT.requirements) expect(ids).toContain(`req-${id}`);
    for (const { fingerprint } of SAMPLE_RESULT.findings) expect(ids).toContain(`finding-${fingerprint}`);
    const cited = SAMPLE_RESULT.exchanges.filter((one) => one.cited).length;
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
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
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
