import { expect, test } from "vitest";
import { SAMPLE_FINDINGS } from "./fixtures/sample-findings.ts";
import { rootCauses } from "./root-causes.ts";

const [first] = SAMPLE_FINDINGS;
if (first === undefined) throw new Error("the sample has no finding");

test("the same requirement broken in the same way is one cause, whatever the shape of the request", () => {
  const few = { ...first, fingerprint: "000000000001", shape: "members-few", waived: null, occurrences: 3 } as const;
  const many = { ...few, fingerprint: "000000000002", shape: "members-many", occurrences: 4 } as const;
  const waived = { ...few, fingerprint: "000000000003", waived: { reason: "known", until: "2027-01-01" } };
  const other = { ...few, fingerprint: "000000000004", invariant: "another" };
  const causes = rootCauses([few, other, many, waived]);
  expect(causes.map(({ first: one, others, occurrences }) => [one.fingerprint, others.length, occurrences])).toEqual([
    ["000000000001", 1, 7],
    ["000000000004", 0, 3],
    ["000000000003", 0, 3],
  ]);
});
