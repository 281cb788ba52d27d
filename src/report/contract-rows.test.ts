import { expect, test } from "vitest";
import type { ContractDisagreement, SuiteResult } from "../result/index.ts";
import { contractRows } from "./contract-rows.ts";
import { SAMPLE_RESULT } from "./fixtures/sample-result.ts";
import { renderHtml } from "./html/render-html.tsx";

const [SUITE] = SAMPLE_RESULT.suites as readonly [SuiteResult];

const ROW: ContractDisagreement = {
  resourceType: "User",
  path: "nickName",
  aspect: "mutability",
  level: "MAY",
  rfc: "readWrite",
  server: "readOnly",
  document: null,
  observed: null,
};

function suite(url: string, more: number, row = ROW): SuiteResult {
  const contracts = { published: "It publishes its schemas.", endpoints: [], disagreements: [row], more };
  return { ...SUITE, target: { ...SUITE.target, url }, contracts };
}

test("of one server each stands once, with what was observed, and the most that a suite left out", () => {
  const suites = [suite("https://one.example", 3), suite("https://one.example", 5, { ...ROW, observed: "readOnly" })];
  expect(contractRows({ ...SAMPLE_RESULT, suites })).toEqual({
    published: ["It publishes its schemas."],
    rows: [{ ...ROW, observed: "readOnly", about: "" }],
    more: 5,
  });
});

test("of several servers what each left out is counted, and each row says whose it is", () => {
  const suites = [suite("https://one.example", 3), suite("https://one.example", 2), suite("https://two.example", 5)];
  const { title, version } = SUITE.document;
  expect(contractRows({ ...SAMPLE_RESULT, suites })).toMatchObject({
    rows: [
      { about: `https://one.example, ${title} ${version}` },
      { about: `https://two.example, ${title} ${version}` },
    ],
    more: 8,
  });
  const html = renderHtml({ ...SAMPLE_RESULT, suites });
  expect(html).toContain(`https://two.example, ${title} ${version}`);
  expect(html).toContain("8 more disagreements");
});
