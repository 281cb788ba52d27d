import { expect, test } from "vitest";
import type { Finding, Judgement, RunEvent } from "../result/index.ts";
import { FailureLimit, type FailureLimitOptions } from "./failure-limit.ts";
import { cubePlan, failure, SUITE } from "./testing.ts";

const plan = await cubePlan();
const all = plan.scenarios.map(({ id }) => id);
const [first = "", second = "", third = ""] = all;

function limitOf(options: Partial<FailureLimitOptions>, scenarios = all.slice(0, 3)): FailureLimit {
  const chosen = { ...plan, scenarios: plan.scenarios.filter(({ id }) => scenarios.includes(id)) };
  return new FailureLimit([chosen], { limit: 1, failOn: "error", isWaived: () => false, ...options });
}

const judged = (parts: Partial<Judgement>): RunEvent => ({
  type: "judgement",
  suite: SUITE,
  judgement: failure({ scenario: first, ...parts }),
});
const ended = (scenario: string): RunEvent => ({
  type: "scenario-ended",
  suite: SUITE,
  scenario,
  outcome: "failed",
  durationMs: 1,
});

test("a scenario that has reached it is seen to its end first", () => {
  const limit = limitOf({});
  expect(limit.note(judged({}))).toBe(false);
  expect(limit.note(ended(first))).toBe(true);
});

test("causes are counted, not how often they show", () => {
  const limit = limitOf({ limit: 2 });
  for (let times = 0; times < 5; times += 1) limit.note(judged({}));
  expect(limit.note(ended(first))).toBe(false);
  limit.note(judged({ scenario: second, invariant: "displayName" }));
  expect(limit.note(ended(second))).toBe(true);
});

test("warnings count where they fail a run, and what is waived does not", () => {
  const warning = judged({ requirement: "RFC7644-3.12-SCIMTYPE-FITS", invariant: "status" });
  for (const [options, isReached] of [
    [{ failOn: "error" }, false],
    [{ failOn: "never" }, false],
    [{ failOn: "warning" }, true],
    [{ failOn: "warning", isWaived: ({ invariant }: Finding) => invariant === "status" }, false],
  ] as const) {
    const limit = limitOf(options);
    limit.note(warning);
    expect(limit.note(ended(first)), JSON.stringify(options)).toBe(isReached);
  }
  const never = limitOf({ failOn: "never" });
  never.note(judged({}));
  expect(never.note(ended(first))).toBe(true);
});

test("a run that has nothing left to do is complete, whatever was found", () => {
  const limit = limitOf({});
  limit.note(ended(second));
  limit.note(ended(third));
  limit.note(judged({}));
  expect(limit.note(ended(first))).toBe(false);
});

test("what a suite did not come to when it ended is nothing left to do", () => {
  const limit = limitOf({});
  limit.note(judged({}));
  limit.note({ type: "suite-ended", suite: SUITE, durationMs: 1, ended: "preflight" });
  expect(limit.note(ended(first))).toBe(false);
});
