import { describe, expect, test } from "vitest";
import { describeHarnessError, HarnessError } from "../result/index.ts";
import { SAMPLE_RESULT } from "./fixtures/sample-result.ts";
import { renderJson } from "./json/render-json.ts";
import { parseResult } from "./load.ts";

const TEXT = renderJson(SAMPLE_RESULT);

function refusalOf(text: string): string {
  try {
    parseResult(text, "old/results.json");
  } catch (error) {
    if (error instanceof HarnessError && error.code === "RESULT_INVALID") return describeHarnessError(error);
    throw error;
  }
  throw new Error("was accepted");
}

describe("parseResult", () => {
  test("gives back what was written", () => {
    expect(parseResult(TEXT, "results.json")).toEqual(SAMPLE_RESULT);
    expect(parseResult(`\uFEFF${TEXT}`, "results.json")).toEqual(SAMPLE_RESULT);
  });

  test("says where a text stops being JSON", () => {
    expect(refusalOf('{\n  "schemaVersion": 1,\n  oops\n}')).toMatchInlineSnapshot(`
      "old/results.json:3:3: not JSON: the file is cut short or was changed by hand
        → give a results.json as \`scimproof run\` wrote it"
    `);
    expect(refusalOf(TEXT.slice(0, 500))).toContain("old/results.json:");
    expect(refusalOf(" ")).toContain("the file is empty");
  });

  test("names the fields that do not fit", () => {
    const { verdict, ...rest } = SAMPLE_RESULT;
    expect(refusalOf(JSON.stringify({ ...rest, verdikt: verdict }))).toMatchInlineSnapshot(`
      "old/results.json:1:1: not a Scimproof result: the top level lacks "verdict"; the top level has a field that is not known: "verdikt"
        → give a results.json as \`scimproof run\` wrote it"
    `);
    expect(refusalOf(JSON.stringify({ ...SAMPLE_RESULT, exchangesTotal: -1 }))).toContain(
      "/exchangesTotal must be >= 0",
    );
    expect(refusalOf("[]")).toContain("the top level must be object");
  });

  test("refuses more values than a result has, and of a large file tells the first thing that is wrong", () => {
    expect(refusalOf(`{"schemaVersion": 1,\n"findings":[${"0,".repeat(4_000_000)}0]}`)).toContain(
      "old/results.json:2:8000008: has far too many values for a result",
    );
    const refusal = refusalOf(JSON.stringify({ ...SAMPLE_RESULT, findings: Array.from({ length: 600_000 }, () => 0) }));
    expect(refusal).toContain("/findings/0 must be object");
    expect(refusal).not.toContain("more");
  });

  test("tells a result of another version from a broken one", () => {
    expect(refusalOf('{"schemaVersion": 2}')).toContain("schemaVersion is 2, this Scimproof reads 1");
  });
});
