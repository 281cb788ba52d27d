import {
  groupBy,
  MOST_OPERATIONS,
  MOST_SLICES,
  type OperationTraffic,
  OTHER_OPERATIONS,
  quantileOf,
  type RunResult,
  STATUS_CLASSES,
  type StatusClass,
  type Traffic,
} from "../../result/index.ts";

type Part = Pick<RunResult, "startedAt" | "traffic">;

/**
 * Joins what the exchanges of several results add up to, as if one run had sent them all. Absent where one of the results has
 * none, or counts in other buckets: the rest of them would look like the whole.
 */
export function mergeTraffic(parts: readonly Part[]): Pick<RunResult, "traffic"> {
  const known = parts.flatMap(({ traffic }) => traffic ?? []);
  const [first] = known;
  if (first === undefined || known.length < parts.length) return {};
  if (known.some(({ bounds }) => bounds.join() !== first.bounds.join())) return {};
  return {
    traffic: { bounds: first.bounds, operations: mergeOperations(known, first.bounds), ...mergeSlices(parts) },
  };
}

function mergeOperations(all: readonly Traffic[], bounds: Traffic["bounds"]): readonly OperationTraffic[] {
  const apart = joined(
    all.flatMap(({ operations }) => operations),
    bounds,
  );
  const named = apart.filter(({ operation }) => operation !== OTHER_OPERATIONS);
  const told = new Set(named.slice(0, MOST_OPERATIONS));
  const rest = apart
    .filter((one) => !told.has(one))
    .map((one) => Object.assign({}, one, { operation: OTHER_OPERATIONS }));
  return joined([...told, ...rest], bounds);
}

/** Those of one name added up, those with the most requests first, and by name where they have as many. */
function joined(operations: readonly OperationTraffic[], bounds: Traffic["bounds"]): readonly OperationTraffic[] {
  return [...groupBy(operations, ({ operation }) => operation).values()]
    .map((same) => mergeOperation(same, bounds))
    .sort((one, two) => two.requests - one.requests || (one.operation < two.operation ? -1 : 1));
}

function mergeOperation(
  same: readonly [OperationTraffic, ...OperationTraffic[]],
  bounds: Traffic["bounds"],
): OperationTraffic {
  const [first, ...others] = same;
  if (others.length === 0) return first;
  const max = Math.max(...same.map((one) => one.max));
  const buckets = first.buckets.map((_, at) => same.reduce((sum, one) => sum + (one.buckets[at] ?? 0), 0));
  const durations = same.flatMap((one) => one.durations ?? roughly(one, bounds));
  const classes = [...groupBy(durations, ([milliseconds]) => milliseconds)]
    .map(([milliseconds, list]) => [milliseconds, list.reduce((sum, [, count]) => sum + count, 0)] as const)
    .sort(([one], [two]) => one - two);
  return {
    operation: first.operation,
    requests: same.reduce((sum, one) => sum + one.requests, 0),
    buckets,
    durations: classes,
    p50: quantileOf(classes, 0.5, max),
    p95: quantileOf(classes, 0.95, max),
    max,
  };
}

/** Of a result that says no more than its buckets: each as if all in it had taken the time in its middle. */
function roughly(
  { buckets, max }: OperationTraffic,
  bounds: Traffic["bounds"],
): NonNullable<OperationTraffic["durations"]> {
  return buckets.flatMap((count, at) => {
    const upper = bounds[at] ?? max;
    const lower = bounds[at - 1] ?? upper;
    return count === 0 ? [] : [[Number(Math.min(max, Math.sqrt(lower * upper)).toPrecision(2)), count] as const];
  });
}

/**
 * Slices side by side, from the first beginning to the last end. Each goes into the one that its middle lies in, so that what
 * is told is right to the length of a slice.
 */
function mergeSlices(parts: readonly Part[]): Pick<Traffic, "sliceMs" | "slices"> {
  const begun = Math.min(...parts.map(({ startedAt }) => Date.parse(startedAt)));
  const spans = parts.flatMap(({ startedAt, traffic }) => {
    if (traffic === undefined) return [];
    const { slices, sliceMs } = traffic;
    const from = Date.parse(startedAt) - begun;
    return slices.map((counts, at) => ({
      counts,
      middle: from + (at + 0.5) * sliceMs,
      until: from + (at + 1) * sliceMs,
    }));
  });
  // A length of nothing is in no result of ours, and could not be doubled.
  let sliceMs = Math.max(1, ...parts.map(({ traffic }) => traffic?.sliceMs ?? 0));
  const end = Math.max(0, ...spans.map(({ until }) => until));
  while (end > sliceMs * MOST_SLICES) sliceMs *= 2;
  const slices: Record<StatusClass, number>[] = Array.from({ length: Math.ceil(end / sliceMs) }, () => ({
    "2xx": 0,
    "3xx": 0,
    "4xx": 0,
    "5xx": 0,
    none: 0,
  }));
  for (const { counts, middle } of spans) {
    const slice = slices[Math.floor(middle / sliceMs)];
    if (slice !== undefined) for (const name of STATUS_CLASSES) slice[name] += counts[name];
  }
  return { sliceMs, slices };
}
