import { describe, expect, test } from "vitest";
import { SAMPLE_RESULT } from "../report/fixtures/sample-result.ts";
import type { RunResult, SuiteResult, Verdict } from "../result/index.ts";
import { EXIT_CODES, exitCodeOf } from "./exit-code.ts";

const suite = (verdict: Verdict, confirmed: boolean): SuiteResult => ({
  ...(SAMPLE_RESULT.suites[0] as SuiteResult),
  verdict,
  operations: [{ key: "PUT", confirmed, statuses: [], undeclared: [], requestMediaTypes: [] }],
});

type How = RunResult["ended"]["how"];
type FailOn = RunResult["gate"]["failOn"];

function result(verdict: Verdict, how: How = "complete", failOn: FailOn = "error"): RunResult {
  return {
    ...SAMPLE_RESULT,
    verdict,
    ended: { how, detail: "", ...(how === "interrupted" ? { signal: "SIGINT" } : {}) },
    gate: { failOn, strict: false },
    suites: [suite(verdict, verdict !== "inconclusive")],
  };
}

test("the numbers are those of the manual", () => {
  expect(EXIT_CODES).toEqual({
    conformant: 0,
    nonconformant: 1,
    usage: 2,
    inconclusive: 3,
    harnessError: 4,
    sigint: 130,
    sigterm: 143,
  });
});

describe("an interrupt goes before a harness error, that before findings, those before gaps", () => {
  const EARLY: readonly How[] = ["time-budget", "max-requests", "max-failures"];
  const rows: readonly [How, Verdict, number][] = [
    ...(["conformant", "nonconformant", "inconclusive"] as const).flatMap((verdict): [How, Verdict, number][] => [
      ["interrupted", verdict, 130],
      ["harness-error", verdict, 4],
    ]),
    ...(["complete", ...EARLY] as const).flatMap((how): [How, Verdict, number][] => [
      [how, "nonconformant", 1],
      [how, "inconclusive", 3],
      [how, "conformant", 0],
    ]),
  ];

  test.each(rows)("%s and %s: %i", (how, verdict, code) => {
    expect(exitCodeOf(result(verdict, how))).toBe(code);
    expect(exitCodeOf(result(verdict, how, "warning"))).toBe(code);
  });

  test("SIGTERM has a code of its own", () => {
    const interrupted = result("nonconformant", "interrupted");
    expect(exitCodeOf({ ...interrupted, ended: { how: "interrupted", detail: "", signal: "SIGTERM" } })).toBe(143);
  });
});

describe("--fail-on never", () => {
  test("keeps findings from failing a run", () => {
    expect(exitCodeOf(result("nonconformant", "complete", "never"))).toBe(0);
  });

  test("keeps nothing else", () => {
    expect(exitCodeOf(result("inconclusive", "complete", "never"))).toBe(3);
    expect(exitCodeOf(result("nonconformant", "harness-error", "never"))).toBe(4);
    expect(exitCodeOf(result("nonconformant", "interrupted", "never"))).toBe(130);
  });

  test("makes no pass of a run in which something was not tested", () => {
    const found = result("nonconformant", "complete", "never");
    expect(exitCodeOf({ ...found, suites: [suite("nonconformant", false)] })).toBe(3);
    expect(exitCodeOf({ ...found, suites: [suite("nonconformant", true), suite("inconclusive", true)] })).toBe(3);
    expect(exitCodeOf(result("nonconformant", "time-budget", "never"))).toBe(3);
  });
});
