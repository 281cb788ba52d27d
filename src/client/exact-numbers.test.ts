import { expect, test } from "vitest";
import { idText, inexactNumber, parseWithIds } from "./exact-numbers.ts";

test("an id beyond 2^53 is the text that it is, anywhere, in any case; other numbers are numbers", () => {
  const text = '{"ID" : 9007199254740993 ,"list":[{"id":-18014398509481985}],"count":9007199254740993,"a":{"id":7}}';
  expect(parseWithIds(text)).toEqual({
    ID: "9007199254740993",
    list: [{ id: "-18014398509481985" }],
    count: 9007199254740992,
    a: { id: 7 },
  });
});

test("what looks like an id within a text stays as it is", () => {
  const value = { note: '"id":9007199254740993,', ['x"id']: 1, id: "9007199254740993" };
  expect(parseWithIds(JSON.stringify(value))).toEqual(value);
});

test.each([
  ["7", "7"],
  [7, "7"],
  [-7, "-7"],
  [2 ** 53, undefined],
  [0.5, undefined],
  [1e30, undefined],
  ["", undefined],
  [null, undefined],
])("%j as an id is %j", (id, text) => {
  expect(idText(id)).toBe(text);
});

test.each([
  ['{"a":[1,{"b":9007199254740993}]}', "9007199254740993"],
  ['{"a":0.12345678901234567890}', "0.12345678901234567890"],
  ['{"a":9007199254740991,"b":"9007199254740993","c":0.1,"d":1e3,"e":-0.30000000000000004}', undefined],
])("%s holds %s that cannot be written again", (json, literal) => {
  expect(inexactNumber(json)).toBe(literal);
});
