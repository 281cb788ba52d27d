import { expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { renderJson } from "./render-json.ts";

/** The same value, the keys of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, turned(item)]),
  );
}

test("loses nothing", () => {
  expect(JSON.parse(renderJson(SAMPLE_RESULT))).toEqual(SAMPLE_RESULT);
});

test("equal results give equal bytes, the verdict near the top", () => {
  const text = renderJson(SAMPLE_RESULT);
  expect(renderJson(turned(SAMPLE_RESULT) as RunResult)).toBe(text);
  expect(text.split("\n").slice(0, 7).join("\n")).toMatchInlineSnapshot(`
    "{
      "schemaVersion": 1,
      "tool": {
        "name": "scimproof",
        "version": "0.1.0"
      },
      "verdict": "nonconformant","
  `);
});

test("stays JSON with the strings of a hostile server", () => {
  expect(renderJson(SAMPLE_RESULT)).not.toMatch(/\p{Cs}/u);
});
