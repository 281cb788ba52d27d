import { expect, test } from "vitest";
import { SAMPLE_RESULT } from "../../src/report/fixtures/sample-result.ts";
import { grownResult } from "./grown-result.ts";

test.each([10, 1000])("a result of %d exchanges has as many, and each finding its own", (wanted) => {
  const result = grownResult(SAMPLE_RESULT, wanted);
  expect(result.exchanges.length).toBeGreaterThanOrEqual(wanted);
  expect(result.exchanges.length).toBeLessThan(wanted + 10);
  const ids = result.exchanges.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(result.findings).toHaveLength(Math.max(1, wanted / 100));
  for (const finding of result.findings) {
    expect(finding.exchanges.length).toBeGreaterThan(0);
    expect(finding.exchanges.filter((id) => !ids.includes(id))).toEqual([]);
  }
});
