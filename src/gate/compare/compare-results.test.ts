import { describe, expect, test } from "vitest";
import { finding, SUITE, scenarioResult } from "../../engine/testing.ts";
import { SAMPLE_RESULT } from "../../report/fixtures/sample-result.ts";
import type { Comparison, RequirementResult, RunResult, SuiteResult } from "../../result/index.ts";
import { compareResults, isWorse } from "./compare-results.ts";

const RENAME = "put.group.rename";

function result(parts: Partial<RunResult> = {}, suite: Partial<SuiteResult> = {}): RunResult {
  return {
    ...SAMPLE_RESULT,
    verdict: "nonconformant",
    ended: { how: "complete", detail: "" },
    selection: { allSuites: true },
    suites: [
      {
        ...(SAMPLE_RESULT.suites[0] as SuiteResult),
        id: SUITE,
        scenarios: [scenarioResult("passed", RENAME)],
        ...suite,
      },
    ],
    findings: [],
    requirements: [],
    notTested: [],
    ...parts,
  };
}
const compare = (old: RunResult, fresh: RunResult, failOn: Comparison["failOn"] = "error"): Comparison =>
  compareResults({ file: "old", result: old }, { file: "new", result: fresh }, failOn);
const a = finding({ fingerprint: "aaaaaaaaaaaa" });
const b = finding({ fingerprint: "bbbbbbbbbbbb" });
const warning = finding({ fingerprint: "cccccccccccc", severity: "warning", level: "SHOULD" });

describe("findings", () => {
  test("one that came and one that went do not cancel out", () => {
    const { findings, sentence } = compare(result({ findings: [a] }), result({ findings: [b] }));
    expect(findings).toMatchObject({
      new: [{ fingerprint: "bbbbbbbbbbbb", fails: true }],
      gone: [{ fingerprint: "aaaaaaaaaaaa" }],
    });
    expect(sentence).toBe("1 new finding, 1 gone, 0 changed, 0 still there. The verdict is still nonconformant.");
  });

  test("only a new one that would fail a run makes it worse", () => {
    expect(isWorse(compare(result(), result({ findings: [b] })))).toBe(true);
    expect(isWorse(compare(result({ findings: [b] }), result({ findings: [b] })))).toBe(false);
    const waived = finding({ waived: { reason: "r", until: "2027-01-01" } });
    expect(isWorse(compare(result(), result({ findings: [waived] })))).toBe(false);
    expect(isWorse(compare(result(), result({ findings: [finding({ party: "document" })] })))).toBe(false);
    expect(isWorse(compare(result(), result({ findings: [b] }), "never"))).toBe(false);
    expect(isWorse(compare(result(), result({ findings: [warning] })))).toBe(false);
    expect(isWorse(compare(result(), result({ findings: [warning] }), "warning"))).toBe(true);
  });

  test("are changed in severity, level and waiver, never in how often they were seen", () => {
    const seen = { ...a, occurrences: 40, exchanges: ["x#1"], message: "Otherwise." };
    expect(compare(result({ findings: [a] }), result({ findings: [seen] })).findings).toMatchObject({
      changed: [],
      same: [{}],
    });
    const worse = { ...warning, severity: "error", level: "MUST" } as const;
    const { changed } = compare(result({ findings: [warning] }), result({ findings: [worse] })).findings;
    expect(changed[0]?.changes).toEqual(["severity was warning, is error", "level was SHOULD, is MUST"]);
    const waived = { ...a, waived: { reason: "r", until: "2027-01-01" } };
    const there = compare(result({ findings: [a] }), result({ findings: [waived] })).findings.changed;
    expect(there[0]?.changes).toEqual(["is waived until 2027-01-01"]);
    const back = compare(result({ findings: [waived] }), result({ findings: [a] })).findings.changed;
    expect(back[0]?.changes).toEqual(["is not waived any more"]);
  });

  test.each<[string, RunResult, RegExp]>([
    ["a suite that did not run", result({ suites: [] }), /the suite cube\.groups\.put did not run/u],
    [
      "a scenario that was blocked",
      result({}, { scenarios: [scenarioResult("blocked", RENAME)] }),
      /came to no verdict: blocked/u,
    ],
    [
      "a scenario that was not selected",
      result(
        {
          notTested: [
            { suite: SUITE, kind: "scenario", id: RENAME, title: "", outcome: "not-tested", reason: "not selected" },
          ],
        },
        { scenarios: [] },
      ),
      /did not run: not selected/u,
    ],
  ])("are not gone with %s", (_, fresh, reason) => {
    const { findings, sentence } = compare(result({ findings: [a] }), fresh);
    expect(findings.gone).toEqual([]);
    expect(findings.notTested[0]?.reason).toMatch(reason);
    expect(sentence).toContain("1 not tested any more");
  });

  test("are gone only where all that showed them ran", () => {
    const wide = { ...a, scenarios: [RENAME, "put.group.other"] };
    expect(compare(result({ findings: [wide] }), result()).findings).toMatchObject({ gone: [], notTested: [{}] });
  });

  test("that nothing could have shown before are said to be", () => {
    const old = result({}, { scenarios: [] });
    expect(compare(old, result({ findings: [b] })).findings.new[0]).toMatchObject({ fails: true, firstTested: true });
    expect(compare(result(), result({ findings: [b] })).findings.new[0]?.firstTested).toBe(false);
  });
});

