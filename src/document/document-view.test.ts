import { describe, expect, test } from "vitest";
import type { HarnessError } from "../result/index.ts";
import { viewOf } from "./document-view.ts";
import { sourceFrom } from "./source.ts";
import { refusalOf } from "./testing/refusal-of.ts";

const view = viewOf(
  sourceFrom(
    [
      "responses:",
      "  A: { $ref: '#/responses/B' }",
      "  B: { description: found }",
      "  C: { $ref: '#/responses/C' }",
      "  Missing: { $ref: '#/responses/Bee' }",
      "  Remote: { $ref: 'https://example.com/x.yaml#/A' }",
      "  File: { $ref: './other.yaml#/A' }",
      "  Anchor: { $ref: '#A' }",
      "  Braces: { $ref: '#/paths/~1Groups~1{id}' }",
      "  Percent: { $ref: '#/paths/~1Groups~1%7Bid%7D' }",
      "paths: { '/Groups/{id}': { put: {} } }",
    ].join("\n"),
    "a.yaml",
    "DOCUMENT_INVALID",
  ),
  false,
);

function refusal(name: string): HarnessError {
  return refusalOf(() => view.follow(`/responses/${name}`));
}

describe("follow", () => {
  test("goes through references and says where it arrived", () => {
    expect(view.follow("/responses/A")).toEqual({ value: { description: "found" }, pointer: "/responses/B" });
    expect(view.follow("/responses/B").pointer).toBe("/responses/B");
  });

  test("takes braces in a pointer escaped or not", () => {
    expect(view.follow("/responses/Braces").value).toEqual({ put: {} });
    expect(view.follow("/responses/Percent").value).toEqual({ put: {} });
  });

  test.each([
    ["C", "in a circle", 4],
    ["Missing", 'Did you mean "B"?', 5],
    ["Remote", "is remote, which is not read unless --allow-remote-refs", 6],
    ["File", "names another file", 7],
    ["Anchor", "names an anchor", 8],
  ])("refuses %s", (name, message, line) => {
    const error = refusal(name);
    expect(error.message).toContain(message);
    expect(error.code).toBe("DOCUMENT_INVALID");
    expect(error.place).toMatchObject({ file: "a.yaml", line });
    expect(error.remedy).toBeTruthy();
  });
});
