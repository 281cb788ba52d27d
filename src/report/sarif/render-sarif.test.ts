import { Ajv } from "ajv";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import type { DefectRule } from "../../result/index.ts";
import { SARIF_STRUCTURE } from "../fixtures/sarif-structure.ts";
import { renderSarif, type SarifDefect } from "./render-sarif.ts";

const rule = (id: string, level: DefectRule["level"]): DefectRule => ({
  id,
  level,
  title: "a title",
  explanation: "Because.",
  source: { text: "RFC 7644 §3.12", link: "https://www.rfc-editor.org/rfc/rfc7644#section-3.12" },
});
const RULES = [rule("audit.one", "error"), rule("audit.two", "notice")];
const defect = (parts: Partial<SarifDefect> = {}): SarifDefect => ({
  rule: "audit.two",
  level: "notice",
  message: "it is so",
  remedy: "make it otherwise",
  place: { file: "docs/open api.yaml", line: 7, column: 3 },
  pointer: "/info/title",
  ...parts,
});

const logOf = (defects: readonly SarifDefect[]): unknown => JSON.parse(renderSarif("1.2.3", RULES, defects));

test("has what SARIF 2.1.0 requires, and what code hosts read", () => {
  expect(logOf([defect()])).toMatchInlineSnapshot(`
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "runs": [
        {
          "columnKind": "utf16CodeUnits",
          "results": [
            {
              "level": "note",
              "locations": [
                {
                  "logicalLocations": [
                    {
                      "fullyQualifiedName": "/info/title",
                    },
                  ],
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "docs/open%20api.yaml",
                    },
                    "region": {
                      "startColumn": 3,
                      "startLine": 7,
                    },
                  },
                },
              ],
              "message": {
                "text": "it is so. To mend it: make it otherwise.",
              },
              "partialFingerprints": {
                "scimproof/v1": "audit.two /info/title",
              },
              "ruleId": "audit.two",
              "ruleIndex": 1,
            },
          ],
          "tool": {
            "driver": {
              "name": "scimproof",
              "rules": [
                {
                  "defaultConfiguration": {
                    "level": "error",
                  },
                  "fullDescription": {
                    "text": "Because.",
                  },
                  "help": {
                    "text": "Because. See RFC 7644 §3.12.",
                  },
                  "helpUri": "https://www.rfc-editor.org/rfc/rfc7644#section-3.12",
                  "id": "audit.one",
                  "shortDescription": {
                    "text": "a title",
                  },
                },
                {
                  "defaultConfiguration": {
                    "level": "note",
                  },
                  "fullDescription": {
                    "text": "Because.",
                  },
                  "help": {
                    "text": "Because. See RFC 7644 §3.12.",
                  },
                  "helpUri": "https://www.rfc-editor.org/rfc/rfc7644#section-3.12",
                  "id": "audit.two",
                  "shortDescription": {
                    "text": "a title",
                  },
                },
              ],
              "version": "1.2.3",
            },
          },
        },
      ],
      "version": "2.1.0",
    }
  `);
});

test("an empty log still names its rules", () => {
  expect(logOf([])).toMatchObject({
    version: "2.1.0",
    runs: [{ results: [], tool: { driver: { rules: { length: 2 } } } }],
  });
});

test("levels are SARIF's", () => {
  const levels = (["error", "warning", "notice"] as const).map((level) => defect({ level }));
  expect(logOf(levels)).toMatchObject({
    runs: [{ results: [{ level: "error" }, { level: "warning" }, { level: "note" }] }],
  });
});

test("a place without line or pointer is the beginning of the file", () => {
  const { pointer: _, ...bare } = defect({ place: { file: "./a.md" } });
  const location = {
    physicalLocation: { artifactLocation: { uri: "a.md" }, region: { startLine: 1, startColumn: 1 } },
  };
  expect(logOf([bare])).toMatchObject({ runs: [{ results: [{ locations: [location] }] }] });
  expect(JSON.stringify(logOf([bare]))).not.toContain("logicalLocations");
});

test("an absolute path becomes a file URI; a hostile text is made harmless", () => {
  const text = JSON.stringify(logOf([defect({ place: { file: "/srv/a b.md" }, message: "\u202e\u001b[2J" })]));
  expect(text).toContain('"uri":"file:///srv/a%20b.md"');
  expect(text).toContain(String.raw`\\u202e\\u001b[2J`);
});

test("a document at an address keeps it", () => {
  const text = JSON.stringify(logOf([defect({ place: { file: "https://example.com/a b.yaml", line: 2 } })]));
  expect(text).toContain('"uri":"https://example.com/a%20b.yaml"');
});

test("is valid against the structure of SARIF 2.1.0, and each result names a rule of the log", () => {
  const ajv = new Ajv({ allErrors: true });
  formats.default(ajv);
  const places = ["a.md", "./docs/b c.yaml", "/srv/ä.yaml", "https://example.com/d.yaml", String.raw`e\f.yaml`];
  const log = logOf([...places.map((file) => defect({ place: { file } })), defect({ rule: "audit.one" })]);
  const validate = ajv.compile(SARIF_STRUCTURE);
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  const [run] = (
    log as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
    }
  ).runs;
  expect(run?.results.map(({ ruleIndex }) => run.tool.driver.rules[ruleIndex]?.id)).toEqual(
    run?.results.map(({ ruleId }) => ruleId),
  );
});
