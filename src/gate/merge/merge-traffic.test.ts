import { expect, test } from "vitest";
import { TrafficTally } from "../../engine/fold/traffic-tally.ts";
import {
  type Exchange,
  MOST_OPERATIONS,
  type OperationTraffic,
  STATUS_CLASSES,
  type Traffic,
} from "../../result/index.ts";
import { mergeTraffic } from "./merge-traffic.ts";

const BEGUN = Date.parse("2026-01-01T00:00:00.000Z");

interface Sent {
  /** Milliseconds after the first beginning. */
  readonly at: number;
  readonly took: number;
  readonly operation?: string;
}

const iso = (after: number): string => new Date(BEGUN + after).toISOString();

/** A run that began so many milliseconds after the first. */
function run(from: number, sent: readonly Sent[]): { readonly startedAt: string; readonly traffic: Traffic } {
  const tally = new TrafficTally(iso(from));
  for (const { at, took, operation = "PUT /a" } of sent) {
    tally.note({
      id: "a#1",
      scenario: "a",
      purpose: "scenario",
      intent: { kind: "valid" },
      operation,
      title: "it is sent",
      request: { method: "PUT", url: "https://h/", headers: [] },
      response: { status: 200, headers: [], body: "", bodyBytes: 0, utf8: true, bom: false },
      startedAt: iso(at),
      durationMs: took,
      notes: [],
      disclosed: [],
    } satisfies Exchange);
  }
  return { startedAt: iso(from), traffic: tally.traffic() };
}

function merged(...parts: Parameters<typeof mergeTraffic>[0]): Traffic {
  const { traffic } = mergeTraffic(parts);
  if (traffic === undefined) throw new Error("nothing was joined");
  return traffic;
}

/** As an earlier version told it. */
function withoutDurations(operation: OperationTraffic): OperationTraffic {
  const { durations: _, ...rest } = operation;
  return rest;
}

const total = ({ slices }: Traffic): number =>
  slices.reduce((sum, slice) => sum + STATUS_CLASSES.reduce((own, name) => own + slice[name], 0), 0);

test("parts that began together come to exactly what one run comes to", () => {
  const sent = Array.from(
    { length: 300 },
    (_, index): Sent => ({
      at: index * 40,
      took: 1.3 ** (index % 37),
      operation: `PUT /${index % 4}`,
    }),
  );
  const parts = [0, 1, 2].map((part) =>
    run(
      0,
      sent.filter((_, index) => index % 3 === part),
    ),
  );
  expect(merged(...parts)).toEqual(run(0, sent).traffic);
  expect(merged(...parts.toReversed())).toEqual(run(0, sent).traffic);
});

test("half of all is not half of the halves", () => {
  const quick = run(
    0,
    Array.from({ length: 90 }, () => ({ at: 0, took: 10 })),
  );
  const slow = run(
    0,
    Array.from({ length: 10 }, () => ({ at: 0, took: 1000 })),
  );
  expect(merged(quick, slow).operations).toMatchObject([{ requests: 100, p50: 10, p95: 1000, max: 1000 }]);
});

test("a part that began later stands later, and the slices widen where they have to", () => {
  const first = run(0, [{ at: 0, took: 1 }]);
  const later = run(60_000, [
    { at: 60_000, took: 1 },
    { at: 60_100, took: 1 },
  ]);
  const traffic = merged(later, first);
  expect(total(traffic)).toBe(3);
  expect(traffic.slices[0]?.["2xx"]).toBe(1);
  expect(traffic.slices.at(-1)?.["2xx"]).toBe(2);
  expect(traffic.slices.length).toBeLessThanOrEqual(120);
  expect(traffic.slices.length * traffic.sliceMs).toBeGreaterThan(60_000);
  expect(traffic.slices.length * traffic.sliceMs).toBeLessThan(62_000);
});

test("a result of an earlier version, which has buckets only, joins as well as it can", () => {
  const parts = [
    run(
      0,
      Array.from({ length: 50 }, () => ({ at: 0, took: 9 })),
    ),
    run(
      0,
      Array.from({ length: 50 }, () => ({ at: 0, took: 100 })),
    ),
  ].map(({ startedAt, traffic }) => ({
    startedAt,
    traffic: { ...traffic, operations: traffic.operations.map(withoutDurations) },
  }));
  const [operation] = merged(...parts).operations;
  expect(operation).toMatchObject({ requests: 100, max: 100 });
  // Within the bucket in which they were: from 6.31 to 10 ms, from 63.1 to 100 ms.
  expect(operation?.p50).toBeGreaterThan(6.3);
  expect(operation?.p50).toBeLessThanOrEqual(10);
  expect(operation?.p95).toBeGreaterThan(63);
  expect(operation?.p95).toBeLessThanOrEqual(100);
});

test("of more operations than are told apart the least used are added up, and none is lost", () => {
  const parts = [0, 1].map((part) =>
    run(
      0,
      Array.from({ length: 30 }, (_, index) =>
        Array.from({ length: index + 1 }, () => ({ at: 0, took: 1, operation: `PUT /${part}/${index}` })),
      ).flat(),
    ),
  );
  const { operations } = merged(...parts);
  expect(operations).toHaveLength(MOST_OPERATIONS + 1);
  expect(operations.find(({ operation }) => operation === "others")?.requests).toBe(2 * 55);
  expect(operations.reduce((sum, { requests }) => sum + requests, 0)).toBe(2 * 465);
});

test("where one result knows nothing, or counts otherwise, half of the whole does not stand for it", () => {
  const some = run(0, [{ at: 0, took: 1 }]);
  expect(mergeTraffic([some, { startedAt: some.startedAt }])).toEqual({});
  expect(mergeTraffic([])).toEqual({});
  expect(mergeTraffic([some, { ...some, traffic: { ...some.traffic, bounds: [1, 2] } }])).toEqual({});
});
