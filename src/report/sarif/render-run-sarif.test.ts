import { Ajv } from "ajv";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_AUDIT } from "../fixtures/sample-audit.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { SARIF_STRUCTURE } from "../fixtures/sarif-structure.ts";
import { MAX_RESULTS, renderRunSarif } from "./render-run-sarif.ts";
import { renderSarif } from "./render-sarif.ts";

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind?: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: object; readonly logicalLocations: object }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: { text: string } }[];
  }[];
  readonly results: readonly Result[];
}

function runOf(result: RunResult, most?: number): Run {
  const [run] = (JSON.parse(renderRunSarif(result, most)) as { readonly runs: readonly Run[] }).runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

function firstOf(result: RunResult): Result {
  const [first] = runOf(result).results;
  if (first === undefined) throw new Error("no result");
  return first;
}

const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const validate = ajv.compile(SARIF_STRUCTURE);

test("is what the golden file holds, and valid against the structure of SARIF 2.1.0", async () => {
  const text = renderRunSarif(SAMPLE_RESULT);
  await expect(text).toMatchFileSnapshot("../fixtures/golden/results.sarif");
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

test("each finding stands at the line of its operation, the worst first, under its rule", () => {
  const { audit: _, ...withoutAudit } = SAMPLE_RESULT;
  const { results, tool } = runOf(withoutAudit);
  expect(results.map(({ level }) => level)).toEqual(["error", "error", "error", "warning", "warning", "note"]);
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(results.map(({ ruleId }) => ruleId));
  for (const { locations } of results) {
    expect(locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "api/openapi.yaml" },
          region: { startLine: 214, startColumn: 7 },
        },
        logicalLocations: [{ fullyQualifiedName: "PUT /scim/v2/Groups/{id}" }],
      },
    ]);
  }
  expect(new Set(results.map((one) => one.partialFingerprints["primaryLocationLineHash"])).size).toBe(results.length);
});

test("every requirement is a rule, once, and those of an RFC say where to read", () => {
  const { rules } = runOf({
    ...SAMPLE_RESULT,
    requirements: [...SAMPLE_RESULT.requirements, ...SAMPLE_RESULT.requirements],
  }).tool.driver;
  expect(rules.map(({ id }) => id)).toEqual([
    ...SAMPLE_RESULT.requirements.map(({ id }) => id),
    ...SAMPLE_AUDIT.rules.map(({ id }) => id),
  ]);
  expect(rules.find(({ id }) => id === "RFC7644-3.5.1-MEMBERS-REPLACED")?.helpUri).toBe(
    "https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1",
  );
});

test("each defect of the document stands at its own line under its own rule, as an audit alone tells it", () => {
  const { results, tool } = runOf(SAMPLE_RESULT);
  const defects = results.slice(SAMPLE_RESULT.findings.length);
  expect(defects.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(
    SAMPLE_AUDIT.documents.flatMap(({ defects: own }) => own.map(({ rule }) => rule)),
  );
  expect(defects[0]?.locations).toEqual([
    {
      physicalLocation: { artifactLocation: { uri: "api/openapi.yaml" }, region: { startLine: 812, startColumn: 11 } },
      logicalLocations: [{ fullyQualifiedName: "/components/schemas/Error/properties/status/type" }],
    },
  ]);
  // The same defect has the same identity, whichever command found it.
  const alone = JSON.parse(renderSarif("0.1.0", SAMPLE_AUDIT.rules, SAMPLE_AUDIT.documents[0]?.defects ?? [])) as {
    readonly runs: readonly Run[];
  };
  const withoutIndex = (list: readonly Result[] = []): readonly object[] =>
    list.map((one) => Object.assign({}, one, { ruleIndex: undefined }));
  expect(withoutIndex(defects)).toEqual(withoutIndex(alone.runs[0]?.results));
});

test("what is waived is suppressed, and only that", () => {
  const suppressed = runOf(SAMPLE_RESULT).results.filter(({ suppressions }) => suppressions !== undefined);
  expect(suppressed).toMatchObject([
    {
      ruleId: "RFC7643-2.4-MEMBERS-UNIQUE",
      suppressions: [
        { kind: "external", justification: expect.stringContaining("waived until 2026-12-31: CUBE-4711") },
      ],
    },
  ]);
});

test("a result of an earlier version, and what no document declares, stand at the beginning of the document", () => {
  const { documents: _, ...earlier } = SAMPLE_RESULT;
  const beginning = (uri: string): object => ({ artifactLocation: { uri }, region: { startLine: 1, startColumn: 1 } });
  expect(firstOf(earlier).locations).toMatchObject([{ physicalLocation: beginning("openapi.yaml") }]);
  const findings = SAMPLE_RESULT.findings.map((one) => ({ ...one, operation: "POST /scim/v2/Users" }));
  expect(firstOf({ ...SAMPLE_RESULT, findings }).locations).toMatchObject([
    { physicalLocation: beginning("api/openapi.yaml") },
  ]);
});

test("what an identity provider needs has no level", () => {
  const findings = SAMPLE_RESULT.findings.map((one) => ({ ...one, severity: "none" as const }));
  expect(firstOf({ ...SAMPLE_RESULT, findings })).toMatchObject({ kind: "informational", level: "none" });
});

test("an empty log of an inconclusive or broken run is no success", () => {
  const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "inconclusive" as const }));
  const inconclusive = { ...SAMPLE_RESULT, verdict: "inconclusive" as const, suites, findings: [] };
  const [invocation] = runOf(inconclusive).invocations;
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications.filter(({ level }) => level === "error")).toHaveLength(2);
  const ended = { how: "interrupted", detail: "SIGINT" } as const;
  expect(runOf({ ...SAMPLE_RESULT, ended }).invocations[0]).toMatchObject({ executionSuccessful: false });
  expect(runOf(SAMPLE_RESULT).invocations[0]).toMatchObject({ executionSuccessful: true });
});

test("no more results than a code host takes: the least are left out, and that is said", () => {
  expect(MAX_RESULTS).toBe(25_000);
  const { results, invocations } = runOf(SAMPLE_RESULT, 3);
  expect(results.map(({ level }) => level)).toEqual(["error", "error", "error"]);
  expect(invocations[0]?.toolExecutionNotifications.at(-1)?.message.text).toMatch(
    /^7 findings and defects left out: a code host takes at most 3 results/u,
  );
});

test("a string of a server is neither a link nor a control", () => {
  const findings = SAMPLE_RESULT.findings.map((one) => ({
    ...one,
    actual: "[click](https://evil.example)\u202e\u001b[2J",
  }));
  const { text } = firstOf({ ...SAMPLE_RESULT, findings }).message;
  expect(text).toContain(String.raw`\[click\](https://evil.example)\\u202e\\u001b\[2J`);
});
