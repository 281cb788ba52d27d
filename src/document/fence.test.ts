import { describe, expect, test } from "vitest";
import { documentFence, fencesOf } from "./fence.ts";

describe("fencesOf", () => {
  test("a longer fence holds a shorter one; the info string names the operation", () => {
    const page = "# T\n\n````yaml /api/scim.yaml put /scim/v2/Groups/{id}\nopenapi: 3.1.0\n```text\nx\n```\n````\nend";
    expect(fencesOf(page)).toEqual([
      {
        text: "openapi: 3.1.0\n```text\nx\n```",
        firstLine: 4,
        indent: 0,
        focus: { method: "PUT", path: "/scim/v2/Groups/{id}" },
      },
    ]);
  });

  test("tildes, indentation, no info string, an unclosed block, CRLF", () => {
    expect(fencesOf("  ~~~~\r\n  a\r\n b\r\n  ~~~\r\n")).toEqual([{ text: "a\nb\n~~~\n", firstLine: 2, indent: 2 }]);
  });

  test("an info string with other words names no operation", () => {
    expect(fencesOf("```yaml title put\na: 1\n```")[0]?.focus).toBeUndefined();
    expect(fencesOf("```yaml x.yaml put\na: 1\n```")[0]?.focus).toBeUndefined();
    expect(fencesOf("```text f put /a\na: 1\n```")[0]?.focus).toBeUndefined();
  });

  test("inline code that begins a line is no fence", () => {
    expect(fencesOf("```a``` and ```b```")).toEqual([]);
  });
});

describe("documentFence", () => {
  test("takes the first block with an OpenAPI document, YAML or JSON", () => {
    expect(documentFence("```yaml\na: 1\n```\n```yaml\nopenapi: 3.1.0\n```")?.text).toBe("openapi: 3.1.0");
    expect(documentFence('```json\n{ "openapi": "3.1.0" }\n```')?.text).toContain("3.1.0");
    expect(documentFence('```json\n{"info": {}, "openapi": "3.1.0"}\n```')?.text).toContain("3.1.0");
    expect(documentFence("```yaml\nopen: 3.1.0\n```")).toBeUndefined();
  });
});
