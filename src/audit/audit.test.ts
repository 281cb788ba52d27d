import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { DEFECT_LEVELS } from "../result/index.ts";
import { audit } from "./audit.ts";
import { RULES } from "./catalogue.ts";
import { cleanDocument } from "./testing/clean-document.ts";

/** A file that goes away with its test. */
function file(name: string, content: string | object): string {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-audit-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const patchOnCollection = {
  ...cleanDocument("3.0.3"),
  paths: { "/scim/v2/Groups": { patch: { responses: { 204: { description: "" }, 401: { description: "" } } } } },
};

describe("an overlay", () => {
  const overlay = (actions: readonly object[]): string =>
    file("overlay.yaml", { overlay: "1.0.0", info: { title: "Repairs", version: "1" }, actions });
  const responses = { 204: { description: "" }, 401: { description: "" }, 404: { description: "" } };
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];

  test("repairs a defect, which is one no more", async () => {
    const path = file("openapi.json", patchOnCollection);
    const before = await audit({ file: path });
    expect(before.defects.map(({ rule }) => rule)).toEqual(["audit.path-without-id"]);
    const after = await audit({
      file: path,
      overlay: overlay([
        { target: "$.paths", update: { "/scim/v2/Groups/{id}": { patch: { parameters, responses } } } },
        { target: "$.paths['/scim/v2/Groups']", remove: true },
      ]),
    });
    expect(after).toMatchObject({ operations: ["PATCH /scim/v2/Groups/{id}"], defects: [] });
  });

  test("may bring one in, which stands where the document is nearest", async () => {
    const path = file("openapi.json", cleanDocument("3.1.0"));
    const update = { properties: { status: { type: "integer" } } };
    const { defects } = await audit({
      file: path,
      overlay: overlay([{ target: "$.components.schemas.Error", update }]),
    });
    expect(defects).toContainEqual(
      expect.objectContaining({
        rule: "audit.error-status-integer",
        pointer: "/components/schemas/Error/properties/status",
      }),
    );
  });

  test("that brings in a part with a defect is where the defect stands", async () => {
    const { 404: _, ...less } = responses;
    const repairs = overlay([
      { target: "$.paths", update: { "/scim/v2/Groups/{id}": { patch: { parameters, responses: less } } } },
      { target: "$.paths['/scim/v2/Groups']", remove: true },
    ]);
    const { defects } = await audit({ file: file("openapi.json", patchOnCollection), overlay: repairs });
    expect(defects).toMatchObject([{ rule: "audit.not-found-undeclared", place: { file: repairs, line: 1 } }]);
  });

  test("that names every path finds only those of the document", async () => {
    const path = file("openapi.json", cleanDocument("3.1.0"));
    const every = overlay([{ target: "$.paths[*].get", update: { deprecated: true } }]);
    const { operations, defects } = await audit({ file: path, overlay: every });
    expect({ operations: operations.length, defects }).toEqual({ operations: 8, defects: [] });
  });

  test("cannot repair a page of prose", async () => {
    const path = file("page.md", "# SCIM\n\nSend `{}`.\n");
    await expect(audit({ file: path, overlay: "overlay.yaml" })).rejects.toMatchObject({ code: "OVERLAY_INVALID" });
  });
});

test("a part in another file is judged there, and named by its own place", async () => {
  const { components, ...clean } = cleanDocument("3.1.0");
  const { schemas, ...parts } = components as { readonly schemas: object };
  const path = file("openapi.json", {
    ...clean,
    components: { ...parts, schemas: { ...schemas, Error: { $ref: "error.yaml#/Error" } } },
  });
  const other = join(dirname(path), "error.yaml");
  const lines = [
    "Error:",
    "  type: object",
    "  required: [schemas]",
    "  properties:",
    "    schemas: { type: array, items: { type: string } }",
    "    status: { $ref: '#/Status' }",
    "Status: { type: integer }",
  ];
  writeFileSync(other, `${lines.join("\n")}\n`);
  await expect(audit({ file: path })).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
  const { defects } = await audit({ file: path, fetchReference: () => Promise.reject(new Error("not asked")) });
  expect(defects.filter(({ rule }) => rule === "audit.error-status-integer")).toMatchObject([
    { pointer: "/x-scimproof-external/0/Error/properties/status", place: { file: other, line: 6 } },
  ]);
});

