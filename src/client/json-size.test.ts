import { expect, test } from "vitest";
import { hasMoreNames, hasMoreValues, isNestedDeeper } from "./json-size.ts";

test("values are counted by what comes before them", () => {
  expect(hasMoreValues("[1,2,3]", 3)).toBe(true);
  expect(hasMoreValues("[1,2,3]", 4)).toBe(false);
  expect(hasMoreValues(Buffer.from('{"a":[{},{}]}'), 4)).toBe(true);
  expect(hasMoreValues("1", 1)).toBe(false);
});

test("depth is that of brackets outside of texts", () => {
  const nested = (depth: number): Buffer => Buffer.from(`${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`);
  expect(isNestedDeeper(nested(5), 9)).toBe(true);
  expect(isNestedDeeper(nested(5), 10)).toBe(false);
  expect(isNestedDeeper(Buffer.from(`[${"[],".repeat(50)}0]`), 2)).toBe(false);
  expect(isNestedDeeper(Buffer.from(JSON.stringify(['"[[[[', "\\[[[["])), 1)).toBe(false);
});

test("names are counted once each, and texts are none", () => {
  const named = (count: number): Buffer =>
    Buffer.from(`{${Array.from({ length: count }, (_, index) => `"k${index}\\"" : "v${index}"`).join(",")}}`);
  expect(hasMoreNames(named(50), 49)).toBe(true);
  expect(hasMoreNames(named(50), 50)).toBe(false);
  expect(hasMoreNames(Buffer.from(`[${'{"a":1,"b":"c"},'.repeat(50)}0]`), 2)).toBe(false);
  expect(hasMoreNames(Buffer.from(`{"a":"${"x".repeat(50)}`), 1)).toBe(false);
});
