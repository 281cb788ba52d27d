import { describe, expect, test } from "vitest";
import { finding, PUT, SUITE, scenarioResult } from "../../engine/testing.ts";
import { SAMPLE_RESULT } from "../../report/fixtures/sample-result.ts";
import type { Finding, RunResult, SuiteResult, Waiver, WaiverState } from "../../result/index.ts";
import { exitCodeOf } from "../exit-code.ts";
import { applyWaivers, dayOf } from "./apply-waivers.ts";

const TODAY = "2026-11-26";
const RENAME = "put.group.rename";
const OPERATION = { key: PUT, confirmed: true, statuses: [], undeclared: [], requestMediaTypes: [] };

function result(parts: Partial<RunResult> = {}, suite: Partial<SuiteResult> = {}): RunResult {
  const { findings = [] } = parts;
  const own = findings.map(({ fingerprint }) => fingerprint);
  const scenarios = [
    { ...scenarioResult(findings.length > 0 ? "failed" : "passed", RENAME), findings: own },
    scenarioResult("passed", "put.group.members.smaller"),
  ];
  return {
    ...SAMPLE_RESULT,
    ended: { how: "complete", detail: "" },
    gate: { failOn: "error", strict: false },
    selection: { allSuites: true },
    suites: [
      {
        ...(SAMPLE_RESULT.suites[0] as SuiteResult),
        id: SUITE,
        ended: "complete",
        operations: [OPERATION],
        preflight: [],
        scenarios,
        ...suite,
      },
    ],
    findings: [],
    notTested: [],
    ...parts,
  };
}

const waiver = (parts: Partial<Waiver> = {}): Waiver => ({
  fingerprint: "0123456789ab",
  reason: "ACME-12",
  until: "2026-12-31",
  ...parts,
});
const known = waiver({ suite: SUITE, scenarios: [RENAME] });

function apply(given: RunResult, ...waivers: readonly Waiver[]): RunResult {
  return applyWaivers(given, { file: "w.yaml", waivers }, TODAY);
}
const stateOf = (given: RunResult, one: Waiver): WaiverState | undefined =>
  apply(given, one).waivers?.entries[0]?.state;

describe("a finding that is there", () => {
  test("is waived, fails nothing, and is said to be there", () => {
    const held = apply(result({ findings: [finding()] }), waiver({ link: "https://t.example/1" }));
    expect(held.findings[0]?.waived).toEqual({
      reason: "ACME-12",
      until: "2026-12-31",
      link: "https://t.example/1",
    });
    expect(held).toMatchObject({ verdict: "conformant", waivers: { on: TODAY, entries: [{ state: "used" }] } });
    expect(held.summary.findings).toMatchObject({ error: 0, waived: 1 });
    expect(held.sentence).toContain("is conformant but for 1 waived finding: ");
    expect(held.suites[0]?.reason).toContain("nothing was found against it but 1 waived finding");
    expect(exitCodeOf(held)).toBe(0);
  });

  test("counts again the day after, and not on the last day", () => {
    const given = result({ findings: [finding()] });
    expect(exitCodeOf(apply(given, waiver({ until: TODAY })))).toBe(0);
    const over = apply(given, waiver({ until: "2026-11-25" }));
    expect(exitCodeOf(over)).toBe(1);
    expect(over.findings[0]?.waived).toBeNull();
    expect(over.waivers?.entries[0]).toMatchObject({ state: "expired" });
    expect(over.waivers?.entries[0]?.message).toContain("expired on 2026-11-25");
    expect(over.sentence).toContain("1 waiver has expired.");
  });

  test("does not make up for what was not confirmed, nor cover another one", () => {
    const unconfirmed = result({ findings: [finding()] }, { operations: [{ ...OPERATION, confirmed: false }] });
    expect(exitCodeOf(apply(unconfirmed, waiver()))).toBe(3);
    const two = result({ findings: [finding(), finding({ fingerprint: "ffffffffffff" })] });
    expect(exitCodeOf(apply(two, waiver()))).toBe(1);
    expect(apply(two, waiver()).sentence).toContain("is nonconformant (1 error, 1 waived)");
  });

  test("of a history of one edit is what the script found under another fingerprint", () => {
    const counterexample = { edits: 1, reruns: { failed: 2, of: 2 } } as Finding["counterexample"];
    const shrunk = finding({ fingerprint: "ffffffffffff", counterexample, scenarios: ["put.group.histories"] });
    const { suite, requirement, operation, invariant } = shrunk;
    const cause = waiver({ suite, requirement, operation, invariant });
    expect(exitCodeOf(apply(result({ findings: [shrunk] }), cause))).toBe(0);
    expect(exitCodeOf(apply(result({ findings: [shrunk] }), { ...cause, invariant: "displayName" }))).toBe(1);
    const longer = { ...shrunk, counterexample: { ...counterexample, edits: 2 } as Finding["counterexample"] };
    expect(exitCodeOf(apply(result({ findings: [longer] }), cause))).toBe(1);
    // Another shape of the same invariant, which a script found, and a history beside it.
    const scripted = { ...shrunk, scenarios: ["put.group.histories", RENAME] };
    expect(exitCodeOf(apply(result({ findings: [scripted] }), cause))).toBe(1);
  });
});

