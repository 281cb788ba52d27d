import { expect, test } from "vitest";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { lookupOf } from "../lookup.ts";
import { deedOf } from "./failure-block.ts";

const FINDING = SAMPLE_RESULT.findings.find(({ exchanges }) => exchanges.length > 1);

test("what was done is what the scenario of the proof does, not the one whose id comes first", () => {
  if (FINDING === undefined) throw new Error("the sample has no finding with several exchanges");
  const [suite] = SAMPLE_RESULT.suites;
  const [proof = ""] = FINDING.exchanges;
  const ofProof = suite?.scenarios.find(({ id }) => proof.startsWith(`${id}#`));
  const first = suite?.scenarios.find(({ id }) => id < (ofProof?.id ?? ""));
  expect([ofProof, first]).not.toContain(undefined);
  const scenarios = [first?.id ?? "", ofProof?.id ?? ""];
  expect(deedOf({ ...FINDING, counterexample: null, scenarios }, lookupOf(SAMPLE_RESULT))).toBe(ofProof?.title);
});
