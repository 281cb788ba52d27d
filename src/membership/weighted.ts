import fc from "fast-check";

/** A value and how often it is drawn. */
export type Weighted<T> = readonly [weight: number, value: T];

/**
 * One of several values, each as often as its weight says; shrinks towards the first. Unlike `fc.oneof` it shrinks
 * across all of them by halving, so a size of 101 comes down to the smallest that still fails.
 */
export function weighted<T>(choices: readonly Weighted<T>[]): fc.Arbitrary<T> {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  const fallback = choices[0]?.[1] as T;
  return fc.integer({ min: 0, max: total - 1 }).map((ticket) => {
    let rest = ticket;
    for (const [weight, value] of choices) {
      if (rest < weight) return value;
      rest -= weight;
    }
    return fallback;
  });
}

/** True once in so many times; shrinks to false. */
export function rarely(of: number): fc.Arbitrary<boolean> {
  return weighted([
    [of - 1, false],
    [1, true],
  ]);
}
