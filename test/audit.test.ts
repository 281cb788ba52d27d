import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../src/audit/index.ts";
import { cleanDocument } from "../src/audit/testing/clean-document.ts";
import { type CliEnd, cli, tempFolder } from "./support/cli-run.ts";

/** A document that has a defect of each level: a number for a status, no 404, a relative server. */
const BROKEN = `openapi: 3.0.3
info: { title: Example, version: "2" }
servers:
  - url: /api
security:
  - bearer: []
paths:
  /scim/v2/Groups/{id}:
    delete:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "204": { description: deleted }
        "401":
          description: Unauthorized
          content:
            application/scim+json:
              schema:
                type: object
                properties:
                  schemas: { type: array }
                  status: { type: integer }
`;

function written(name: string, text: string): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, text);
  return path;
}

const auditOf = (name: string, text: string, ...flags: readonly string[]): Promise<CliEnd> =>
  cli(["audit", written(name, text), ...flags]);

describe("exit codes", () => {
  test.each(["3.0.3", "3.1.0"] as const)("0 for a document without defects, OpenAPI %s", async (openapi) => {
    const end = await auditOf("clean.json", JSON.stringify(cleanDocument(openapi)));
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(end.out).toContain(`no defect found by ${RULES.length} rules`);
  });

  test("0 for warnings and notices alone", async () => {
    const end = await auditOf("a.yaml", BROKEN.replace("integer", "string"));
    expect(end.code).toBe(0);
    expect(end.out).toContain("0 errors, 1 warning, 1 notice");
  });

  test("1 for an error", async () => {
    expect(await auditOf("a.yaml", BROKEN)).toMatchObject({ code: 1, err: "" });
  });

  test.each([
    ["no such file", ["audit", "nowhere.yaml"], "there is no such file"],
    ["no document", ["audit"], "needs"],
    ["Swagger 2.0", ["audit", "SWAGGER"], "Swagger"],
    ["an overlay that is none", ["audit", "CLEAN", "--overlay", "package.json"], "package.json"],
    ["a profile that is none", ["audit", "CLEAN", "--profile", "package.json"], "package.json"],
    ["an unknown format", ["audit", "CLEAN", "--format", "xml"], "--format xml is not one of"],
    ["two formats", ["audit", "CLEAN", "--json", "--format", "sarif"], "contradict"],
    ["an unknown flag", ["audit", "CLEAN", "--overlya", "x"], "--overlay"],
  ])("2 for %s", async (_what, argv, says) => {
    const files: Readonly<Record<string, string>> = {
      SWAGGER: written("swagger.yaml", 'swagger: "2.0"\n'),
      CLEAN: written("clean.json", JSON.stringify(cleanDocument("3.1.0"))),
    };
    const end = await cli(argv.map((word) => files[word] ?? word));
    expect(end).toMatchObject({ code: 2, out: "" });
    expect(end.err).toContain(says);
  });

  test("2 for an overlay of which an action matches nothing, at that action's place", async () => {
    const overlay = written(
      "overlay.yaml",
      "overlay: 1.0.0\ninfo: { title: Repairs, version: '1' }\nactions:\n  - target: $.info\n    update: { x-seen: true }\n  - target: $.paths['/nowhere']\n    remove: true\n",
    );
    const clean = written("clean.json", JSON.stringify(cleanDocument("3.1.0")));
    for (const argv of [
      ["audit", clean, "--overlay", overlay],
      ["run", "--spec", clean, "--overlay", overlay, "--target", "http://127.0.0.1:9"],
    ]) {
      const end = await cli(argv);
      expect(end).toMatchObject({ code: 2, out: "" });
      expect(end.err).toContain(`${overlay}:6:5: the target "$.paths['/nowhere']" matches nothing in the document`);
    }
  });

  test("4 for a log that cannot be written", async () => {
    const end = await auditOf("a.yaml", BROKEN, "--sarif", join(tempFolder(), "none", "a.sarif"));
    expect(end.code).toBe(4);
    expect(end.err).toContain("--sarif");
  });
});

