import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_AUDIT } from "../fixtures/sample-audit.ts";
import { HOSTILE } from "../fixtures/sample-exchanges.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { SAMPLE_WAIVED, SAMPLE_WAIVERS } from "../fixtures/sample-waivers.ts";
import { renderHtml } from "./render-html.tsx";
import { SCRIPT } from "./script.ts";

const HTML = renderHtml(SAMPLE_WAIVED);
const BODY = HTML.slice(HTML.indexOf("<body>"), HTML.lastIndexOf("<script>"));

/** The words of a page, a line for each element that holds some. */
function wordsOf(html: string): string {
  const text = html
    .replaceAll(/<(?:symbol|svg)[^>]*>[\s\S]*?<\/svg>/g, "")
    .replaceAll(/<\/?(?:span|code|a|strong|mark|time|small|kbd)\b[^>]*>/g, " ")
    .replaceAll(/<[^>]+>/g, "\n");
  return `${text
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim()}\n`;
}

function hashOf(text: string | undefined): string {
  return `sha256-${createHash("sha256")
    .update(text ?? "")
    .digest("base64")}`;
}

function all(pattern: RegExp, html: string): readonly string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** The items, and the same again of a second suite. */
function doubled<Item extends { readonly suite: string }>(items: readonly Item[]): readonly Item[] {
  return [...items, ...items.map((item) => Object.assign({}, item, { suite: "other" }))];
}

/** The sample as a run of two suites. */
function twoSuites(): RunResult {
  const { suites, findings } = SAMPLE_RESULT;
  return {
    ...SAMPLE_RESULT,
    suites: [...suites, ...suites.map((suite) => Object.assign({}, suite, { id: "other" }))],
    findings: doubled(findings).map((one, index) =>
      Object.assign({}, one, { fingerprint: index < findings.length ? one.fingerprint : `f${index}` }),
    ),
    requirements: doubled(SAMPLE_RESULT.requirements),
    exchanges: doubled(SAMPLE_RESULT.exchanges),
  };
}