describe("requirements", () => {
  const requirement = (outcome: RequirementResult["outcome"], reason?: string): RequirementResult => ({
    ...(SAMPLE_RESULT.requirements[0] as RequirementResult),
    suite: SUITE,
    id: "R",
    party: "server-rfc",
    outcome,
    ...(reason === undefined ? {} : { reason }),
  });
  test.each([
    ["passed", "failed", "broken"],
    ["not-tested", "failed", "broken"],
    ["failed", "passed", "mended"],
    ["passed", "not-tested", "coverage-lost"],
    ["failed", "blocked", "coverage-lost"],
    ["inconclusive", "passed", "coverage-gained"],
    ["blocked", "not-tested", "other"],
  ] as const)("from %s to %s: %s", (from, to, kind) => {
    const { requirements } = compare(
      result({ requirements: [requirement(from)] }),
      result({ requirements: [requirement(to, "why")] }),
    );
    expect(requirements).toMatchObject([{ id: "R", from, to, kind, reason: "why" }]);
  });

  test("that are in one result only are told; the same outcome for another reason is not", () => {
    const old = result({ requirements: [requirement("passed")] });
    expect(compare(old, result()).requirements).toMatchObject([{ to: "absent", kind: "coverage-lost" }]);
    expect(compare(old, result()).sentence).toContain("1 requirement lost its test.");
    const open = compare(
      result({ requirements: [requirement("blocked", "x")] }),
      result({ requirements: [requirement("blocked", "y")] }),
    );
    expect(open.requirements).toEqual([]);
  });
});

test("what makes results less comparable is said", () => {
  const suite = (SAMPLE_RESULT.suites[0] as SuiteResult).document;
  const { notes } = compare(
    result(),
    result(
      { selection: { allSuites: false, grep: "rename" }, ended: { how: "max-requests", detail: "" } },
      { seed: 1, depth: "thorough", document: { ...suite, digest: `sha256:${"0".repeat(64)}` } },
    ),
  );
  expect(notes.join("\n")).toMatch(/document.* has changed/u);
  expect(notes.join("\n")).toMatch(/the seed was \d+ and is 1\./u);
  expect(notes.join("\n")).toContain("the depth was standard and is thorough.");
  expect(notes).toContain("The new result is of a part only: -t rename.");
  expect(notes).toContain("The new result ended early: max-requests.");
  expect(compare(result(), result()).notes).toEqual([]);
});