describe("what is printed", () => {
  test("for a person: worst first, each with its place, its pointer and what to do", async () => {
    const path = written("a.yaml", BROKEN);
    const { out } = await cli(["audit", path]);
    expect(out.replaceAll(path, "a.yaml")).toMatchInlineSnapshot(`
      "Example 2  (a.yaml, OpenAPI 3.0.3, 1 SCIM operation)

      1 error
      a.yaml:22:19 error audit.error-status-integer the error's status is integer, not a string
        → write type: string
        /paths/~1scim~1v2~1Groups~1{id}/delete/responses/401/content/application~1scim+json/schema/properties/status

      1 warning
      a.yaml:12:7 warning audit.not-found-undeclared DELETE /scim/v2/Groups/{id} declares no 404
        → declare 404 with the SCIM error as its body
        /paths/~1scim~1v2~1Groups~1{id}/delete/responses

      1 notice
      a.yaml:3:1 notice audit.server-not-absolute the server "/api" is relative
        → add servers: - url: https://host/base
        /servers

      1 error, 1 warning, 1 notice; scimproof explain audit.error-status-integer says why
      "
    `);
  });

  test("as JSON, of the documented shape", async () => {
    for (const flags of [["--json"], ["--format", "json"]]) {
      const path = written("a.yaml", BROKEN);
      const end = await cli(["audit", path, ...flags]);
      const result = JSON.parse(end.out) as Record<string, unknown>;
      expect(end.code).toBe(1);
      expect(result).toMatchObject({
        schemaVersion: 1,
        document: { file: path, kind: "openapi", title: "Example", version: "2", openapi: "3.0.3" },
        operations: ["DELETE /scim/v2/Groups/{id}"],
        summary: { error: 1, warning: 1, notice: 1 },
      });
      expect(Object.keys(result)).toEqual(["schemaVersion", "document", "operations", "summary", "defects"]);
      expect((result["defects"] as readonly object[])[0]).toEqual({
        rule: "audit.error-status-integer",
        level: "error",
        pointer: expect.stringMatching(/\/properties\/status$/u),
        place: { file: path, line: 22, column: 19 },
        message: expect.any(String),
        remedy: expect.any(String),
      });
    }
  });

  test("as SARIF, printed or written beside the rest", async () => {
    const path = written("a.yaml", BROKEN);
    const log = join(tempFolder(), "a.sarif");
    const printed = await cli(["audit", path, "--format", "sarif"]);
    const beside = await cli(["audit", path, "--sarif", log]);
    expect(readFileSync(log, "utf8")).toBe(printed.out);
    expect(beside.out).toContain("audit.error-status-integer");
    expect(JSON.parse(printed.out)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "scimproof", rules: { length: RULES.length } } },
          results: [
            { ruleId: "audit.error-status-integer", level: "error" },
            { ruleId: "audit.not-found-undeclared", level: "warning" },
            { ruleId: "audit.server-not-absolute", level: "note" },
          ],
        },
      ],
    });
  });

  test("for a page of prose", async () => {
    const end = await auditOf("page.md", '# SCIM\n\nSend `{"path": "members[value eq "1"]}`.\n');
    expect(end.code).toBe(1);
    expect(end.out).toContain("a page without an OpenAPI document");
    expect(end.out).toMatch(/page\.md:3:\d+ error audit\.filter-unclosed/u);
  });

  test("nothing that a terminal would act on", async () => {
    const end = await auditOf("a.yaml", BROKEN.replace("title: Example", String.raw`title: "\e[2J\u202e"`));
    expect(end.out).toContain(String.raw`\u001b[2J\u202e`);
    for (const sign of ["\u001b", "\u202e"]) expect(end.out).not.toContain(sign);
  });
});

test("rules can be listed and explained", async () => {
  const list = await cli(["list", "audit-rules", "--json"]);
  expect(JSON.parse(list.out)).toHaveLength(RULES.length);
  const end = await cli(["explain", "audit.error-status-integer"]);
  expect(end).toMatchObject({ code: 0, err: "" });
  expect(end.out).toContain("RFC 7644 §3.12");
});
