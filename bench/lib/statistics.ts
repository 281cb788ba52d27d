/** The smallest value that at least this share of the values does not exceed: the nearest rank; undefined of none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The middle value, the lower of two. */
export function median(values: readonly number[]): number | undefined {
  return percentile(values, 0.5);
}

/** The sum of what a function reads from each. */
export function sumOf<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((sum, item) => sum + read(item), 0);
}
