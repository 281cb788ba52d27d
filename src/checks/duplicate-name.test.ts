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

test("a text of many megabytes is stepped over", () => {
  const text = JSON.stringify(`"\\${"x".repeat(20 * 1024 * 1024)}\\`);
  expect(duplicateName(`{"a":${text},"b":1}`)).toBeUndefined();
  expect(duplicateName(`{"a":"\\\\","a":${text}}`)).toBe("a");
});
