import { describe, expect, test } from "vitest";
import { excerptOf } from "./excerpt.ts";
import { layOutJson } from "./json-layout.ts";

function markedIn(text: string, pointer: string): string | undefined {
  const { text: laidOut, mark } = layOutJson(text, pointer);
  return mark === undefined ? undefined : laidOut.slice(mark.from, mark.to);
}

describe("layOutJson", () => {
  test("keeps every token as it was sent: duplicate keys, digits, escapes", () => {
    const text = '{"a":1.0e+02,"a":12345678901234567890,"b":"\\u0041\\"","c":[],"d":{}}';
    const laidOut = layOutJson(text, undefined).text;
    expect(laidOut.replaceAll(/\s/g, "")).toBe(text);
    expect(laidOut).toContain('\n  "a": 1.0e+02,\n  "a": 12345678901234567890,');
  });

  test("keeps a member on one line", () => {
    expect(layOutJson('{"members":[{"value":"1","display":"A"}]}', undefined).text).toBe(
      '{\n  "members": [\n    { "value": "1", "display": "A" }\n  ]\n}',
    );
  });

  test("finds what a pointer names", () => {
    const text = '{"members":[{"value":"1"},{"value":"2"}],"a/b~c":{"":true}}';
    expect(markedIn(text, "/members/1/value")).toBe('"2"');
    expect(markedIn(text, "/members/0")).toBe('{ "value": "1" }');
    expect(markedIn(text, "/a~1b~0c/")).toBe("true");
    expect(markedIn(text, "/members/2")).toBeUndefined();
    expect(markedIn(text, "")).toBeUndefined();
  });

  test("leaves alone what is not JSON, or too deep", () => {
    const deep = "[".repeat(5000) + "]".repeat(5000);
    for (const text of ["<html>", '{"a":', "", deep]) expect(layOutJson(text, "/a").text).toBe(text);
  });
});

describe("excerptOf", () => {
  const long = `[${Array.from({ length: 4000 }, (_, index) => `"member-${index}"`).join(",")}]`;

  test("a short body is whole", () => {
    expect(excerptOf(layOutJson('{"a":1}', "/a"))).toEqual([
      { kind: "text", text: '{ "a": ' },
      { kind: "mark", text: "1" },
      { kind: "text", text: " }" },
    ]);
  });

  test("a long body keeps its head, its tail and what is marked", () => {
    const layout = layOutJson(long, "/2000");
    const pieces = excerptOf(layout);
    expect(pieces.map(({ kind }) => kind)).toEqual(["text", "gap", "text", "mark", "text", "gap", "text"]);
    expect(pieces.find(({ kind }) => kind === "mark")).toEqual({ kind: "mark", text: '"member-2000"' });
    const length = pieces.reduce((sum, piece) => sum + (piece.kind === "gap" ? piece.left : piece.text.length), 0);
    expect(length).toBe(layout.text.length);
  });

  test("a long mark is cut as well", () => {
    const shown = excerptOf({ text: "x".repeat(60_000), mark: { from: 10, to: 59_000 } });
    expect(shown.reduce((sum, piece) => sum + (piece.kind === "gap" ? 0 : piece.text.length), 0)).toBeLessThan(13_000);
  });
});
