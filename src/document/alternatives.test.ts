import { expect, test } from "vitest";
import { alternativesOf } from "./alternatives.ts";

const a = { properties: { a: true } };
const b = { properties: { b: true } };

test("each alternative is a schema of its own, with what holds for all", () => {
  expect(alternativesOf({ type: "object", oneOf: [a, b] })).toEqual([
    { type: "object", oneOf: [a] },
    { type: "object", oneOf: [b] },
  ]);
});

test("also behind references, in one another, and two at once", () => {
  const $defs = { Both: { oneOf: [{ $ref: "#/$defs/One" }, b] }, One: { anyOf: [a, { title: "two" }] } };
  const found = alternativesOf({ $defs, allOf: [{ $ref: "#/$defs/Both" }], anyOf: [{ minProperties: 1 }, {}] });
  expect(found).toHaveLength(6);
  expect(found[0]).toEqual({
    $defs,
    allOf: [{ allOf: [{ oneOf: [{ allOf: [{ anyOf: [a] }] }] }] }],
    anyOf: [{ minProperties: 1 }],
  });
});

test("the schema itself where there is nothing to choose, where it contains itself, and where there are too many", () => {
  const one = { type: "object", oneOf: [a] };
  expect(alternativesOf(one)).toEqual([one]);
  const circle = { $defs: { C: { allOf: [{ $ref: "#/$defs/C" }] } }, $ref: "#/$defs/C" };
  expect(alternativesOf(circle)).toEqual([circle]);
  const many = { oneOf: Array.from({ length: 17 }, (_, index) => ({ title: String(index) })) };
  expect(alternativesOf(many)).toEqual([many]);
  // Thirty schemas, each twice in the one before it: looked at once each.
  const $defs = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => {
      const next = { $ref: `#/$defs/S${index + 1}` };
      return [`S${index}`, { allOf: [next, next], oneOf: [a, b] }];
    }),
  );
  const deep = { $defs: { ...$defs, S30: a }, $ref: "#/$defs/S0" };
  expect(alternativesOf(deep)).toEqual([deep]);
});
