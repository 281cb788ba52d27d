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
  /**
   * How many requests took about so many milliseconds, in classes of about 12 % width, the shortest first: what `p50` and
   * `p95` are read from, also where results are joined. Absent from results of earlier versions.
   */
  readonly durations?: readonly (readonly [milliseconds: number, requests: number])[];
  /** Milliseconds, within 6 %: half of the requests took no longer, and all but 5 %. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds, exactly. */
  readonly max: number;
}

/** So many operations are told apart at most; what there is beyond is added up under {@link OTHER_OPERATIONS}. */
export const MOST_OPERATIONS = 40;

/** What the operations are called that are not told apart. */
export const OTHER_OPERATIONS = "others";

/** So many slices of time at most: where there are more, each becomes twice as long. */
export const MOST_SLICES = 120;

/**
 * The time within which a share of requests was answered.
 *
 * @param durations the shortest first
 * @param share between 0 and 1
 * @param max the longest, in milliseconds: no share took longer
 */
export function quantileOf(durations: NonNullable<OperationTraffic["durations"]>, share: number, max: number): number {
  const requests = durations.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.ceil(requests * share);
  for (const [milliseconds, count] of durations) {
    left -= count;
    if (left <= 0) return Math.min(max, milliseconds);
  }
  return max;
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
