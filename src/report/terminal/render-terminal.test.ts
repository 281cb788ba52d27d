import { describe, expect, test } from "vitest";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { renderReportPaths, renderTerminal } from "./render-terminal.ts";
import { wrap } from "./wrap.ts";

const PLAIN = { colour: false, width: 100 };

function lastLineOf(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

describe("renderTerminal", () => {
  test("is what the golden file holds", async () => {
    await expect(renderTerminal(SAMPLE_RESULT, PLAIN)).toMatchFileSnapshot("../fixtures/golden/terminal.txt");
  });

  test("wraps prose to the width, and never a command", () => {
    const lines = renderTerminal(SAMPLE_RESULT, { colour: false, width: 60 }).split("\n");
    const prose = lines
      .slice(0, -2)
      .filter((line) => !/curl|scimproof run|https?:|RFC764|[{}"/]|→ \d|from results/.test(line));
    expect(prose.filter((line) => line.length > 60)).toEqual([]);
    expect(lines.filter((line) => /^\s+curl/.test(line)).every((line) => line.includes("-X"))).toBe(true);
  });

  test("nothing that a server wrote reaches the terminal as a control", () => {
    const text = renderTerminal(SAMPLE_RESULT, PLAIN);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(text).toContain("\\u001b[2J\\u001b[31mALL TESTS");
  });

  test("a command that could not be shown as it is says so", () => {
    expect(renderTerminal(SAMPLE_RESULT, PLAIN)).toContain("take the command from results.json");
  });

  test("colour changes the looks only", () => {
    const coloured = renderTerminal(SAMPLE_RESULT, { ...PLAIN, colour: true });
    expect(coloured).toContain("\u001b[31m");
    // oxlint-disable-next-line no-control-regex -- the codes that picocolors writes
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(renderTerminal(SAMPLE_RESULT, PLAIN));
  });

  test("the last line has the verdict, and says what warnings did", () => {
    expect(lastLineOf(renderTerminal(SAMPLE_RESULT, PLAIN))).toMatch(/^✖ .* 1 warning did not fail the run\.$/);
    const strict = { ...SAMPLE_RESULT, gate: { failOn: "warning", strict: false } } as const;
    expect(lastLineOf(renderTerminal(strict, PLAIN))).toMatch(/1 warning failed the run\.$/);
  });

  test("caps what was not tested, and counts the rest", () => {
    const [one] = SAMPLE_RESULT.notTested;
    const many = {
      ...SAMPLE_RESULT,
      notTested: Array.from({ length: 40 }, (_, index) => one && { ...one, reason: `reason ${index}` }).filter(
        (each) => each !== undefined,
      ),
    };
    expect(renderTerminal(many, PLAIN)).toContain("… and 28 more, see the report");
  });

  test("what shares a reason stands together, with the first ids", () => {
    const one = { suite: "s", kind: "capability", title: "t", outcome: "not-tested", reason: "not selected" } as const;
    const notTested = ["a", "b", "c", "d", "e"].map((id) => ({ ...one, id }));
    const text = renderTerminal({ ...SAMPLE_RESULT, notTested }, PLAIN);
    expect(text).toContain(
      "Not tested (5)\n  ○ 5 capabilities: not tested\n    not selected\n    a, b, c and 2 more\n",
    );
  });

  test("certificates that were not checked are said to be, in red, above the verdict", () => {
    const suites = SAMPLE_RESULT.suites.map((one) => ({ ...one, target: { ...one.target, insecure: true } }));
    const text = renderTerminal({ ...SAMPLE_RESULT, suites }, { ...PLAIN, colour: true });
    const line = text.split("\n").find((one) => one.includes("Any certificate was accepted (--insecure)"));
    expect(line).toContain("\u001b[31m");
    expect(renderTerminal(SAMPLE_RESULT, PLAIN)).not.toContain("--insecure");
  });

  test("a clean run is short", () => {
    const clean = {
      ...SAMPLE_RESULT,
      ...({ verdict: "conformant", sentence: "All is well.", findings: [], notTested: [] } as const),
      cleanup: { created: 2, removed: 2, left: [], restored: [] },
    };
    expect(renderTerminal(clean, PLAIN).split("\n\n")).toHaveLength(2);
    expect(lastLineOf(renderTerminal(clean, PLAIN))).toBe("✔ All is well.");
  });
});

test("paths of reports stand under each other", () => {
  const paths = [
    { label: "HTML", path: "reports/index.html" },
    { label: "JUnit", path: "reports/junit.xml" },
  ];
  expect(renderReportPaths(paths, { colour: false })).toBe("HTML   reports/index.html\nJUnit  reports/junit.xml\n");
});

test("wrap breaks at spaces and keeps long words whole", () => {
  expect(wrap(`one two ${"x".repeat(50)} three`, 40, "- ")).toEqual(["- one two", `  ${"x".repeat(50)}`, "  three"]);
});