describe("renderHtml", () => {
  test("says what the golden file says", async () => {
    await expect(wordsOf(BODY)).toMatchFileSnapshot("../fixtures/golden/html.txt");
  });

  test("is the same for the same result", () => {
    expect(renderHtml(structuredClone(SAMPLE_WAIVED))).toBe(HTML);
  });

  test("its policy allows its own style and script and nothing else", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(HTML)?.[1];
    const style = /<style>([\s\S]*?)<\/style>/.exec(HTML)?.[1];
    const script = /<script>([\s\S]*?)<\/script>\n<\/body>/.exec(HTML)?.[1];
    expect(policy).toBe(
      `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(all(/(<script|<style)[\s>]/g, HTML)).toEqual(["<style", "<script"]);
    expect(BODY).not.toMatch(/ style="| on\w+="/);
  });

  test("asks nothing of a network", () => {
    expect(BODY).not.toMatch(/<(?:img|link|iframe|object|embed|base|meta|audio|video)\b|<[a-z][^>]*\ssrc=/);
    const outward = all(/href="([^"#][^"]*)"/g, BODY);
    // What is written in a waiver leads where its author says, when somebody clicks on it.
    const others = outward.filter((href) => !href.startsWith("https://www.rfc-editor.org/"));
    expect(new Set(others.map((href) => new URL(href).host))).toEqual(new Set(["tracker.example"]));
    expect(HTML).not.toMatch(/url\(|@import/);
  });

  test("a link can only lead to the web or into the page", () => {
    const findings = SAMPLE_RESULT.findings.map((one) => Object.assign({}, one, { link: "javascript:alert(1)" }));
    const requirements = SAMPLE_RESULT.requirements.map((one) =>
      Object.assign({}, one, { link: "javascript:alert(1)" }),
    );
    const entries = SAMPLE_WAIVERS.entries.map((one) => ({ ...one, link: "javascript:alert(1)" }));
    const waived = findings.map((one) =>
      Object.assign({}, one, { waived: { reason: "r", until: "u", link: "javascript:alert(1)" } }),
    );
    const rules = SAMPLE_AUDIT.rules.map((one) => ({ ...one, source: { text: "t", link: "javascript:alert(1)" } }));
    const page = renderHtml({
      ...SAMPLE_RESULT,
      findings: waived,
      requirements,
      waivers: { ...SAMPLE_WAIVERS, entries },
      audit: { ...SAMPLE_AUDIT, rules },
    });
    expect(page).not.toContain('href="javascript:');
    expect(page).toContain("(javascript:alert(1))");
  });

  test("what a hostile server wrote is text", () => {
    expect(BODY).not.toContain(HOSTILE.script);
    expect(BODY).not.toContain(HOSTILE.style);
    expect(BODY).toContain("&lt;script>alert(document.title)&lt;/script>");
    expect(HTML.replaceAll(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(BODY).toContain("invoice\\u202egnp.exe");
  });

  test.each([
    ["one suite", SAMPLE_RESULT],
    ["two suites", twoSuites()],
    ["with waivers", SAMPLE_WAIVED],
  ])("every id stands once and every link into the page arrives: %s", (_, result) => {
    const html = renderHtml(result);
    const ids = all(/ id="([^"]+)"/g, html);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(all(/href="#([^"]+)"/g, html).filter((target) => !ids.includes(target))).toEqual([]);
    expect(all(/aria-labelledby="([^"]+)"/g, html).filter((target) => !ids.includes(target))).toEqual([]);
  });

  test("findings, requirements and exchanges have permalinks", () => {
    for (const id of ["finding-4be1c07a92d3", "req-CUBE-PUT-404", "exchange-put.members.remove-one-3"]) {
      expect(BODY).toContain(` id="${id}"`);
    }
  });

  test("marks the value that a finding is about", () => {
    expect(all(/<mark>([^<]*)<\/mark>/g, BODY.replaceAll("&quot;", '"'))).toEqual([
      '{ "value": "u-1002-lin", "display": "Lin Clark" }',
      '"u-1001-ada"',
      '"yesterday, around nine"',
    ]);
  });

  test("every picture says the same in words, and a result of an earlier version says that it has no times", () => {
    expect(all(/<svg[^>]*role="img" aria-label="([^"]+)"/g, BODY)).toEqual([
      "GET, to observe: half within 2.2 ms, 95 % within 8.9 ms, longest 14 ms",
      "PUT /scim/v2/Groups/{id}: half within 5.6 ms, 95 % within 280 ms, longest 10.0 s",
      "Requests over 8.0 s: at most 23 requests in 2.0 s",
    ]);
    expect(all(/<svg(?![^>]*(?:role="img" aria-label|aria-hidden="true"))([^>]*)>/g, BODY)).toEqual([]);
    const { traffic: _, ...old } = SAMPLE_RESULT;
    expect(wordsOf(renderHtml(old))).toContain("This result holds no times");
  });

  test("a finding can be sent again from either shell, replayed and waived; a defect tells its line in the document", () => {
    const card = /<article[^>]* id="finding-4be1c07a92d3".*?<\/article>/s.exec(BODY)?.[0] ?? "";
    expect(card).toMatch(/<pre>curl /);
    expect(card).toMatch(/<pre>Invoke-WebRequest -UseBasicParsing -Method/);
    expect(card).toContain("--replay 4be1c07a92d3");
    expect(card).toContain('- { fingerprint: "4be1c07a92d3"');
    const defects = /<section id="document-defects".*?<\/section>/s.exec(BODY)?.[0] ?? "";
    expect(defects).toContain("api/openapi.yaml:214");
  });

  test("a defect found by reading stands with its line, its pointer, its rule and what to do", () => {
    const section = (result: RunResult): string =>
      wordsOf(/<section id="document-defects".*?<\/section>/s.exec(renderHtml(result))?.[0] ?? "");
    const words = section(SAMPLE_RESULT);
    for (const told of [
      "1 error, 2 warnings, 1 notice, by 3 rules.",
      "api/openapi.yaml:812:11 the status of an error is declared as an integer",
      "/components/schemas/Error/properties/status/type",
      "audit.error-status-integer",
      "What to do: write type: string",
      "broken at 2 places",
      "1 rule that found nothing",
    ]) {
      expect(words).toContain(told);
    }
    const [document] = SAMPLE_AUDIT.documents;
    if (document === undefined) throw new Error("the sample has no document");
    const saying = (change: Partial<typeof document>): string =>
      section({ ...SAMPLE_RESULT, audit: { ...SAMPLE_AUDIT, documents: [{ ...document, ...change }] } });
    expect(saying({ more: 12 })).toContain("12 more defects not listed");
    expect(saying({ defects: [] })).toContain("No rule found anything.");
    const none = saying({ defects: [], notAudited: "it is no document of a vendor" });
    expect(none).toContain("Not audited: it is no document of a vendor.");
    expect(none).not.toMatch(/No rule found|found nothing/u);
    const { audit: _, ...earlier } = SAMPLE_RESULT;
    expect(section(earlier)).toContain("it is of an earlier version");
  });

  test("every waiver of the baseline is told with its reason, its end and what became of it", () => {
    const words = wordsOf(/<section id="waivers".*?<\/section>/s.exec(BODY)?.[0] ?? "");
    for (const { state, reason, until, message, fingerprint } of SAMPLE_WAIVERS.entries) {
      const why = state === "stale" ? "accepted by the team &lt;script>" : reason;
      for (const told of [why, `until ${until}`, state === "used" ? "" : message, fingerprint]) {
        expect(words).toContain(told);
      }
    }
    expect(words).toContain("1 expired, 1 stale, 1 no finding, 1 not judged, 1 applied");
    expect(BODY).toContain('<a href="https://tracker.example/CUBE-4711">');
    expect(renderHtml(SAMPLE_RESULT)).not.toContain('id="waivers"');
    expect(wordsOf(renderHtml(SAMPLE_RESULT))).toContain("none: no --baseline was given");
  });

  test("names the embedded target for what it is", () => {
    const suites = SAMPLE_RESULT.suites.map((suite) =>
      Object.assign({}, suite, { target: { url: "http://127.0.0.1:1", kind: "embedded" } }),
    );
    expect(renderHtml({ ...SAMPLE_RESULT, suites })).toContain("not a server of the vendor");
  });

  test("an empty result has a page too", () => {
    const empty = { ...SAMPLE_RESULT, suites: [], findings: [], requirements: [], exchanges: [], notTested: [] };
    expect(wordsOf(renderHtml(empty))).toContain("No requirement that could be judged failed.");
  });

  test("the shell stays small, and its script is a script", () => {
    expect(HTML.length - BODY.length).toBeLessThan(40_000);
    expect(() => new Script(SCRIPT)).not.toThrow();
    expect(SCRIPT).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|<\//);
  });
});

describe("certificates that were not checked", () => {
  const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, target: { ...suite.target, insecure: true } }));

  test("stand where trust is spoken of, and with the target", () => {
    const page = wordsOf(renderHtml({ ...SAMPLE_RESULT, suites }));
    expect(page).toContain("Certificates were not checked");
    expect(page).toContain("whoever was on the way to the server could read and change everything");
    expect(page).toContain("any certificate was accepted (--insecure)");
    expect(wordsOf(HTML)).not.toContain("ertificate was accepted");
  });
});
