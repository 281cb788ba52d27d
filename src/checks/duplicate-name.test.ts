import { expect, test } from "vitest";
import { duplicateName } from "./duplicate-name.ts";

test.each([
  ['{"a":1,"a":2}', "a"],
  ['{"a":1,"b":{"a":1,"c":[],"\\u0061":2}}', "a"],
  ['[{"x":[1,{"k":"v","k":"v"}]}]', "k"],
  ['{"__proto__":1,"__proto__":2}', "__proto__"],
  ['{"":1,"":1}', ""],
  [`${"[".repeat(5000)}{"a":1,"a":1}${"]".repeat(5000)}`, "a"],
])("%s says it twice", (json, name) => {
  expect(duplicateName(json)).toBe(name);
});

test.each([
  '{"a":1,"A":2}',
  '{"a":{"a":{"a":"a"}},"b":["a","a","a"]}',
  '[{"a":1},{"a":1}]',
  String.raw`{"a":"\",\"a\":1","b":",\"b\":2"}`,
  '{"a":[1,"a"],"b":"a","c":[["a"],"a"]}',
  '"a"',
  "{}",
])("%s does not", (json) => {
  expect(() => JSON.parse(json) as unknown).not.toThrow();
  expect(duplicateName(json)).toBeUndefined();
});

test("of hundreds of names each is remembered, the first and those since", () => {
  const names = Array.from({ length: 300 }, (_, index) => `n${index}`);
  const object = (more: string): string => `{${[...names, more].map((name) => `"${name}":0`).join(",")}}`;
  expect(duplicateName(object("other"))).toBeUndefined();
  for (const again of ["n0", "n15", "n16", "n17", "n160", "n299"]) expect(duplicateName(object(again))).toBe(again);
  // An object of its own begins anew, and what stood before it is still known.
  expect(duplicateName(`{"a":${object("other")},"b":${object("other")}}`)).toBeUndefined();
  expect(duplicateName(`{"a":${object("other")},"a":1}`)).toBe("a");
});

test("of a longer text only the beginning is looked at", () => {
  const far = " ".repeat(1024 * 1024);
  expect(duplicateName(`{"a":1,${far}"a":2}`)).toBeUndefined();
  expect(duplicateName(`{"a":1,"a":2${far}}`)).toBe("a");
});

test("a text of many megabytes is stepped over", () => {
  const text = JSON.stringify(`"\\${"x".repeat(20 * 1024 * 1024)}\\`);
  expect(duplicateName(`{"a":${text},"b":1}`)).toBeUndefined();
  expect(duplicateName(`{"a":"\\\\","a":${text}}`)).toBe("a");
});
