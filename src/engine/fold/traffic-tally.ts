import {
  type Exchange,
  MOST_OPERATIONS,
  MOST_SLICES,
  type OperationTraffic,
  OTHER_OPERATIONS,
  quantileOf,
  STATUS_CLASSES,
  type StatusClass,
  type Traffic,
  type TrafficSlice,
} from "../../result/index.ts";

// 1 ms to 100 s, five buckets for each power of ten.
const BOUNDS: readonly number[] = Array.from({ length: 26 }, (_, index) => Number((10 ** (index / 5)).toPrecision(3)));

// Durations are counted in classes of about 12 % width, so that memory does not grow with a run.
const CLASSES_A_DECADE = 20;

const FIRST_SLICE_MS = 125;

const PURPOSE = {
  scenario: "by scenarios",
  fixture: "to prepare",
  observation: "to observe",
  preflight: "in the preflight",
  probe: "to learn",
  cleanup: "to clean up",
} as const;

interface Durations {
  requests: number;
  max: number;
  readonly buckets: number[];
  /** Class → how often. */
  readonly fine: Map<number, number>;
}

type Counts = Record<StatusClass, number>;

/** Adds up how long answers took and when requests were sent. */
export class TrafficTally {
  readonly #begun: number;
  readonly #operations = new Map<string, Durations>();
  #sliceMs = FIRST_SLICE_MS;
  #slices: Counts[] = [];

  /** @param startedAt the instant at which the run began, ISO 8601 */
  constructor(startedAt: string) {
    this.#begun = Date.parse(startedAt);
  }

  /** Counts an exchange. */
  note(exchange: Exchange): void {
    this.#noteDuration(exchange);
    this.#noteTime(exchange);
  }

  /** What it comes to: operations with the most requests first, and by name where they have as many. */
  traffic(): Traffic {
    const operations = [...this.#operations]
      .map(([operation, { requests, buckets, max, fine }]): OperationTraffic => {
        const durations = [...fine]
          .sort(([one], [two]) => one - two)
          .map(([at, count]) => [middleOf(at), count] as const);
        const p50 = quantileOf(durations, 0.5, max);
        return { operation, requests, buckets, durations, p50, p95: quantileOf(durations, 0.95, max), max };
      })
      .sort((one, two) => two.requests - one.requests || (one.operation < two.operation ? -1 : 1));
    return { bounds: BOUNDS, operations, sliceMs: this.#sliceMs, slices: this.#slices };
  }

  #noteDuration({ operation, purpose, request, durationMs }: Exchange): void {
    const key = operation ?? `${request.method}, ${PURPOSE[purpose]}`;
    const known = this.#operations.has(key) || this.#operations.size < MOST_OPERATIONS;
    const name = known ? key : OTHER_OPERATIONS;
    const durations = this.#operations.get(name) ?? {
      requests: 0,
      max: 0,
      buckets: [...BOUNDS, Infinity].map(() => 0),
      fine: new Map<number, number>(),
    };
    this.#operations.set(name, durations);
    durations.requests += 1;
    durations.max = Math.max(durations.max, durationMs);
    const bucket = BOUNDS.findIndex((bound) => durationMs <= bound);
    const at = bucket === -1 ? BOUNDS.length : bucket;
    durations.buckets[at] = (durations.buckets[at] ?? 0) + 1;
    const fine = Math.round(CLASSES_A_DECADE * Math.log10(Math.max(0.1, durationMs)));
    durations.fine.set(fine, (durations.fine.get(fine) ?? 0) + 1);
  }

  #noteTime({ startedAt, response }: Exchange): void {
    const since = Math.max(0, Date.parse(startedAt) - this.#begun);
    while (since >= this.#sliceMs * MOST_SLICES) this.#widen();
    const at = Math.floor(since / this.#sliceMs);
    while (this.#slices.length <= at) this.#slices.push(noRequests());
    const slice = this.#slices[at];
    if (slice !== undefined) slice[classOf(response?.status)] += 1;
  }

  /** Two slices become one. */
  #widen(): void {
    this.#sliceMs *= 2;
    const pairs: Counts[] = [];
    for (const [index, slice] of this.#slices.entries()) {
      const first = pairs[Math.floor(index / 2)];
      if (first === undefined) pairs.push(slice);
      else for (const name of STATUS_CLASSES) first[name] += slice[name];
    }
    this.#slices = pairs;
  }
}

function noRequests(): Counts & TrafficSlice {
  return { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 };
}

function classOf(status: number | undefined): StatusClass {
  const name = `${Math.floor((status ?? 0) / 100)}xx`;
  return STATUS_CLASSES.find((one) => one === name) ?? "none";
}

/** The middle of a class of durations in milliseconds, to two digits: each class has another. */
function middleOf(fine: number): number {
  return Number((10 ** (fine / CLASSES_A_DECADE)).toPrecision(2));
}
