import { expect, test } from "vitest";
import { duration, grouped, inert, inertDeep, inertLine, plural, size } from "./text.ts";

test("what acts or hides is shown as an escape", () => {
  expect(inert("a\u001b[31m\u202eb\u200bc\u0000\ud800d\u{e0041}\u3164")).toBe(
    "a\\u001b[31m\\u202eb\\u200bc\\u0000\\ud800d\\u{e0041}\\u3164",
  );
});

test("ordinary text of any language stays as it is", () => {
  const text = "Zoë Łukasz 田中 \u{1f600} éà ʻokina عربى — “x”\n\ttab";
  expect(inert(text)).toBe(text);
});

test("a line stays one line", () => {
  expect(inertLine("ok\r\n✔ conformant\tx")).toBe("ok\\r\\n✔ conformant\\tx");
});

test("reaches every string of a value, keys included", () => {
  expect(inertDeep({ "k\u0007": ["\u202e", { x: null, n: 1 }] })).toEqual({
    "k\\u0007": ["\\u202e", { x: null, n: 1 }],
  });
});

test("numbers as a person reads them", () => {
  expect([plural(1, "reply", "replies"), plural(0, "request"), grouped(1_234_567)]).toEqual([
    "1 reply",
    "0 requests",
    "1\u00a0234\u00a0567",
  ]);
  expect([duration(41.2), duration(12_340), duration(245_000), duration(119_900)]).toEqual([
    "41 ms",
    "12.3 s",
    "4 min 05 s",
    "2 min 00 s",
  ]);
  expect([size(12), size(65_536), size(20_971_520)]).toEqual(["12 bytes", "64.0 KiB", "20.0 MiB"]);
});
