import { expect, test } from "vitest";
import { median, percentile, sumOf } from "./statistics.ts";

test("a percentile is a value that was measured, by the nearest rank", () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile(values, 1)).toBe(20);
  expect(percentile(values, 0)).toBe(1);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBeUndefined();
});

test("numbers are sorted as numbers, and the list is left as it was", () => {
  const values = [10, 9, 100];
  expect(median(values)).toBe(10);
  expect(values).toEqual([10, 9, 100]);
});

test("the median of an even number is the lower of the two in the middle", () => {
  expect(median([1, 2, 3, 4])).toBe(2);
});

test("a sum is of what is read from each", () => {
  expect(sumOf(["bb", "a"], (word) => word.length)).toBe(3);
});
