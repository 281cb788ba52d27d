import { Parser, type Result } from "tap-parser";
import { expect, test } from "vitest";
import type { RunResult, WaiverState } from "../../result/index.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { renderTap } from "./render-tap.ts";

interface Read {
  readonly ok: boolean;
  readonly bailout: boolean | string;
  readonly results: readonly Result[];
  /** What is no TAP. */
  readonly extra: readonly string[];
}

function read(result: RunResult): Read {
  const results: Result[] = [];
  const extra: string[] = [];
  const parser = new Parser();
  parser.on("assert", (one: Result) => results.push(one));
  parser.on("extra", (text: string) => extra.push(text));
  parser.end(renderTap(result));
  return { ok: parser.ok, bailout: parser.bailedOut, results, extra };
}

const named = ({ results }: Read, part: string): Result | undefined => results.find(({ name }) => name.includes(part));

test("is what the golden file holds, and a real reader finds nothing in it that is no TAP", async () => {
  await expect(renderTap(SAMPLE_RESULT)).toMatchFileSnapshot("../fixtures/golden/results.tap");
  const { ok, extra, results } = read(SAMPLE_RESULT);
  expect(ok).toBe(false);
  expect(extra).toEqual([]);
  expect(results).toHaveLength(1 + 11 + SAMPLE_RESULT.requirements.length);
  expect(renderTap(SAMPLE_RESULT)).toMatch(/^TAP version 14\n1\.\.\d+\n/u);
});

test("a failure has its evidence as a block that a reader of YAML takes", () => {
  const failed = named(read(SAMPLE_RESULT), "RFC7644-3.5.1-MEMBERS-REPLACED");
  expect(failed).toMatchObject({ ok: false });
  expect(failed?.diag).toMatchObject({
    outcome: "failed",
    findings: [
      {
        fingerprint: "4be1c07a92d3",
        at: "api/openapi.yaml:214:7",
        expected: ["members are exactly { u-1001-ada }"],
        curl: [expect.stringContaining("curl "), expect.any(String), expect.any(String)],
      },
    ],
  });
});

test("what has no verdict is skipped with its reason; what is waived is to do, and does not fail the whole", () => {
  const waived = { reason: "CUBE-1 # 2", until: "2027-01-01" };
  const findings = SAMPLE_RESULT.findings.map((one) => ({ ...one, waived }));
  const suites = SAMPLE_RESULT.suites.map((suite) => ({
    ...suite,
    verdict: "conformant" as const,
    scenarios: suite.scenarios.filter(({ outcome }) => outcome !== "harness-error"),
  }));
  const all = read({ ...SAMPLE_RESULT, verdict: "conformant", findings, suites });
  expect(all.ok).toBe(true);
  expect(named(all, "RFC7644-3.12-NO-5XX")).toMatchObject({
    ok: false,
    todo: expect.stringContaining("waived until 2027-01-01: CUBE-1"),
  });
  expect(named(all, "put.members.nested")).toMatchObject({
    ok: true,
    skip: expect.stringContaining("blocked: a second group"),
  });
});

test("an inconclusive suite is not green, though all in it was skipped", () => {
  const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "inconclusive" as const, scenarios: [] }));
  const all = read({ ...SAMPLE_RESULT, verdict: "inconclusive", suites, requirements: [], findings: [] });
  expect(all.ok).toBe(false);
  expect(all.results).toMatchObject([{ ok: false, diag: { outcome: "inconclusive" } }]);
});

/** Nothing is wrong in it, and nothing is left open. */
const GREEN: RunResult = {
  ...SAMPLE_RESULT,
  verdict: "conformant",
  requirements: [],
  findings: [],
  suites: SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "conformant" as const, scenarios: [] })),
};

test("a waiver that must go is not ok, unless nothing fails; the others are", () => {
  const entry = { fingerprint: "0123456789ab", reason: "ACME-12 # x", until: "2026-01-01" };
  const held = (...states: readonly WaiverState[]): RunResult => {
    const entries = states.map((state) => Object.assign({}, entry, { state, message: `is ${state}` }));
    return { ...GREEN, waivers: { file: "waivers.yaml", on: "2026-11-26", entries } };
  };
  expect(read(held("used", "expired", "absent", "not-judged"))).toMatchObject({ ok: true, extra: [] });
  const all = read(held("used", "stale"));
  expect(all.ok).toBe(false);
  expect(all.results.filter(({ ok }) => !ok)).toMatchObject([
    { name: "waivers 0123456789ab: ACME-12 # x", diag: { outcome: "stale-waiver", message: "is stale" } },
  ]);
  expect(read({ ...held("stale"), gate: { failOn: "never", strict: false } }).ok).toBe(true);
});

test("where only suites that stand nowhere are missing, it is not ok", () => {
  expect(read(GREEN).ok).toBe(true);
  const merged = { results: 1, missing: ["shard 2/2 is missing, of cube.group.put"] };
  const all = read({ ...GREEN, verdict: "inconclusive", merged });
  expect(all.ok).toBe(false);
  expect(all.results.at(-1)).toMatchObject({
    ok: false,
    name: "run verdict: The run's verdict is conformant",
    diag: { message: "inconclusive: shard 2/2 is missing, of cube.group.put" },
  });
});

test("a run that did not come to its end bails out", () => {
  const ended = { how: "interrupted", detail: "SIGINT\nok 1 - forged" } as const;
  expect(read({ ...SAMPLE_RESULT, ended }).bailout).toContain("interrupted: SIGINT");
  expect(read(SAMPLE_RESULT).bailout).toBe(false);
});

test("no string of a server makes a line, a directive or the end of a block", () => {
  const evil = "x\n  ...\nok 99 - forged # TODO \\# SKIP\r\nBail out! \u2028\u0085\ufffe\u{e0041}\ud800 &a *a !t {[";
  const findings = SAMPLE_RESULT.findings.map((one) => ({ ...one, message: evil, actual: evil, expected: [evil] }));
  const scenarios = SAMPLE_RESULT.suites.flatMap((suite) => suite.scenarios.map((one) => ({ ...one, title: evil })));
  const suites = SAMPLE_RESULT.suites.map((suite) => ({
    ...suite,
    scenarios,
    reason: evil,
    target: { ...suite.target, url: evil },
  }));
  const all = read({ ...SAMPLE_RESULT, sentence: evil, findings, suites });
  expect(all).toMatchObject({ bailout: false, extra: [] });
  expect(all.results).toHaveLength(1 + 11 + SAMPLE_RESULT.requirements.length);
  expect(all.results.filter(({ todo }) => todo !== false && todo !== undefined)).toEqual([]);
  const failed = named(all, "RFC7644-3.5.1-MEMBERS-REPLACED");
  expect(failed?.diag).toMatchObject({ findings: [{ actual: evil, expected: [evil] }] });
});
