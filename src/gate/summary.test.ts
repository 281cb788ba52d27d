import { expect, test } from "vitest";
import { countOutcomes } from "./summary.ts";

test("every outcome is counted, those that did not occur too", () => {
  expect(countOutcomes(["passed", "passed", "blocked"])).toEqual({
    passed: 2,
    failed: 0,
    "not-applicable": 0,
    blocked: 1,
    inconclusive: 0,
    "harness-error": 0,
  });
});
