import fc from "fast-check";
import { lexer, marked } from "marked";
import { describe, expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_AUDIT } from "../fixtures/sample-audit.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { SAMPLE_WAIVED, SAMPLE_WAIVERS } from "../fixtures/sample-waivers.ts";
import { inertLine } from "../text.ts";
import { block, code, excerpt, prose } from "./inert-markdown.ts";
import { MAX_LENGTH, renderMarkdown } from "./render-markdown.ts";
import { actingIn, EVIL } from "./testing.ts";

/** The sample with hostile strings wherever a server can put one. */
function hostile(text: string): RunResult {
  return {
    ...SAMPLE_RESULT,
    sentence: text,
    ended: { how: "time-budget", detail: text },
    suites: SAMPLE_RESULT.suites.map((suite) => ({
      ...suite,
      target: { ...suite.target, url: text },
      document: { ...suite.document, title: text, version: text },
    })),
    findings: SAMPLE_RESULT.findings.map((finding) => ({
      ...finding,
      message: text,
      title: text,
      citation: text,
      operation: text,
      pointer: text,
      expected: [text, text],
      actual: text,
      replay: text,
      waived: finding.waived === null ? null : { reason: text, until: text },
    })),
    exchanges: SAMPLE_RESULT.exchanges.map((exchange) => ({ ...exchange, title: text, curl: text })),
    notTested: SAMPLE_RESULT.notTested.map((entry) => ({ ...entry, id: text, reason: text })),
    cleanup: { ...SAMPLE_RESULT.cleanup, left: [{ type: "User", id: text, reason: text }] },
    environment: { ...SAMPLE_RESULT.environment, command: text },
    audit: {
      rules: SAMPLE_AUDIT.rules.map((rule) => ({ ...rule, id: text, source: { text, link: text } })),
      documents: [
        ...SAMPLE_AUDIT.documents.map((document) => ({
          ...document,
          defects: document.defects.map((defect) => ({
            ...defect,
            rule: text,
            pointer: text,
            message: text,
            remedy: text,
            place: { ...defect.place, file: text },
          })),
        })),
        { name: text, title: text, digest: text, defects: [], more: 0, notAudited: text },
      ],
    },
    waivers: {
      file: text,
      on: text,
      entries: SAMPLE_WAIVERS.entries.map((entry) => ({
        ...entry,
        reason: text,
        until: text,
        link: text,
        requirement: text,
        operation: text,
        message: text,
      })),
    },
  };
}

