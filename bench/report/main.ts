import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { parseResult, REPORTERS } from "../../src/report/index.ts";
import { projectRoot } from "../lib/root.ts";
import { textTable } from "../lib/table.ts";
import { countOf } from "../lib/words.ts";
import { grownResult } from "./grown-result.ts";

const HELP = `npm run bench:report -- [--result reports/sample/results.json] [--runs 3]

How large the HTML report of a run of 10, 1000 and 20000 exchanges is, made of those of the given result, one finding for
each hundred; how long it takes to make, and to open in Chromium until it is drawn, best of several. Ends with 1 when the
largest takes more than 10 MB or 2 s. SCIMPROOF_CHROMIUM names another browser than the system's; without one only sizes
are told.
`;

const SIZES = [10, 1000, 20_000];
const MOST_BYTES = 10_000_000;
const MOST_MS = 2000;
const CHROMIUM = process.env["SCIMPROOF_CHROMIUM"] ?? "/usr/bin/chromium";

const { values } = parseArgs({
  options: { result: { type: "string" }, runs: { type: "string" }, help: { type: "boolean" } },
});
if (values.help === true) process.stdout.write(HELP);
else await measure(values.result ?? join(projectRoot(), "reports", "sample", "results.json"));

async function measure(path: string): Promise<void> {
  const runs = countOf("runs", values.runs, 3);
  const seed = parseResult(readFileSync(path, "utf8"), path);
  const folder = mkdtempSync(join(tmpdir(), "scimproof-report-"));
  const browser = existsSync(CHROMIUM)
    ? await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] })
    : undefined;
  try {
    const rows: string[][] = [];
    for (const size of SIZES) {
      const result = grownResult(seed, size);
      const begun = performance.now();
      const html = await REPORTERS.html.render(result);
      const made = performance.now() - begun;
      const bytes = Buffer.byteLength(html);
      const file = join(folder, `${size}.html`);
      writeFileSync(file, html);
      const opened = browser === undefined ? undefined : await openingTime(browser, pathToFileURL(file).href, runs);
      if (bytes > MOST_BYTES || (opened ?? 0) > MOST_MS) process.exitCode = 1;
      rows.push([
        String(size),
        String(result.findings.length),
        `${(bytes / 1000).toFixed(0)} kB`,
        `${made.toFixed(0)} ms`,
        opened === undefined ? "no browser" : `${opened.toFixed(0)} ms`,
      ]);
    }
    const head = ["exchanges", "findings", "size", "made in", "opens in"];
    process.stdout.write(`${textTable({ title: "The HTML report", head, rows })}\n`);
  } finally {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the navigation until what is seen is drawn, in milliseconds; the quickest of several. */
async function openingTime(browser: Browser, url: string, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    least = Math.min(least, performance.now() - begun);
    await context.close();
  }
  return least;
}
