import { describe, expect, test } from "vitest";
import { offsetIn } from "./place-in-json.ts";

const TEXT = `{"a": {"b": [1, {"c": "}\\"]"}, [2, 3]], "b2": null}, "x/y": {"~": 1}, "d": 4}`;

describe("the place of a pointer in a JSON text", () => {
  test.for([
    ["", "{"],
    ["/a", '"a": {'],
    ["/a/b", '"b": ['],
    ["/a/b/0", "1,"],
    ["/a/b/1", '{"c"'],
    ["/a/b/1/c", '"c": '],
    ["/a/b/2/1", "3]"],
    ["/a/b2", '"b2"'],
    ["/x~1y/~0", '"~": 1'],
    ["/d", '"d": 4'],
  ] as const)("%s", ([pointer, begins]) => {
    expect(TEXT.slice(offsetIn(TEXT, pointer)).startsWith(begins)).toBe(true);
  });

  test.for([
    ["/a/b/9", '"b": ['],
    ["/a/nowhere/b", '"a": {'],
    ["/nowhere", "{"],
  ] as const)("of what is not there is that of what it would be in: %s", ([pointer, begins]) => {
    expect(TEXT.slice(offsetIn(TEXT, pointer)).startsWith(begins)).toBe(true);
  });

  test("a key named like the wanted one elsewhere is none", () => {
    const text = `{"p": {"q": {"r": 1}}, "q": {"r": 2}}`;
    expect(text.slice(offsetIn(text, "/q/r"))).toBe('"r": 2}}');
  });
});
