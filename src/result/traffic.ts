/** Answers by the first digit of their status; `none` where no usable answer came. */
export const STATUS_CLASSES = ["2xx", "3xx", "4xx", "5xx", "none"] as const;

/** One of {@link STATUS_CLASSES}. */
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** How long the answers to one operation took: a distribution, for an average hides what users wait for. */
export interface OperationTraffic {
  /** Key of the declared operation, or method and purpose where none is declared: `GET, to observe`. */
  readonly operation: string;
  readonly requests: number;
  /** Requests in each bucket of {@link Traffic.bounds}, and beyond the last. */
  readonly buckets: readonly number[];
  /** Milliseconds, within 6 %: half of the requests took no longer, and all but 5 %. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds, exactly. */
  readonly max: number;
}

/** A slice of time: how many requests were sent in it, by what was answered. */
export type TrafficSlice = Readonly<Record<StatusClass, number>>;

/** All exchanges of a run added up, while `exchanges` holds only some of them. Of a bounded size, however long the run. */
export interface Traffic {
  /** Upper ends of the buckets of durations, in milliseconds; each is the next on a logarithmic scale. */
  readonly bounds: readonly number[];
  readonly operations: readonly OperationTraffic[];
  /** The length of a slice of time in milliseconds; the first begins with the run. */
  readonly sliceMs: number;
  readonly slices: readonly TrafficSlice[];
}
