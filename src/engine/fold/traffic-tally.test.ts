import { expect, test } from "vitest";
import { type Exchange, STATUS_CLASSES, type Traffic } from "../../result/index.ts";
import { TrafficTally } from "./traffic-tally.ts";

const BEGUN = "2026-01-01T00:00:00.000Z";

interface Sent {
  readonly at?: number;
  readonly took?: number;
  readonly status?: number | undefined;
  readonly operation?: string;
  readonly method?: string;
}

function sent({ at = 0, took = 1, status = 200, operation, method = "GET" }: Sent): Exchange {
  return {
    id: "a#1",
    scenario: "a",
    purpose: "observation",
    intent: { kind: "valid" },
    ...(operation === undefined ? {} : { operation }),
    title: "it is sent",
    request: { method, url: "https://h/", headers: [] },
    ...(status === 0 ? {} : { response: { status, headers: [], body: "", bodyBytes: 0, utf8: true, bom: false } }),
    startedAt: new Date(Date.parse(BEGUN) + at).toISOString(),
    durationMs: took,
    notes: [],
    disclosed: [],
  };
}

function trafficOf(list: readonly Sent[]): Traffic {
  const tally = new TrafficTally(BEGUN);
  for (const one of list) tally.note(sent(one));
  return tally.traffic();
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

test("each operation has its distribution, whatever the average says", () => {
  const quick = Array.from({ length: 90 }, () => ({ took: 4, operation: "PUT /a" }));
  const slow = Array.from({ length: 10 }, () => ({ took: 900.25, operation: "PUT /a" }));
  const { operations, bounds } = trafficOf([...quick, ...slow, { took: 0.02 }]);
  expect(operations.map(({ operation, requests, max }) => [operation, requests, max])).toEqual([
    ["PUT /a", 100, 900.25],
    ["GET, to observe", 1, 0.02],
  ]);
  const [put] = operations;
  expect(put?.p50).toBeGreaterThan(4 * 0.94);
  expect(put?.p50).toBeLessThan(4 * 1.06);
  expect(put?.p95).toBeGreaterThan(900 * 0.94);
  expect(put?.p95).toBeLessThan(900 * 1.06);
  expect(put?.buckets).toHaveLength(bounds.length + 1);
  expect(put?.buckets[bounds.indexOf(3.98)]).toBe(0);
  expect(put?.buckets[bounds.indexOf(6.31)]).toBe(90);
  expect(put?.buckets[bounds.indexOf(1000)]).toBe(10);
});

test("what takes longer than the last bucket is in the open one", () => {
  const [only] = trafficOf([{ took: 900_000 }]).operations;
  expect(only?.buckets.at(-1)).toBe(1);
  expect(only?.max).toBe(900_000);
  expect(only?.p95).toBeGreaterThan(850_000);
});

test("requests over time are counted by what was answered", () => {
  const { slices, sliceMs } = trafficOf([
    { at: -5 },
    { at: 10, status: 404 },
    { at: 130, status: 503 },
    { at: 400, status: 0 },
    { at: 400, status: 302 },
    { at: 400, status: 999 },
  ]);
  expect(sliceMs).toBe(125);
  expect(slices).toEqual([
    { "2xx": 1, "3xx": 0, "4xx": 1, "5xx": 0, none: 0 },
    { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 1, none: 0 },
    { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 },
    { "2xx": 0, "3xx": 1, "4xx": 0, "5xx": 0, none: 2 },
  ]);
});

test("its size does not grow with the run, and nothing is lost", () => {
  const list = Array.from({ length: 3000 }, (_, n) => ({ at: n * 1000, took: n, operation: `GET /${n}` }));
  const traffic = trafficOf(list);
  expect(traffic.slices.length).toBeLessThanOrEqual(120);
  expect(traffic.operations.length).toBeLessThan(50);
  expect(sum(traffic.operations.map(({ requests }) => requests))).toBe(3000);
  expect(sum(traffic.operations.flatMap(({ buckets }) => buckets))).toBe(3000);
  expect(sum(traffic.slices.flatMap((slice) => STATUS_CLASSES.map((name) => slice[name])))).toBe(3000);
});

test("the order in which exchanges were recorded does not matter", () => {
  const list = Array.from({ length: 200 }, (_, n) => ({
    at: n * 777,
    took: (n * 37) % 400,
    status: 200 + (n % 4) * 100,
  }));
  expect(trafficOf(list.toReversed())).toEqual(trafficOf(list));
});
