import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import { isSelected, parseShard } from "./select.ts";

const scenario = (id: string, title = ""): { id: string; title: string } => ({ id, title });

test("every id is in exactly one shard", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (id, count) => {
      const indices = Array.from({ length: count }, (_, index) => index + 1);
      const chosen = indices.filter((index) => isSelected({ shard: { index, count } }, scenario(id)));
      expect(chosen).toHaveLength(1);
    }),
  );
});

test("a shard depends on the id alone, not on title or order", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (id, title, other) => {
      const selection = { shard: { index: 1, count: 3 } };
      expect(isSelected(selection, scenario(id, title))).toBe(isSelected(selection, scenario(id, other)));
    }),
  );
});

test("shards share the work out", () => {
  const ids = Array.from({ length: 400 }, (_, index) => `put.group.members.number-${index}`);
  for (const index of [1, 2, 3, 4]) {
    const size = ids.filter((id) => isSelected({ shard: { index, count: 4 } }, scenario(id))).length;
    expect(size).toBeGreaterThan(60);
    expect(size).toBeLessThan(140);
  }
});

describe("grep", () => {
  const rename = scenario("put.group.rename", "A PUT with another name renames the Group");

  test("looks at id and title", () => {
    expect(isSelected({}, rename)).toBe(true);
    expect(isSelected({ grep: /rename$/u }, scenario("put.group.rename"))).toBe(false);
    expect(isSelected({ grep: /^put\.group\.rename\b/u }, rename)).toBe(true);
    expect(isSelected({ grep: /another name/u }, rename)).toBe(true);
    expect(isSelected({ grep: /PATCH/u }, rename)).toBe(false);
  });

  test("inverted takes away, and wins", () => {
    expect(isSelected({ grepInvert: /rename/u }, rename)).toBe(false);
    expect(isSelected({ grepInvert: /PATCH/u }, rename)).toBe(true);
    expect(isSelected({ grep: /rename/u, grepInvert: /another/u }, rename)).toBe(false);
  });

  test("gives the same answer again, also with an expression that keeps its place", () => {
    const [grep, grepInvert] = [/rename/gu, /rename/gu];
    expect([1, 2, 3].map(() => isSelected({ grep }, rename))).toEqual([true, true, true]);
    expect([1, 2, 3].map(() => isSelected({ grepInvert }, rename))).toEqual([false, false, false]);
  });

  test("goes with a shard", () => {
    const selection = { grep: /rename/u, shard: { index: 1, count: 1 } };
    expect(isSelected(selection, rename)).toBe(true);
    expect(isSelected(selection, scenario("put.group.other"))).toBe(false);
  });
});

test("--shard is read", () => {
  expect(parseShard("1/4")).toEqual({ index: 1, count: 4 });
  expect(parseShard("4/4")).toEqual({ index: 4, count: 4 });
});

test.each(["", "1", "/", "0/4", "5/4", "1/0", "-1/4", "1/4/2", "a/b", "1.5/4", " 1/4", "NaN/NaN"])(
  "--shard %j is a usage error",
  (text) => {
    expect(() => parseShard(text)).toThrow(HarnessError);
    expect(() => parseShard(text)).toThrow(expect.objectContaining({ code: "USAGE" }) as Error);
  },
);
