import { expect, test } from "vitest";
import { havePartners } from "./have-partners.ts";

const startsWith = (one: string, other: string): boolean => other.startsWith(one);

test.each<[string, readonly string[], readonly string[], boolean]>([
  ["nothing has nothing to find", [], [], true],
  ["in another order", ["a", "b"], ["b", "a"], true],
  ["beside others", ["a"], ["b", "a", "c"], true],
  ["one that is missing", ["a", "b"], ["a", "c"], false],
  ["one partner for two", ["a", "a"], ["ab"], false],
  ["who came first makes room", ["a", "ab"], ["ab", "ac"], true],
  ["and nobody makes room twice", ["a", "a", "ab"], ["ab", "ac"], false],
])("%s", (_, entries, found, holds) => {
  expect(havePartners(entries, found, startsWith)).toBe(holds);
});
