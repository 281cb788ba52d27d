import { describe, expect, test } from "vitest";
import { type Compared, compareTable, faithfulFailures, found, sampleOf } from "./compare.ts";
import { schemathesisFailures, scim2Failures } from "./tools.ts";

const run = (parts: Partial<Compared>): Compared => ({
  tool: "other",
  dialect: "cube",
  failures: [],
  requests: 10,
  seconds: 2,
  ...parts,
});

describe("a fault is found", () => {
  const faithful =
    faithfulFailures([run({ failures: ["a"] }), run({ failures: ["b"] })]).get("other cube") ?? new Set();

  test("by whatever no faithful run reported", () => {
    expect(found(run({ fault: "f", failures: ["a", "b"] }), faithful)).toBe(false);
    expect(found(run({ fault: "f", failures: ["a", "c"] }), faithful)).toBe(true);
    expect(found(run({ fault: "f" }), faithful)).toBe(false);
  });

  test("by Scimproof only when the broken requirement is cited", () => {
    expect(found(run({ fault: "f", failures: ["c"], cited: false }), faithful)).toBe(false);
  });
});

test("the table counts alarms once, faults, requests and seconds a run, and what comes of them", () => {
  const runs = [
    run({ failures: ["a"] }),
    run({ failures: ["a"] }),
    run({ fault: "f", failures: ["a"], requests: 20 }),
    run({ fault: "g", failures: ["z"], requests: 40, broke: "stopped" }),
  ];
  expect(compareTable(runs).rows).toEqual([
    ["other", "cube", "1", "2", "1", "50.0 %", "30", "2", "15", "0.25", "1.7", "1"],
    ["other", "all", "1", "2", "1", "50.0 %", "30", "2", "15", "0.25", "1.7", "1"],
  ]);
});

test("a sample is spread over the catalogue, and the same each time", () => {
  expect(sampleOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3)).toEqual([1, 4, 7]);
  expect(sampleOf([1, 2], 3)).toEqual([1, 2]);
});

test("one more failure of a kind is a failure of its own", () => {
  const report = (count: number): string =>
    JSON.stringify({
      failures: [{ code: "ST103", title: "Undocumented status code", count, operations: ["PUT /Groups/{id}"] }],
      errors: [],
    });
  expect(schemathesisFailures(report(2)).slice(0, 1)).toEqual(schemathesisFailures(report(1)));
  expect(schemathesisFailures(report(2))).toHaveLength(2);
});

test("what a run makes up does not make a failure another", () => {
  const report = (id: string): string =>
    JSON.stringify([{ check: "object_query", resource: "User", reason: `no '${id}x' at ${id}` }]);
  expect(scim2Failures(report("a1b2"))).toEqual(scim2Failures(report("c3d4")));
});
