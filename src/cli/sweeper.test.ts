import { describe, expect, test } from "vitest";
import { createSweeper } from "./sweeper.ts";

const none = (): readonly string[] => [];

describe("the last net", () => {
  test("replaces what was given, and names it", () => {
    const sweeper = createSweeper();
    sweeper.add("TOKEN", "tok-4f9a-b2c1");
    expect(sweeper.sweep('{"x":"tok-4f9a-b2c1"}', none)).toEqual({
      text: '{"x":"[redacted:TOKEN]"}',
      found: ["TOKEN"],
    });
  });

  test("replaces what a server showed without a word: it may have been written before it was known", () => {
    const sweeper = createSweeper();
    sweeper.add("name.familyName", "Müller-Lüdenscheidt", true);
    sweeper.add("both", "tok-4f9a-b2c1");
    sweeper.add("cookie", "tok-4f9a-b2c1", true);
    expect(sweeper.sweep('{"x":"Müller-Lüdenscheidt"}', none)).toEqual({
      text: '{"x":"[redacted:name.familyName]"}',
      found: [],
    });
    // What was given stays so, whoever shows it.
    expect(sweeper.sweep("tok-4f9a-b2c1", none).found).toEqual(["both"]);
  });

  test("leaves what the harness itself says", () => {
    const sweeper = createSweeper();
    sweeper.add("cookie", "cube.groups.put", true);
    sweeper.add("cookie", "secret");
    const text = '{"id":"cube.groups.put","about":"a secret"}';
    expect(sweeper.sweep(text, () => ["cube.groups.put", "A title"])).toEqual({ text, found: [] });
  });
});