describe("a markdown page", () => {
  test("with a document is held against both kinds of rules, each thing once", async () => {
    const page = `# SCIM\n\n\`\`\`json\n{"a": 1,}\n\`\`\`\n\n\`\`\`json\n${JSON.stringify(patchOnCollection)}\n\`\`\`\n`;
    const { document, defects } = await audit({ file: file("page.md", page) });
    expect(document).toMatchObject({ kind: "openapi", title: "Example SCIM", openapi: "3.0.3" });
    expect(defects.map(({ rule, place }) => [rule, place.line])).toEqual([
      ["audit.json-invalid", 4],
      ["audit.path-without-id", 8],
    ]);
  });

  test("without one is a page", async () => {
    const { document, operations, defects } = await audit({ file: file("page.md", '# SCIM\n\nSend `{"a": 1,}`.\n') });
    expect(document).toEqual({ file: expect.stringContaining("page.md"), kind: "page" });
    expect(operations).toEqual([]);
    expect(defects).toMatchObject([{ rule: "audit.json-invalid", level: "error", place: { line: 3, column: 15 } }]);
    expect(defects[0]).not.toHaveProperty("pointer");
  });

  test.each([
    ["about something else", "# Cooking\n\nWrite `salt`.\n"],
    ["without any code", "# SCIM\n\nWe speak it.\n"],
    ["with a broken document", "# SCIM `x`\n\n```yaml\nopenapi: [3\n```\n"],
  ])("%s is refused: nothing in it could be judged", async (_what, page) => {
    await expect(audit({ file: file("page.md", page) })).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
  });

  test("that is not text is refused", async () => {
    const path = file("page.md", "");
    writeFileSync(path, Uint8Array.from([0xff, 0xfe, 0x00]));
    await expect(audit({ file: path })).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
  });
});

test("defects come worst first, then by place", async () => {
  const broken = { ...patchOnCollection, security: [], servers: [] };
  const { defects, summary } = await audit({ file: file("openapi.json", broken) });
  const ranks = defects.map(({ level }) => DEFECT_LEVELS.indexOf(level));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(summary).toEqual({ error: 1, warning: 1, notice: 1 });
});

describe("the rules", () => {
  test("have ids of their own, which are frozen", () => {
    expect(RULES.map(({ id, level }) => `${id} ${level}`)).toMatchInlineSnapshot(`
      [
        "audit.error-not-scim error",
        "audit.error-status-integer error",
        "audit.filter-unclosed error",
        "audit.id-not-string error",
        "audit.id-parameter-undeclared error",
        "audit.json-invalid error",
        "audit.member-value-type error",
        "audit.no-content-with-body error",
        "audit.op-case error",
        "audit.operation-value-narrow error",
        "audit.operations-undeclared error",
        "audit.password-returned error",
        "audit.path-without-id error",
        "audit.success-status error",
        "audit.bad-request-undeclared warning",
        "audit.enum-case warning",
        "audit.example-invalid warning",
        "audit.external-id-of-server warning",
        "audit.forbidden-called-unauthorized warning",
        "audit.form-request warning",
        "audit.id-misdescribed warning",
        "audit.not-found-undeclared warning",
        "audit.operation-id-duplicate warning",
        "audit.operation-requires-more warning",
        "audit.read-only-required warning",
        "audit.ref-without-dollar warning",
        "audit.schemas-default warning",
        "audit.schemas-undeclared warning",
        "audit.scim-media-type warning",
        "audit.security-undeclared warning",
        "audit.status-not-in-table warning",
        "audit.unauthorized-undeclared warning",
        "audit.user-name-optional warning",
        "audit.put-called-update notice",
        "audit.security-off-at-root notice",
        "audit.server-not-absolute notice",
      ]
    `);
  });

  test("say what they are about in full", () => {
    for (const { id, title, explanation, source } of RULES) {
      expect(id).toMatch(/^audit(?:\.[a-z]+(?:-[a-z]+)*)$/u);
      expect(title).not.toMatch(/[.:]$/u);
      expect(explanation).toMatch(/\.$/u);
      expect(source.link).toMatch(
        /^https:\/\/(?:www\.rfc-editor\.org\/rfc\/rfc\d{4}#section-\d|spec\.openapis\.org\/)/u,
      );
    }
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});
