import { expect, test } from "vitest";
import { textOf } from "./text-of.ts";

test("whatever came is text, and nothing throws", () => {
  const values = ["Ada", 7, true, null, undefined, [1], JSON.parse('{"toString":null,"valueOf":1}')];
  expect(values.map(textOf)).toEqual(["Ada", "7", "true", "null", "undefined", "[1]", '{"toString":null,"valueOf":1}']);
});
