import { expect, test } from "vitest";
import { groupBy } from "./group-by.ts";

test("groups keep the order in which their keys come", () => {
  const groups = groupBy(["bb", "a", "cc", "d"], (word) => word.length);
  expect([...groups]).toEqual([
    [2, ["bb", "cc"]],
    [1, ["a", "d"]],
  ]);
});

test("of nothing there are no groups, and a key may be any value", () => {
  expect(groupBy([], String).size).toBe(0);
  expect([...groupBy([1, 2, 3], (one) => (one > 1 ? undefined : null))]).toEqual([
    [null, [1]],
    [undefined, [2, 3]],
  ]);
});
