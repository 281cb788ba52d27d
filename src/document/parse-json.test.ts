import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";
import { lookup } from "./pointer.ts";

describe("parseJson", () => {
  test("reads what JSON.parse reads, whatever the spacing", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseJson(text)?.value).toEqual(JSON.parse(text));
      }),
    );
  });

  test("finds each key at its offset", () => {
    const text = '{ "a": [1, {"b\\"": {}}], "a/b": 2 }';
    const parsed = parseJson(text);
    expect(parsed?.offsetOf("/a")).toBe(text.indexOf('"a"'));
    expect(parsed?.offsetOf("/a/1")).toBe(text.indexOf('{"b'));
    expect(parsed?.offsetOf('/a/1/b"')).toBe(text.indexOf('"b\\'));
    expect(parsed?.offsetOf("/a~1b")).toBe(text.indexOf('"a/b"'));
    expect(lookup(parsed?.value, "/a~1b")).toBe(2);
  });

  test.each(["", "{", '{"a":1,}', "[1 2]", '{"a":1,"a":2}', '"\u0001"', "nul", "01", "1e999", "{} x", "{a:1}", "["])(
    "leaves %j to the YAML reader",
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );
});