describe("renderMarkdown", () => {
  test("is what the golden file holds", async () => {
    await expect(renderMarkdown(SAMPLE_WAIVED)).toMatchFileSnapshot("../fixtures/golden/summary.md");
  });

  test("a real reader finds the verdict, a table of suites, and a block for each finding, worst first", () => {
    const tokens = lexer(renderMarkdown(SAMPLE_RESULT));
    const table = tokens.find((token) => token.type === "table");
    expect(table).toMatchObject({ header: { length: 9 }, rows: [{ length: 9 }] });
    const headings = tokens.flatMap((token) =>
      token.type === "heading" ? [`${token["depth"]} ${token["text"]}`] : [],
    );
    expect(headings[0]).toContain("SCIM: not conformant");
    expect(headings.filter((heading) => heading.startsWith("3 "))).toEqual([
      "3 3 errors",
      "3 1 warning",
      "3 1 defect of the document",
      "3 1 waived",
      "3 In the document itself: 1 error, 2 warnings, 1 notice",
      "3 Not tested: 5",
    ]);
    expect(headings.filter((heading) => heading.startsWith("4 "))).toHaveLength(SAMPLE_RESULT.findings.length);
  });

  test.each(EVIL)("a string of a server does nothing: %j", (text) => {
    const markdown = renderMarkdown(hostile(text));
    expect(actingIn(markdown)).toEqual([]);
    // The same shape as with harmless strings: nothing ended a cell, a block or a heading of ours.
    const shapeOf = (source: string): readonly string[] => lexer(source).map(({ type }) => type);
    expect(shapeOf(markdown)).toEqual(shapeOf(renderMarkdown(hostile("harmless"))));
    const table = lexer(markdown).find((token) => token.type === "table");
    expect(table).toMatchObject({ header: { length: 9 }, rows: [{ length: 9 }] });
    expect(markdown).not.toMatch(/[^\n\P{C}]/u);
  });

  test("the search for what acts would see it", () => {
    expect(EVIL.filter((text) => actingIn(text).length > 0).length).toBeGreaterThanOrEqual(7);
  });

  test("stays within what GitHub takes, and says what was left out, the least", () => {
    const worst = SAMPLE_RESULT.findings.find(({ severity }) => severity === "error");
    if (worst === undefined) throw new Error("the sample has no error");
    const text = "x|`@ ".repeat(200);
    const many = Array.from({ length: 2000 }, (_, index) => ({
      ...worst,
      fingerprint: index.toString(16).padStart(12, "0"),
      severity: index < 100 ? ("warning" as const) : ("error" as const),
      message: index < 100 ? "A warning" : "An error",
      actual: text,
    }));
    const suite = SAMPLE_RESULT.suites[0];
    if (suite === undefined) throw new Error("the sample has no suite");
    const suites = Array.from({ length: 500 }, (_, index) => ({ ...suite, id: `suite-${index}-${text}` }));
    const notTested = SAMPLE_RESULT.notTested.flatMap((entry) =>
      Array.from({ length: 400 }, () => ({ ...entry, reason: text })),
    );
    const markdown = renderMarkdown({ ...SAMPLE_RESULT, findings: many, suites, notTested });
    expect(markdown.length).toBeLessThanOrEqual(MAX_LENGTH);
    expect(markdown.length).toBeGreaterThan(MAX_LENGTH * 0.9);
    expect(markdown).toMatch(/\*\*[\d\u00a0]+ findings left out for want of room\.\*\*/u);
    expect(markdown).toMatch(/further suites left out for want of room/u);
    expect(markdown).toMatch(/and [\d]+ more, in the report/u);
    expect(markdown).not.toContain("A warning");
    expect(actingIn(markdown)).toEqual([]);
    expect((markdown.match(/<details>/gu) ?? []).length).toBe((markdown.match(/<\/details>/gu) ?? []).length);
    expect(markdown.trimEnd().endsWith("</details>")).toBe(true);
  });

  test("a document without a defect says so, and one that was not audited says why", () => {
    const [audited] = SAMPLE_AUDIT.documents;
    if (audited === undefined) throw new Error("the sample has no document");
    const saying = (document: Partial<typeof audited>): string =>
      renderMarkdown({
        ...SAMPLE_RESULT,
        audit: { ...SAMPLE_AUDIT, documents: [{ ...audited, defects: [], ...document }] },
      });
    expect(saying({})).toContain("### In the document itself: no defect found");
    const none = saying({ notAudited: "it is no document of a vendor" });
    expect(none).toContain("### Document not audited");
    expect(none).toContain("it is no document of a vendor");
    expect(none).not.toContain("no defect");
    const { audit: _, ...earlier } = SAMPLE_RESULT;
    expect(renderMarkdown(earlier)).not.toMatch(/In the document itself|not audited/u);
  });

  test("of very many defects and waivers the worst are told, and the rest counted", () => {
    const [audited] = SAMPLE_AUDIT.documents;
    const [waiver] = SAMPLE_WAIVERS.entries;
    if (audited === undefined || waiver === undefined) throw new Error("the sample has none");
    const defects = Array.from({ length: 400 }, (_, at) =>
      audited.defects.map((defect) => ({ ...defect, place: { ...defect.place, line: at + 1 } })),
    ).flat();
    const entries = Array.from({ length: 400 }, (_, line) => ({ ...waiver, line: line + 1 }));
    const markdown = renderMarkdown({
      ...SAMPLE_RESULT,
      audit: { ...SAMPLE_AUDIT, documents: [{ ...audited, defects, more: 7 }] },
      waivers: { ...SAMPLE_WAIVERS, entries },
    });
    const shown = markdown.match(/^- (?:error|warning|notice) at /gmu)?.length ?? 0;
    expect(shown).toBeGreaterThan(10);
    expect(markdown).toContain(`- and ${1600 - shown + 7} more, in the report`);
    const told = markdown.match(/^- \*\*applied\*\*/gmu)?.length ?? 0;
    expect(markdown).toContain(`- and ${400 - told} more, in the report`);
    expect(markdown.length).toBeLessThan(MAX_LENGTH);
  });

  test("says when no server was tested, and when any certificate was accepted", () => {
    const suites = SAMPLE_RESULT.suites.map((suite) => ({
      ...suite,
      target: { ...suite.target, kind: "embedded" as const, insecure: true },
    }));
    const markdown = renderMarkdown({ ...SAMPLE_RESULT, suites });
    expect(markdown).toContain("embedded targets, and no server");
    expect(markdown).toContain("--insecure");
  });
});

describe("inert Markdown", () => {
  const character = fc.oneof(
    fc.constantFrom(...Array.from("`|\\@#*_<>[]()!~$:&-=+.1aw/ \n\t\u202e\u0000^{}")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  const anything = fc.string({ unit: character, maxLength: 30 });
  const unescape = (html: string): string =>
    html
      .replaceAll("&#124;", "|")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&");
  const textOf = (html: string): string =>
    unescape(html.replaceAll(/<\/?(?:p|code|table|thead|tbody|tr|td|th)>/gu, "")).trim();

  test("prose and code show every character, and are nothing but text and code", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const html = marked.parse(`Say ${prose(text)}`, { async: false });
        expect(html.replaceAll(/<\/?(?:p|code)>/gu, "")).not.toMatch(/[<>]/u);
        expect(textOf(html).replaceAll(/\s+/gu, " ")).toBe(`Say ${inertLine(text)}`.replaceAll(/\s+/gu, " ").trim());
      }),
      { numRuns: 1000 },
    );
  });

  test("code is one cell of a table, whatever it is", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const [table] = lexer(`| a | b |\n| --- | --- |\n| ${code(text)} | end |`);
        expect(table).toMatchObject({ type: "table", rows: [{ length: 2 }] });
      }),
      { numRuns: 500 },
    );
  });

  test("a block of code ends where it is meant to", () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(lexer(`${block(text, "sh")}\n\nafter`).filter(({ type }) => type !== "space")).toMatchObject([
          { type: "code" },
          { type: "paragraph", text: "after" },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test("an excerpt says how much is missing and tears no character", () => {
    expect(excerpt("abc", 3)).toBe("abc");
    expect(excerpt("ab🚀cd", 3)).toBe("ab… (4 more characters)");
  });
});
