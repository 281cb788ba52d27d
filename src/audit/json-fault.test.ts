import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "./json-fault.ts";

test.each([
  ['{"a": 1,}', 8, "`}` stands where a name in quotes is expected"],
  ['{"a" 1}', 5, "`1}` stands where a colon is expected"],
  ['{"a": nope}', 6, "`nope}` stands where a value is expected"],
  ["[1 2]", 3, "`2]` stands where a comma or the end is expected"],
  ["[1,]", 3, "`]` stands where a value is expected"],
  ['{"a": 1]', 7, "`]` stands where a comma or the end is expected"],
  ['{"a": [1', 8, "it ends where a comma or the end is expected"],
  ['{"a: 1}', 1, '`"a: 1}` stands where a name in quotes or } is expected'],
  ["{'a': 1}", 1, "`'a': 1}` stands where a name in quotes or } is expected"],
  ['{"a": 01}', 6, "`01}` stands where a value is expected"],
  ['{"a": True}', 6, "`True}` stands where a value is expected"],
  ["", 0, "it ends where a value is expected"],
  ["{}}", 2, "`}` stands where a comma or the end is expected"],
])("%s", (text, offset, reason) => {
  expect(jsonFault(text)).toEqual({ offset, reason });
});

test("finds nothing in JSON, nor in one value after another", () => {
  fc.assert(fc.property(fc.json(), (text) => jsonFault(text) === undefined));
  expect(jsonFault('{"a": 1}\n\n{"b": [true, null, -1.5e3, "\\u00e9"]}\n[]')).toBeUndefined();
});

test("agrees with the runtime on texts that are nearly JSON", () => {
  const part = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    "1",
    "-",
    "true",
    "nul",
    " ",
    "\n",
    '"',
    "\\",
    ".5",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      // Several values in a row are our own leave.
      if (/[\]}"\d]\s*[[{]/u.test(text) || /(?:true)\s*[[{]/u.test(text)) return true;
      return (jsonFault(text) === undefined) === isJson(text);
    }),
    { numRuns: 2000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
