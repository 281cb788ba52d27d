import { describe, expect, test } from "vitest";
import type { HarnessError } from "../result/index.ts";
import { contractFrom } from "./contract-from.ts";
import { repair } from "./overlay.ts";
import { type Source, sourceFrom } from "./source.ts";
import { documentText } from "./testing/document-with.ts";
import { refusalOf } from "./testing/refusal-of.ts";

function overlay(actions: string): Source {
  const text = `overlay: 1.0.0\ninfo: { title: Repair, version: '1' }\nactions:\n${actions}`;
  return sourceFrom(text, "overlay.yaml", "OVERLAY_INVALID");
}

const sourceOf = (value: Record<string, unknown>): Source => ({
  ...sourceFrom(JSON.stringify(value), "document.json", "DOCUMENT_INVALID"),
  value,
});

function refusal(source: Source, document: Record<string, unknown> = { a: { b: 1 }, list: [1] }): HarnessError {
  return refusalOf(() => repair(sourceOf(document), source));
}

describe("applyOverlay", () => {
  test("what went with an ancestor that matched as well is gone", () => {
    const document = { a: { b: { c: { d: 1 } }, e: [1, { f: 2 }] }, g: 3 };
    const { value } = repair(sourceOf(document), overlay("  - target: $..*..*\n    remove: true"));
    expect(value).toEqual({ a: {}, g: 3 });
  });

  test("merges into objects, appends to lists, removes, in order; the document stays as it was", () => {
    const document = { a: { b: 1, c: { d: [1] } }, list: [1, 2, 3] };
    const before = structuredClone(document);
    const source = overlay(
      [
        "  - target: $.a\n    update: { b: 2, c: { d: [2], e: 3 } }",
        "  - target: $.list\n    update: 4",
        "  - target: $.list[?@ < 3]\n    remove: true",
        "  - target: $.a.c.e\n    remove: true",
      ].join("\n"),
    );
    expect(repair(sourceOf(document), source).value).toEqual({ a: { b: 2, c: { d: [1, 2] } }, list: [3, 4] });
    expect(document).toEqual(before);
  });

  test.each([
    ["a target that matches nothing", "  - target: $.nowhere\n    remove: true", 4, "matches nothing"],
    ["a target that is no JSONPath", "  - target: a.b\n    remove: true", 4, "cannot be used as a JSONPath"],
    ["an action without effect", "  - target: $.a", 4, "does nothing"],
    ["an update of a plain value", "  - target: $.a.b\n    update: 2", 5, "neither a mapping nor a list"],
    ["an update that does not fit", "  - target: $.a\n    update: 2", 5, "the update is not"],
    ["removal of everything", "  - target: $\n    remove: true", 4, "cannot be removed"],
    ["a misspelt key", "  - target: $.a\n    updat: {}", 5, 'Did you mean "update"?'],
    ["no actions", "  []", 3, "at least 1 item"],
  ])("refuses %s", (_, actions, line, message) => {
    const error = refusal(overlay(actions));
    expect(error.code).toBe("OVERLAY_INVALID");
    expect(error.message).toContain(message);
    expect(error.place).toMatchObject({ file: "overlay.yaml", line });
    expect(error.remedy).toBeTruthy();
  });

  test("gives what it brings in its own place, and leaves the rest where it was", () => {
    const document = sourceFrom("a:\n  b: 1\nlist:\n  - x\n  - y\n", "document.yaml", "DOCUMENT_INVALID");
    const source = overlay(
      [
        "  - target: $.a", // 4
        "    update:",
        "      c:",
        "        d: [2]",
        "  - target: $.list", // 8
        "    update: { deep: true }",
        "  - target: $.a.c", // 10
        "    update: { d: [3], e: 4 }",
        "  - target: $.list[0]", // 12
        "    remove: true",
      ].join("\n"),
    );
    const { value, placeOf } = repair(document, source);
    expect(value).toEqual({ a: { b: 1, c: { d: [2, 3], e: 4 } }, list: ["y", { deep: true }] });
    const places = ["/a/b", "/a/c", "/a/c/d/0", "/a/c/d/1", "/a/c/e", "/list", "/list/1/deep", "/a/none"];
    expect(places.map((pointer) => `${placeOf(pointer).file}:${placeOf(pointer).line}`)).toEqual([
      "document.yaml:2",
      "overlay.yaml:6",
      "overlay.yaml:7",
      "overlay.yaml:11",
      "overlay.yaml:11",
      "document.yaml:3",
      "overlay.yaml:9",
      "document.yaml:1",
    ]);
  });

  test("that brings in a fault is named as its place, not the document that it repairs", () => {
    const published = sourceFrom(documentText(), "openapi.json", "DOCUMENT_INVALID");
    const repairs = overlay("  - target: $.components.schemas\n    update:\n      Named:\n        type: objekt\n");
    const more = overlay(
      "  - target: $.paths['/scim/v2/Groups/{id}'].put.responses['200'].content['application/json'].schema\n    update:\n      properties:\n        a: { type: strnig }\n",
    );
    const error = refusalOf(() => contractFrom(published, more, undefined));
    expect(error.place).toEqual({ file: "overlay.yaml", line: 7, column: 14 });
    expect(
      refusalOf(() =>
        contractFrom(
          sourceFrom(
            documentText({ response: { $ref: "#/components/schemas/Named" } }),
            "openapi.json",
            "DOCUMENT_INVALID",
          ),
          repairs,
          undefined,
        ),
      ).place,
    ).toMatchObject({ file: "overlay.yaml", line: 7 });
  });

  test("repairs a page whose operation lacks its id; the page's focus follows", () => {
    const page = `# P\n\n\`\`\`yaml x.yaml patch /scim/v2/Groups\n${documentText({ path: "/scim/v2/Groups", method: "patch" })}\n\`\`\`\n`;
    const published = sourceFrom(page, "p.md", "DOCUMENT_INVALID");
    const moving = overlay(
      [
        "  - target: $.paths\n    update:\n      /scim/v2/Groups/{id}:\n        patch:",
        "          requestBody: { content: { application/json: { schema: { type: object } } } }",
        "          responses: { '204': { description: done } }",
        "  - target: $.paths['/scim/v2/Groups']\n    remove: true",
      ].join("\n"),
    );
    expect(contractFrom(published, undefined, undefined).operations.map(({ key }) => key)).toEqual([
      "PATCH /scim/v2/Groups",
    ]);
    expect(contractFrom(published, moving, undefined).operations.map(({ key }) => key)).toEqual([
      "PATCH /scim/v2/Groups/{id}",
    ]);
  });
});
