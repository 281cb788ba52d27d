import { describe, expect, test } from "vitest";
import type { HarnessError } from "../result/index.ts";
import { sourceFrom } from "./source.ts";
import { refusalOf } from "./testing/refusal-of.ts";

const SOMEWHERE: unknown = expect.any(Number);

function refusal(text: string, file = "spec.yaml"): HarnessError {
  return refusalOf(() => sourceFrom(text, file, "DOCUMENT_INVALID"));
}

describe("sourceFrom", () => {
  test("YAML, JSON and a page give the same value, with places in the file as given", () => {
    const yaml = sourceFrom("openapi: 3.1.0\ninfo:\n  title: T\n", "a.yaml", "DOCUMENT_INVALID");
    const json = sourceFrom('{"openapi": "3.1.0",\n "info": {"title": "T"}}', "a.json", "DOCUMENT_INVALID");
    const page = sourceFrom(
      "# P\n\n  ```yaml x.yaml put /Groups/{id}\n  openapi: 3.1.0\n  info:\n    title: T\n  ```\n",
      "a.md",
      "DOCUMENT_INVALID",
    );
    expect(json.value).toEqual(yaml.value);
    expect(page.value).toEqual(yaml.value);
    expect(yaml.placeOf("/info/title")).toEqual({ file: "a.yaml", line: 3, column: 3 });
    expect(json.placeOf("/info/title")).toEqual({ file: "a.json", line: 2, column: 11 });
    expect(page.placeOf("/info/title")).toEqual({ file: "a.md", line: 6, column: 5 });
    expect(page.focus).toEqual({ method: "PUT", path: "/Groups/{id}" });
  });

  test("a place that does not exist is that of its nearest ancestor", () => {
    const source = sourceFrom("a:\n  b: [1, 2]\n", "a.yaml", "DOCUMENT_INVALID");
    expect(source.placeOf("/a/b/1")).toMatchObject({ line: 2, column: 10 });
    expect(source.placeOf("/a/c/d")).toMatchObject({ line: 1, column: 1 });
  });

  test("numeric and boolean keys are text; merge keys give way to written ones; a byte order mark is no letter", () => {
    const text = "200: a\ntrue: b\nbase: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n";
    expect(sourceFrom(text, "a.yaml", "DOCUMENT_INVALID").value).toEqual({
      200: "a",
      true: "b",
      base: { x: 1, y: 2 },
      more: { x: 1, y: 3 },
    });
  });

  test("a key named __proto__ is a property, in YAML and JSON", () => {
    for (const text of ["__proto__: {x: 1}", '{"__proto__": {"x": 1}}']) {
      const { value } = sourceFrom(text, "a.yaml", "DOCUMENT_INVALID");
      expect(Object.keys(value)).toEqual(["__proto__"]);
      expect("x" in value).toBe(false);
    }
  });

  const laughs = `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join("\n")}`;
  test.each([
    ["a duplicate key in YAML", "a: 1\nb: 2\na: 3\n", 3, 1, "stands twice"],
    ["a duplicate key in JSON", '{"a": 1,\n "a": 2}', 2, 2, "stands twice"],
    ["a syntax error", "a: [1, 2\nb: 3\n", 2, 1, "not valid YAML"],
    ["aliases that multiply", laughs, SOMEWHERE, SOMEWHERE, "aliases expand"],
    ["an alias of itself", "a: &a [*a]\n", 1, 7, "levels deep"],
    ["an alias without anchor", "a: *b\n", 1, 4, "anchor"],
    ["deep nesting", `a: ${"[".repeat(5000)}`, 1, SOMEWHERE, "nest"],
    ["deep JSON", `{"a": ${"[".repeat(300)}${"]".repeat(300)}}`, 1, SOMEWHERE, "nested more than 200"],
    ["a number that JSON does not have", "a: .nan\n", 1, 4, "not a JSON value"],
    ["a list", "- a\n", 1, 1, "holds a list"],
    ["nothing", "", 1, 1, "holds nothing"],
    ["two documents", "a: 1\n---\nb: 2\n", 2, 1, "not valid YAML"],
    ["a key that is a list", "? [a]\n: 1\n", 1, 3, "keys must be strings"],
  ])("refuses %s", (_, text, line, column, message) => {
    const error = refusal(text);
    expect(error.message).toContain(message);
    expect(error.remedy).toBeTruthy();
    expect(error.place?.file).toBe("spec.yaml");
    expect(error.place).toMatchObject({
      line,
      column,
    });
  });

  test("counts the lines of the page, not of its block", () => {
    const error = refusal("# P\n\n~~~yaml\nopenapi: 3.1.0\nopenapi: 3.1.0\n~~~\n", "page.md");
    expect(error.place).toEqual({ file: "page.md", line: 5, column: 1 });
  });

  test("a page without a document says what is missing", () => {
    expect(refusal("# P\n\n```json\n{}\n```\n", "page.md").message).toContain("no fenced block");
  });
});
