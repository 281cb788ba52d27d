import { expect, test } from "vitest";
import { SAMPLE_RESULT } from "../report/fixtures/sample-result.ts";
import type { RunResult, SuiteResult } from "../result/index.ts";
import { sentenceOf } from "./sentence.ts";

const suite = (parts: Partial<SuiteResult> = {}): SuiteResult => ({
  ...(SAMPLE_RESULT.suites[0] as SuiteResult),
  title: "Cube: PUT /scim/v2/Groups/{id}",
  target: { url: "https://acme.cubecloud.dev/api", kind: "remote" },
  verdict: "conformant",
  reason: "",
  ...parts,
});

function sentence(parts: Partial<RunResult> = {}): string {
  const scenarios = { passed: 50, failed: 0, "not-applicable": 2, blocked: 1, inconclusive: 1, "harness-error": 1 };
  return sentenceOf({
    ...SAMPLE_RESULT,
    verdict: "conformant",
    ended: { how: "complete", detail: "" },
    gate: { failOn: "error", strict: false },
    suites: [suite()],
    summary: {
      ...SAMPLE_RESULT.summary,
      scenarios,
      findings: { error: 1, warning: 2, notice: 3, none: 0, waived: 0 },
    },
    ...parts,
  });
}

test("says what, against what, how it came out, and what has no verdict", () => {
  expect(sentence()).toBe(
    "Cube: PUT /scim/v2/Groups/{id} on https://acme.cubecloud.dev/api is conformant: 50 scenarios passed, 0 failed, 3 blocked or inconclusive, 2 not applicable. 1 resource could not be removed.",
  );
});

test("counts what makes it nonconformant: warnings only where they do", () => {
  expect(sentence({ verdict: "nonconformant" })).toContain("is nonconformant (1 error): ");
  expect(sentence({ verdict: "nonconformant", gate: { failOn: "warning", strict: false } })).toContain(
    "is nonconformant (1 error, 2 warnings, 1 waived): ",
  );
});

test("says why it is inconclusive", () => {
  const gap = suite({ verdict: "inconclusive", reason: "No answer from https://x" });
  expect(sentence({ verdict: "inconclusive", suites: [suite(), gap] })).toContain(
    "is inconclusive because no answer from https://x: ",
  );
  const upper = suite({ verdict: "inconclusive", reason: "DELETE is not offered" });
  expect(sentence({ verdict: "inconclusive", suites: [upper] })).toContain("because DELETE is not offered");
  expect(sentence({ verdict: "inconclusive", suites: [] })).toMatch(
    /^Nothing on no target is inconclusive because nothing was tested/u,
  );
});

test("testing ourselves never looks like testing them", () => {
  const own = suite({ target: { url: "http://127.0.0.1:4711", kind: "embedded" } });
  expect(sentence({ suites: [own, own] })).toContain("on Scimproof's own embedded target is");
  expect(sentence({ suites: [own, suite()] })).toContain(
    "on Scimproof's own embedded target, https://acme.cubecloud.dev/api is",
  );
});

test("says that it was ended early, and how", () => {
  const ended = { how: "interrupted", detail: "interrupted by SIGINT", signal: "SIGINT" } as const;
  expect(sentence({ ended })).toMatch(/The run was ended early: interrupted by SIGINT\.$/u);
});
