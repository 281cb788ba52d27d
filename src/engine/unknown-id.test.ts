import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFor } from "./random.ts";
import { idLike } from "./unknown-id.ts";

const like = (real: string, seed = 1): string => idLike(real, randomFor(seed, "test"));

/** Each character's kind. */
const shape = (id: string): string =>
  Array.from(id, (character) => {
    if (/[0-9]/u.test(character)) return "9";
    if (/[a-z]/u.test(character)) return "a";
    return /[A-Z]/u.test(character) ? "A" : character;
  }).join("");

const odd = fc.string({ unit: fc.constantFrom(...Array.from("gGzZ09-_/ .:@%é東🚀")) });

test("differs, also for a server that ignores case", () => {
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), fc.string({ unit: "grapheme" }), odd), fc.nat(), (real, seed) => {
      expect(like(real, seed).toLowerCase()).not.toBe(real.toLowerCase());
    }),
  );
});

test("a UUID gives a UUID of the same version and variant, in the same case", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), fc.nat(), (uuid, upper, seed) => {
      const real = upper ? uuid.toUpperCase() : uuid;
      const made = like(real, seed);
      expect(made).toMatch(upper && /[A-F]/u.test(real) ? /^[0-9A-F-]{36}$/u : /^[0-9a-f-]{36}$/u);
      expect(made.slice(0, 23)).toBe(real.slice(0, 23));
    }),
  );
});

test("a long number gives a number of as many digits", () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.nat(), (number, seed) => {
      const real = String(number).padStart(9, "1");
      const made = like(real, seed);
      expect(made).toMatch(/^[1-9]\d*$/u);
      expect(made).toHaveLength(real.length);
    }),
  );
});

test("a short number gives none that is about to be given to somebody, and one that fits 32 bits", () => {
  fc.assert(
    fc.property(fc.nat({ max: 99_999_999 }), fc.nat(), (number, seed) => {
      const made = Number(like(String(number), seed));
      expect(made).toBeGreaterThan(number + 800_000_000);
      expect(made).toBeLessThan(2 ** 31);
    }),
  );
});

test("another id keeps its signs, and each letter and digit its kind", () => {
  fc.assert(
    fc.property(odd, fc.nat(), (real, seed) => {
      fc.pre(/[a-z0-9]/iu.test(real) && !/^\d{1,8}$/u.test(real));
      expect(shape(like(real, seed))).toBe(shape(real));
    }),
  );
});

describe("by example", () => {
  test.each(["2819c223-7f76-453a-919d-413861904646", "507f1f77bcf86cd799439011", "00u1a2b3c4D5E6f7g8h9", "Group-007"])(
    "%s",
    (real) => {
      expect(like(real)).toHaveLength(real.length);
      expect(like(real)).not.toBe(real);
    },
  );

  test("one without letters and digits has no shape to follow", () => {
    expect(like("--")).toBe("--0");
    expect(like("")).toBe("0");
  });
});

test("depends on seed and label alone", () => {
  expect(like("2819c223-7f76-453a-919d-413861904646", 7)).toBe(like("2819c223-7f76-453a-919d-413861904646", 7));
  expect(like("2819c223-7f76-453a-919d-413861904646", 7)).not.toBe(like("2819c223-7f76-453a-919d-413861904646", 8));
});
