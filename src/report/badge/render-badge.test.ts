import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { BADGE_COLOURS, renderBadge } from "./render-badge.ts";

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" });

function read(result: RunResult): { readonly title: string; readonly "@role": string; readonly "@aria-label": string } {
  const text = renderBadge(result);
  expect(XMLValidator.validate(text)).toBe(true);
  return (parser.parse(text) as { readonly svg: ReturnType<typeof read> }).svg;
}

test("is what the golden file holds", async () => {
  await expect(renderBadge(SAMPLE_RESULT)).toMatchFileSnapshot("../fixtures/golden/badge.svg");
});

test("says the verdict to those who do not see it", () => {
  expect(read(SAMPLE_RESULT)).toMatchObject({
    "@role": "img",
    "@aria-label": "SCIM 2.0: not conformant, 3 errors, 1 waived",
    title: "SCIM 2.0: not conformant, 3 errors, 1 waived",
  });
});

test("a good verdict says what it does not cover", () => {
  const summary = { ...SAMPLE_RESULT.summary, findings: { error: 0, warning: 2, notice: 0, none: 0, waived: 4 } };
  const good = { ...SAMPLE_RESULT, verdict: "conformant" as const, summary, notTested: [] };
  expect(read(good).title).toBe("SCIM 2.0: conformant, 4 waived");
  const [entry] = SAMPLE_RESULT.notTested;
  if (entry === undefined) throw new Error("the sample has tested everything");
  const notTested = [{ ...entry, outcome: "not-tested" as const }];
  expect(read({ ...good, notTested }).title).toBe("SCIM 2.0: conformant, in part, 4 waived");
  const suites = good.suites.map((suite) => ({ ...suite, target: { ...suite.target, kind: "embedded" as const } }));
  expect(read({ ...good, suites }).title).toBe("Scimproof self-test: conformant, 4 waived");
  expect(read({ ...SAMPLE_RESULT, verdict: "inconclusive", suites: [] }).title).toContain("SCIM 2.0: nothing tested");
});

test("may stand anywhere: nothing in it acts, loads or comes from a server", () => {
  const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, id: "</svg><script>", title: "</svg><script>" }));
  const text = renderBadge({ ...SAMPLE_RESULT, suites, sentence: "</svg><script>" });
  expect(text).not.toMatch(/<script|<style|<a |<image|<use|href|url\(|on\w+=|@import/iu);
});

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each(Object.entries(BADGE_COLOURS))("white on the colour of %s has enough contrast", (_, colour) => {
  expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
});
