import { describe, expect, test } from "vitest";
import { guardedPattern, isPattern, repeatsRepetition } from "./pattern-guard.ts";

describe("guardedPattern", () => {
  test("matches like the pattern, in both modes, on short and long text", () => {
    const given: string[] = [];
    for (const text of ["abc", "x".repeat(500)]) {
      expect(guardedPattern("^[a-z]+$", (p) => given.push(p)).test(text)).toBe(true);
      expect(guardedPattern("^[0-9]+$", (p) => given.push(p)).test(text)).toBe(false);
    }
    // Valid only without Unicode mode.
    expect(guardedPattern("^\\-a$", (p) => given.push(p)).test("-a")).toBe(true);
    expect(given).toEqual([]);
  });

  test.each(["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y"])(
    "ends on %s, and says so once",
    (pattern) => {
      const given: string[] = [];
      const guarded = guardedPattern(pattern, (p) => given.push(p));
      const hostile = `${pattern.includes("x") ? "x".repeat(60) : "a".repeat(60)}!`;
      // Without a guard this does not end in a lifetime.
      guarded.test(hostile);
      guarded.test(hostile);
      expect(given.length).toBeLessThanOrEqual(1);
    },
  );

  test("ends on repetition side by side, too", () => {
    const guarded = guardedPattern("^a*a*a*a*a*a*a*b$", () => {});
    expect(guarded.test("a".repeat(5000))).toBeTypeOf("boolean");
  });
});

test.each([
  ["^(a+)+$", true],
  ["(a|b)*", true],
  ["(?:x{2,})+", true],
  ["(a)\\1", true],
  ["((a*)b)+", true],
  ["(a{0,9}){0,9}", true],
  ["(a{2}){3}", true],
  ["(a{0,1}){1}", false],
  ["(\\p{L}{1}b)+", false],
  ["^[a+|b]+$", false],
  ["(abc)+", false],
  ["(a+)?b", false],
  ["\\(a+\\)+", false],
  ["^urn:[a-z]+(:[a-z])*$", false],
])("repeatsRepetition(%j) is %j", (pattern, expected) => {
  expect(repeatsRepetition(pattern)).toBe(expected);
});

test.each([
  ["a", true],
  ["(", false],
  [7, false],
])("isPattern(%j)", (value, expected) => {
  expect(isPattern(value)).toBe(expected);
});
