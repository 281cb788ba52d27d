import fc from "fast-check";
import { expect, test } from "vitest";
import { rarely, weighted } from "./weighted.ts";

const counted = <T>(drawn: readonly T[]): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>();
  for (const one of drawn) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};

test("each value is drawn as often as its weight says, and one without weight never", () => {
  const choices = [
    [1, "a"],
    [0, "never"],
    [6, "b"],
    [3, "c"],
  ] as const;
  const counts = counted(fc.sample(weighted(choices), { numRuns: 2_000, seed: 3 }));
  expect([...counts.keys()].sort()).toEqual(["a", "b", "c"]);
  expect(counts.get("a")).toBeGreaterThan(120);
  expect(counts.get("a")).toBeLessThan(280);
  expect(counts.get("b")).toBeGreaterThan(1_050);
  expect(counts.get("c")).toBeGreaterThan(480);
});

test("rarely is true once in so many times", () => {
  const counts = counted(fc.sample(rarely(5), { numRuns: 1_000, seed: 3 }));
  expect(counts.get(true)).toBeGreaterThan(140);
  expect(counts.get(true)).toBeLessThan(260);
});

test("what fails comes down to the first value that does, across all of them", () => {
  const sizes = weighted([2, 0, 1, 5, 99, 100, 101].map((size) => [2, size] as const));
  const { counterexample } = fc.check(
    fc.property(sizes, (size) => size < 99),
    { seed: 3 },
  );
  expect(counterexample).toEqual([99]);
});

test("rarely comes down to false", () => {
  const { counterexample } = fc.check(
    fc.property(rarely(3), () => false),
    { seed: 3 },
  );
  expect(counterexample).toEqual([false]);
});
