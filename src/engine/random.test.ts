import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSeed, hash32, randomFor } from "./random.ts";

const draw = (seed: number, label: string, limit = 1_000_000): readonly number[] => {
  const random = randomFor(seed, label);
  return Array.from({ length: 8 }, () => random.below(limit));
};

test("the same seed and label draw the same, whatever others draw meanwhile", () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.string(), (seed, label, other) => {
      const [left, right, meanwhile] = [randomFor(seed, label), randomFor(seed, label), randomFor(seed, other)];
      const drawn = Array.from({ length: 8 }, () => {
        meanwhile.below(10);
        return left.below(1000);
      });
      expect(drawn).toEqual(Array.from({ length: 8 }, () => right.below(1000)));
    }),
  );
});

test("another label, or another seed, draws otherwise", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.string(), fc.string(), (seed, other, label, name) => {
      if (label !== name) expect(draw(seed, label)).not.toEqual(draw(seed, name));
      if (seed !== other) expect(draw(seed, label)).not.toEqual(draw(other, label));
    }),
  );
});

test("draws stay below their limit, and reach everything below it", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (seed, limit) => {
      for (const number of draw(seed, "x", limit)) {
        expect(Number.isInteger(number) && number >= 0 && number < limit).toBe(true);
      }
    }),
  );
  const random = randomFor(1, "x");
  expect(new Set(Array.from({ length: 500 }, () => random.below(10))).size).toBe(10);
});

test("hashes and the default seed stay what they are: shards and gates rest on them", () => {
  expect(hash32("")).toBe(0x811c9dc5);
  expect(hash32("put.group.rename")).toMatchInlineSnapshot(`3344238765`);
  expect(draw(42, "put.group.rename", 1000)).toMatchInlineSnapshot(`
    [
      328,
      978,
      464,
      447,
      950,
      222,
      510,
      653,
    ]
  `);
  expect(defaultSeed("sha256:00")).toMatchInlineSnapshot(`684576`);
  fc.assert(
    fc.property(fc.string(), (digest) => {
      expect(defaultSeed(digest)).toBeLessThan(1_000_000);
    }),
  );
});
