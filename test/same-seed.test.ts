import { describe, expect, test } from "vitest";
import { runEmbedded } from "../bench/embedded.ts";
import { firstDifference, outcomeList } from "../bench/lib/outcome-list.ts";
import { DIALECTS, type DialectName } from "../src/targets/index.ts";

// One that shows at once, one that only a history shows; both keep to the Group that is written.
const FAULTS: Readonly<Record<DialectName, readonly string[]>> = {
  cube: ["put-members-merged"],
  maia: ["put-members-merged"],
  strongdm: ["patch-readd-listed-twice"],
  lighton: ["patch-readd-listed-twice"],
  rfc: ["put-members-merged", "patch-no-target-claimed"],
};

const PARALLEL = /\.parallel /u;

describe("one seed on a fresh target has one outcome, byte for byte, at any concurrency", () => {
  test.each(DIALECTS.map(({ name }) => name))("%s", async (dialect) => {
    const lists: string[] = [];
    for (const concurrency of [1, 2, 8, 8, 2]) {
      // Parallel edits come out as the server pleases; how small a history gets is no matter here.
      const settings = {
        concurrency,
        depth: "smoke",
        runs: 3,
        shrinkRuns: 3,
        selection: { grepInvert: PARALLEL },
      } as const;
      const { result } = await runEmbedded({ dialect, faults: FAULTS[dialect], settings });
      expect(result.findings.length).toBeGreaterThan(0);
      lists.push(outcomeList(result));
    }
    const [first = "", ...others] = lists;
    expect(first.split("\n").length).toBeGreaterThan(50);
    for (const other of others) expect(firstDifference(first, other)).toBeUndefined();
  });
});