describe("a finding that is not there", () => {
  test("makes its line stale where its scenarios ran and passed, and that fails the run", () => {
    const held = apply(result(), known);
    expect(held.waivers?.entries[0]).toMatchObject({ state: "stale" });
    expect(held.waivers?.entries[0]?.message).toContain("remove this line");
    expect(held).toMatchObject({ verdict: "conformant" });
    expect(held.sentence).toContain("1 waiver is stale: remove its line.");
    expect(exitCodeOf(held)).toBe(1);
    expect(exitCodeOf({ ...held, gate: { failOn: "never", strict: false } })).toBe(0);
    expect(exitCodeOf({ ...held, ended: { how: "interrupted", detail: "", signal: "SIGTERM" } })).toBe(143);
  });

  test("also where the line has expired, and where it names the suite or nothing at all", () => {
    expect(stateOf(result(), { ...known, until: "2026-01-01" })).toBe("stale");
    expect(stateOf(result(), waiver({ suite: SUITE }))).toBe("stale");
    expect(stateOf(result(), waiver())).toBe("stale");
  });

  test("fails nothing where it does not show in every run", () => {
    const held = apply(result(), { ...known, flaky: true });
    expect(held.waivers?.entries[0]?.state).toBe("absent");
    expect(exitCodeOf(held)).toBe(0);
  });

  const left = (reason: string, id = "put.group.members.of-1000"): RunResult["notTested"] => [
    { suite: SUITE, kind: "scenario", id, title: "", outcome: "not-tested", reason },
  ];

  test.each<[string, RunResult, Waiver, WaiverState]>([
    ["--grep", result({ selection: { allSuites: true, grep: "x" } }), known, "not-judged"],
    ["--grep-invert", result({ selection: { allSuites: true, grepInvert: "x" } }), known, "not-judged"],
    ["--replay", result({ selection: { allSuites: true, replay: true } }), known, "not-judged"],
    ["a shard", result({ shard: { index: 1, count: 2, suites: [], singles: [], scripted: [] } }), known, "not-judged"],
    ["a shard that is missing", result({ merged: { results: 1, missing: ["2/2"] } }), known, "not-judged"],
    ["a spent budget", result({ ended: { how: "max-requests", detail: "" } }), known, "not-judged"],
    ["an interrupt", result({ ended: { how: "interrupted", detail: "" } }), known, "not-judged"],
    ["a suite that did not run", result(), { ...known, suite: "cube.client.okta-oin" }, "not-judged"],
    [
      "suites that were named, where the line names none",
      result({ selection: { allSuites: false } }),
      waiver(),
      "not-judged",
    ],
    ["a suite that ended early", result({}, { ended: "preflight" }), known, "not-judged"],
    [
      "a scenario that was blocked",
      result({}, { scenarios: [scenarioResult("blocked", RENAME)] }),
      known,
      "not-judged",
    ],
    [
      "a scenario of another depth",
      result({ notTested: left("belongs to --depth thorough", "x") }),
      { ...known, scenarios: ["x"] },
      "not-judged",
    ],
    [
      "another depth, where any scenario may be meant",
      result({ notTested: left("belongs to --depth thorough") }),
      waiver(),
      "absent",
    ],
    ["a scenario that is no more", result(), { ...known, scenarios: ["x"] }, "absent"],
    [
      "a result that does not say what was left out",
      { ...result(), selection: undefined } as unknown as RunResult,
      known,
      "not-judged",
    ],
  ])("is not held against a line under %s", (_, given, one, state) => {
    expect(stateOf(given, one)).toBe(state);
    expect(exitCodeOf(apply(given, one))).not.toBe(1);
  });

  test("is not hidden by another finding, unless that one is waived", () => {
    const other = finding({ fingerprint: "ffffffffffff", scenarios: [RENAME] });
    expect(stateOf(result({ findings: [other] }), known)).toBe("not-judged");
    const held = apply(result({ findings: [other] }), known, waiver({ fingerprint: "ffffffffffff" }));
    expect(held.waivers?.entries.map(({ state }) => state)).toEqual(["stale", "used"]);
  });
});

test("the day is the one in UTC", () => {
  expect(dayOf(new Date("2026-11-26T23:59:59.999Z"))).toBe("2026-11-26");
});
