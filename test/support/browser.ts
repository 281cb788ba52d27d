import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { HOSTILE } from "../../src/report/fixtures/sample-exchanges.ts";

// The system's own browser: nothing is downloaded. SCIMPROOF_CHROMIUM names another one.
const CHROMIUM = process.env["SCIMPROOF_CHROMIUM"] ?? "/usr/bin/chromium";

/** Starts the system's browser without what it does of its own accord. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that is open, and everything that went wrong with it. */
export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests, script errors, messages of the console, dialogs: none of them should be. */
  readonly wrong: string[];
}

/** Opens a page and notes everything that should not happen. */
export async function openPage(
  browser: Browser,
  address: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Opened> {
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

/** Unfolds everything, so that nothing is judged unseen. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
}

/** The ways in which axe looks at a page. */
export const LOOKS = [
  { name: "light", colorScheme: "light", media: "screen" },
  { name: "dark", colorScheme: "dark", media: "screen" },
  { name: "print", colorScheme: "light", media: "print" },
] as const;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds wrong on a page, at any severity, with all of it unfolded. */
export async function axeFindings(
  page: Page,
  { colorScheme, media }: (typeof LOOKS)[number],
): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme, media });
  await unfold(page);
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  )) as readonly Violation[];
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 120)} ${failureSummary}`),
  );
}

/** How far a page, all of it unfolded, sticks out to the side, in CSS pixels. */
export async function overhang(page: Page): Promise<number> {
  await unfold(page);
  return (await page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")) as number;
}

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

const FREE = new Set(
  "title message reason citation text body actual expected operation curl words name story url headers notes disclosed sentence detail command replay shape invariant page place link remedy value until file explanation pointer changes".split(
    " ",
  ),
);

/** A copy with the wicked text put behind every text, but for what is of a closed set and ids. */
export function poisoned<Value>(value: Value, key?: string): Value;
export function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string") return FREE.has(key) ? `${value} ${WICKED}` : value;
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poisoned(item, name)]));
}
