import { expect, test } from "vitest";
import { SAMPLE_FINDINGS } from "./fixtures/sample-findings.ts";
import { waiverLine } from "./waiver-line.ts";

const [first] = SAMPLE_FINDINGS;
if (first === undefined) throw new Error("the sample has no finding");

test("is one entry of a list, and ends ninety days after the run", () => {
  expect(waiverLine(first, { startedAt: "2026-11-03T09:00:00.000Z" })).toBe(
    `- { fingerprint: "${first.fingerprint}", reason: "why it is accepted", until: 2027-02-01, link: "https://tracker.example/ticket" }`,
  );
});

test("keeps a fingerprint a text, whatever its digits", () => {
  const line = waiverLine({ ...first, fingerprint: "1234567890e5" }, { startedAt: "2026-11-03T09:00:00.000Z" });
  expect(line).toContain('fingerprint: "1234567890e5"');
});
