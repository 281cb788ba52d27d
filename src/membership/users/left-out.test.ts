import { describe, expect, test } from "vitest";
import { LeftOut } from "./left-out.ts";

/** Notes pairs of what was there and what is; true as long as one policy explains them all. */
function notes(path: string, ...pairs: readonly (readonly [had: unknown, stored: unknown])[]): readonly boolean[] {
  const leftOut = new LeftOut(path);
  return pairs.map(([had, stored]) => leftOut.note(had, stored));
}

describe("what a PUT leaves out", () => {
  test.each<[string, readonly (readonly [unknown, unknown])[]]>([
    [
      "may be kept",
      [
        ["a", "a"],
        ["b", "b"],
        [undefined, undefined],
      ],
    ],
    [
      "may be cleared",
      [
        ["a", undefined],
        ["b", null],
        [undefined, undefined],
      ],
    ],
    [
      "may get a default",
      [
        ["a", "fr"],
        ["b", "fr"],
        [undefined, "fr"],
        ["fr", "fr"],
      ],
    ],
    [
      "may look kept where the default was there already",
      [
        ["fr", "fr"],
        ["a", "fr"],
      ],
    ],
  ])("%s", (_, pairs) => {
    expect(notes("locale", ...pairs)).not.toContain(false);
  });

  test.each<[string, readonly (readonly [unknown, unknown])[]]>([
    [
      "kept once, and cleared once",
      [
        ["a", "a"],
        ["a", undefined],
      ],
    ],
    [
      "cleared once, and kept once",
      [
        ["a", undefined],
        ["b", "b"],
      ],
    ],
    [
      "two defaults",
      [
        ["a", "fr"],
        ["a", "de"],
      ],
    ],
  ])("is not treated in two ways: %s", (_, pairs) => {
    expect(notes("locale", ...pairs).at(-1)).toBe(false);
  });

  test("lists are kept whatever their order", () => {
    const [one, two] = [{ value: "a" }, { value: "b" }];
    expect(
      notes(
        "roles",
        [
          [one, two],
          [two, one],
        ],
        [[one], [one]],
      ),
    ).toEqual([true, true]);
  });
});

test("how it has been treated so far, in words, for as long as it may be either", () => {
  const words = (...pairs: readonly (readonly [had: unknown, stored: unknown])[]): string => {
    const leftOut = new LeftOut("locale");
    for (const [had, stored] of pairs) leftOut.note(had, stored);
    return leftOut.words;
  };
  expect(words()).toBe("");
  expect(words(["a", "a"])).toBe("kept or set to a default");
  expect(words(["a", "a"], ["b", "b"])).toBe("kept");
  expect(words(["a", undefined])).toBe("cleared or set to a default");
  expect(words(["a", "fr"])).toBe("set to a default");
  // What does not fit is no reason to forget what did.
  expect(words(["a", "a"], ["b", "b"], ["c", undefined])).toBe("kept");
});
