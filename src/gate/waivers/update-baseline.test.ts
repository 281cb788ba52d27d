import { describe, expect, test } from "vitest";
import { finding, PUT, SUITE, scenarioResult } from "../../engine/testing.ts";
import { SAMPLE_RESULT } from "../../report/fixtures/sample-result.ts";
import type { Finding, RunResult, SuiteResult } from "../../result/index.ts";
import { exitCodeOf } from "../exit-code.ts";
import { baselineFrom } from "./read-baseline.ts";
import { settle } from "./settle.ts";

const OPERATION = { key: PUT, confirmed: true, statuses: [], undeclared: [], requestMediaTypes: [] };

function result(findings: readonly Finding[], parts: Partial<RunResult> = {}): RunResult {
  const suite = {
    ...(SAMPLE_RESULT.suites[0] as SuiteResult),
    id: SUITE,
    ended: "complete",
    operations: [OPERATION],
    preflight: [],
    scenarios: [scenarioResult("passed", "put.group.rename")],
  };
  return {
    ...SAMPLE_RESULT,
    ended: { how: "complete", detail: "" },
    gate: { failOn: "error", strict: false },
    selection: { allSuites: true },
    suites: [suite],
    findings,
    notTested: [],
    ...parts,
  };
}

const update = (text: string | undefined, given: RunResult): ReturnType<typeof settle> =>
  settle(given, text, { file: "w.yaml", today: "2026-11-26", update: true });

const GONE = `    suite: ${SUITE}\n    scenarios: [put.group.rename]\n`;

describe("begins a baseline", () => {
  test("with what fails, and waives nothing before somebody has written why", () => {
    const { result: held, updated } = update(
      undefined,
      result([finding(), finding({ severity: "notice", fingerprint: "ffffffffffff" })]),
    );
    expect(updated).toMatchObject({ added: ["0123456789ab"], dropped: [] });
    expect(updated?.text).toBe(`# yaml-language-server: $schema=./node_modules/scimproof/schemas/waivers.schema.json
# Known findings: none of these fails a run until its day is over. See docs/how-to/waivers.md.

waivers:
  # It holds. [RFC 7644 §3.5.1]
  - fingerprint: "0123456789ab"
    reason: "TODO: say why, and who follows it"
    until: 2027-02-24
    suite: cube.groups.put
    requirement: RFC7644-3.5.1-MEMBERS-REPLACED
    operation: PUT /scim/v2/Groups/{id}
    invariant: members
    scenarios:
      - put.group.rename
`);
    expect(exitCodeOf(held)).toBe(1);
    expect(() => baselineFrom(updated?.text ?? "", "w.yaml")).toThrow("nobody has written yet");
    const filled = (updated?.text ?? "").replace(/"TODO.*"/u, "ACME-12");
    expect(exitCodeOf(settle(result([finding()]), filled, { file: "w.yaml", today: "2026-11-26" }).result)).toBe(0);
  });

  test("whatever the fingerprint looks like, and whatever words a document has", () => {
    const odd = finding({ fingerprint: "123456789012", invariant: "body /a: # b\n- c", title: "It\nholds: \u202E#" });
    const { updated } = update(undefined, result([odd]));
    const read = baselineFrom(updated?.text ?? "", "w.yaml", { allowsPlaceholders: true });
    expect(read.waivers[0]).toMatchObject({ fingerprint: "123456789012", invariant: "body /a: # b\n- c" });
    expect(updated?.text).toMatch(/# It holds: +# \[RFC/u);
  });

  test("and says of what generated histories found that it may stay away", () => {
    const generated = finding({ scenarios: ["put.group.histories.few-1"] });
    expect(update(undefined, result([generated])).updated?.text).toContain("flaky: true");
    const both = finding({ scenarios: ["put.group.histories.few-1", "put.group.rename"] });
    const { text = "" } = update(undefined, result([both])).updated ?? {};
    expect(text).not.toContain("flaky");
    expect(text).not.toContain("histories");
  });
});

describe("writes a baseline anew", () => {
  const TEXT = `# Ours. Ask Ada.
waivers:
# about the first
- fingerprint: aaaaaaaaaaaa
  reason: gone
  until: 2026-12-01
${GONE.replaceAll("    ", "  ")}# about the second
- fingerprint: 0123456789ab # see below
  reason: >-
    a long reason that goes on and on, past the eightieth column of the line, and must not be folded
  until: 2026-01-01
  link: https://t.example/1
`;

  test("keeping what stays as it is, dropping what is stale, adding what is new", () => {
    const { updated, result: held } = update(TEXT, result([finding(), finding({ fingerprint: "ffffffffffff" })]));
    expect(updated).toMatchObject({ added: ["ffffffffffff"], dropped: ["aaaaaaaaaaaa"] });
    const text = updated?.text ?? "";
    const kept = TEXT.slice(TEXT.indexOf("# about the second"));
    expect(text.startsWith(`# Ours. Ask Ada.\nwaivers:\n${kept}`)).toBe(true);
    expect(text).not.toContain("about the first");
    expect(text).toMatch(/\n# It holds\. .*\n- fingerprint: "ffffffffffff"\n  reason: "TODO/u);
    // An end that has come is nobody's to put off but a person's.
    expect(held.waivers?.entries.map(({ state, line }) => [state, line])).toEqual([["expired", 4]]);
    expect(update(text, result([finding(), finding({ fingerprint: "ffffffffffff" })])).updated?.text).toBe(text);
  });

  test("dropping nothing under a partial selection", () => {
    const selection = { allSuites: true, grep: "rename" };
    const { updated } = update(TEXT, result([finding()], { selection }));
    expect(updated).toMatchObject({ added: [], dropped: [], text: TEXT });
  });

  test("down to the last line, and up again", () => {
    const one = `waivers:\n  - fingerprint: aaaaaaaaaaaa\n    reason: gone\n    until: 2026-12-01\n${GONE}`;
    const { updated, result: held } = update(one, result([]));
    expect(updated?.text).toBe("waivers: []\n");
    expect(exitCodeOf(held)).toBe(0);
    expect(update("waivers: []\n", result([finding()])).updated?.text).toMatch(/^waivers:\n {2}# It holds/u);
    expect(update("# soon\n", result([finding()])).updated?.text).toContain('- fingerprint: "0123456789ab"');
  });
});
