import { validate } from "ctrf";
import { expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { renderCtrf } from "./render-ctrf.ts";

interface Ctrf {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly {
      readonly name: string;
      readonly status: string;
      readonly rawStatus: string;
      readonly message?: string;
      readonly trace?: string;
      readonly filePath?: string;
      readonly line?: number;
    }[];
  };
}

const read = (result: RunResult): Ctrf => JSON.parse(renderCtrf(result)) as Ctrf;

test("is what the golden file holds, and valid against the schema that its makers publish", async () => {
  await expect(renderCtrf(SAMPLE_RESULT)).toMatchFileSnapshot("../fixtures/golden/ctrf.json");
  expect(validate(read(SAMPLE_RESULT))).toMatchObject({ valid: true });
  // The schema is closed: this one can fail.
  expect(validate({ ...read(SAMPLE_RESULT), verdict: "green" })).toMatchObject({ valid: false });
});

test("the summary counts the tests, each once", () => {
  const { summary, tests } = read(SAMPLE_RESULT).results;
  expect(summary["tests"]).toBe(tests.length);
  for (const status of ["passed", "failed", "skipped", "pending", "other"]) {
    expect(summary[status]).toBe(tests.filter((one) => one.status === status).length);
  }
});

test("a failure has its evidence and the line of its operation; what is waived is neither passed nor failed", () => {
  const waived = { reason: "known", until: "2027-01-01" };
  const findings = SAMPLE_RESULT.findings.map((one) =>
    one.requirement === "RFC7644-3.12-NO-5XX" ? { ...one, waived } : one,
  );
  const { tests } = read({ ...SAMPLE_RESULT, findings }).results;
  const failed = tests.find(({ name }) => name.startsWith("RFC7644-3.5.1-MEMBERS-REPLACED"));
  expect(failed).toMatchObject({ status: "failed", filePath: "api/openapi.yaml", line: 214 });
  expect(failed?.trace).toContain("curl ");
  expect(tests.find(({ name }) => name.startsWith("RFC7644-3.12-NO-5XX"))).toMatchObject({
    status: "other",
    rawStatus: "waived",
    message: "waived until 2027-01-01: known",
  });
});

test("an inconclusive suite is not green, and a fault of ours is not either", () => {
  const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "inconclusive" as const }));
  const { tests } = read({ ...SAMPLE_RESULT, suites }).results;
  expect(tests[0]).toMatchObject({ status: "failed", rawStatus: "inconclusive" });
  expect(tests.find(({ name }) => name.startsWith("put.concurrent"))).toMatchObject({
    status: "failed",
    rawStatus: "harness-error",
  });
});

test("a waiver that must go fails; where only suites that stand nowhere are missing, that fails too", () => {
  const verdict = "conformant";
  const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "conformant" as const, scenarios: [] }));
  const green: RunResult = { ...SAMPLE_RESULT, verdict, suites, requirements: [], findings: [] };
  expect(read(green).results.summary["failed"]).toBe(0);
  const entry = { fingerprint: "0123456789ab", reason: "ACME-12", until: "2026-01-01" };
  const entries = (["stale", "expired", "used", "absent", "not-judged"] as const).map((state) =>
    Object.assign({}, entry, { state, message: `is ${state}` }),
  );
  const waived = { ...green, waivers: { file: "waivers.yaml", on: "2026-11-26", entries } };
  expect(read(waived).results.summary).toMatchObject({ tests: 6, passed: 3, failed: 1, skipped: 2 });
  expect(read(waived).results.tests[1]).toMatchObject({
    name: "0123456789ab: ACME-12",
    status: "failed",
    message: "is stale",
  });
  expect(read({ ...waived, gate: { failOn: "never", strict: false } }).results.summary["failed"]).toBe(0);
  const missing = ["shard 2/2 is missing, of cube.group.put"];
  const merged: RunResult = { ...green, verdict: "inconclusive", merged: { results: 1, missing } };
  expect(validate(read(merged))).toMatchObject({ valid: true });
  expect(read(merged).results.tests.at(-1)).toMatchObject({
    name: "verdict: The run's verdict is conformant",
    status: "failed",
    message: `inconclusive: ${missing[0]}`,
  });
});
