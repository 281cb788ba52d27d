import { expect, test } from "vitest";
import { attributeOf, hasAttribute, isObject, isUnassigned, textAttribute } from "./attribute.ts";

test("names are found whatever their case, and the exact one wins", () => {
  expect(attributeOf({ DisplayName: "a" }, "displayName")).toBe("a");
  expect(attributeOf({ DISPLAYNAME: "a", displayName: "b" }, "displayName")).toBe("b");
  expect(attributeOf({ displayName: null, DisplayName: "a" }, "displayName")).toBeNull();
  expect(attributeOf({}, "displayName")).toBeUndefined();
  expect(hasAttribute({ DisplayName: undefined }, "displayname")).toBe(true);
  expect(hasAttribute({}, "displayName")).toBe(false);
});

test("what every object inherits is no attribute", () => {
  expect(attributeOf({}, "constructor")).toBeUndefined();
  expect(attributeOf({ undefined: 1 }, "displayName")).toBeUndefined();
  expect(hasAttribute({}, "toString")).toBe(false);
  expect(attributeOf(JSON.parse('{"__proto__":1}') as Record<string, unknown>, "__proto__")).toBe(1);
});

test("absent, null and the empty list are one state, and nothing else is", () => {
  expect([undefined, null, []].every(isUnassigned)).toBe(true);
  expect(["", 0, false, {}, [null], [[]]].some(isUnassigned)).toBe(false);
});

test("text is text", () => {
  expect(textAttribute({ A: "x" }, "a")).toBe("x");
  expect([1, null, ["x"], { x: "x" }].map((a) => textAttribute({ a }, "a"))).toEqual(Array(4).fill(undefined));
  expect([{}, [], null, "x", undefined].map(isObject)).toEqual([true, false, false, false, false]);
});
