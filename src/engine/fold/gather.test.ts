import { expect, test } from "vitest";
import type { RunEvent } from "../../result/index.ts";
import { exchange, failure, PUT, SUITE, sinkOf } from "../testing.ts";
import { emptyTally, gather } from "./gather.ts";

test("adds up what each suite's events say, and no other's", async () => {
  const { operation: _, ...helper } = exchange("a#2");
  const events: readonly RunEvent[] = [
    { type: "run-started", schemaVersion: 1, at: "", version: "1", suites: [] },
    { type: "suite-started", suite: SUITE, url: "https://h", seed: 7, runId: "abc" },
    { type: "preflight", suite: SUITE, step: { id: "reach", outcome: "passed", message: "it answers" } },
    { type: "capability", suite: SUITE, capability: { id: "c", title: "t", value: "v" } },
    { type: "scenario-started", suite: SUITE, scenario: "a", title: "It holds" },
    { type: "exchange", suite: SUITE, exchange: exchange("a#1") },
    { type: "exchange", suite: SUITE, exchange: helper },
    { type: "exchange", suite: "other", exchange: exchange("a#1") },
    { type: "judgement", suite: SUITE, judgement: failure() },
    { type: "passes", suite: SUITE, scenario: "a", by: "a", requirement: "R", operation: PUT, count: 3 },
    { type: "confirmed", suite: SUITE, operation: PUT, observedBy: "GET" },
    { type: "confirmed", suite: SUITE, operation: PUT, observedBy: "list" },
    { type: "scenario-ended", suite: SUITE, scenario: "a", outcome: "blocked", reason: "why", durationMs: 5 },
    { type: "cleanup", suite: SUITE, cleanup: { created: 1, removed: 1, left: [], restored: [] } },
    { type: "suite-ended", suite: SUITE, durationMs: 9, ended: "complete" },
    { type: "run-ended", at: "", durationMs: 9 },
  ];
  const tallies = await gather(sinkOf(events));
  expect([...tallies.keys()]).toEqual([SUITE, "other"]);
  expect(tallies.get("other")).toMatchObject({ exchanges: 1, failures: [], ended: "not started" });
  expect(tallies.get(SUITE)).toEqual({
    ...emptyTally(SUITE),
    url: "https://h",
    seed: 7,
    runId: "abc",
    ended: "complete",
    preflight: [{ id: "reach", outcome: "passed", message: "it answers" }],
    capabilities: [{ id: "c", title: "t", value: "v" }],
    failures: [failure()],
    passes: [{ scenario: "a", by: "a", requirement: "R", count: 3 }],
    scenarios: new Map([["a", { outcome: "blocked", reason: "why", durationMs: 5 }]]),
    exchangesOf: new Map([["a", 2]]),
    confirmed: new Map([[PUT, "GET"]]),
    operations: new Map([[PUT, { statuses: new Map([[200, 1]]), requestTypes: new Map([["application/json", 1]]) }]]),
    exchanges: 2,
    cleanup: { created: 1, removed: 1, left: [], restored: [] },
  });
});
