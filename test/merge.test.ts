import { describe, expect, test } from "vitest";
import { runEmbedded } from "../bench/embedded.ts";
import { firstDifference, outcomeList } from "../bench/lib/outcome-list.ts";
import { exitCodeOf, mergeResults, type NamedResult } from "../src/gate/index.ts";
import { parseResult } from "../src/report/index.ts";
import { renderJson } from "../src/report/json/render-json.ts";
import { type KeptExchange, type RunResult, STATUS_CLASSES } from "../src/result/index.ts";
import type { DialectName } from "../src/targets/index.ts";

const TODAY = "2026-11-26";
// Scripts, generated histories and checks alike, and no more of them than it takes.
const FEW = /members\.(?:smaller|empty|one|add|remove|display)|rename|malformed|unknown|histories\.few/u;

// What scripts find, what histories find, and what both do.
const FAULTS: Readonly<Partial<Record<DialectName, readonly string[]>>> = {
  cube: ["put-members-merged", "malformed-json-422"],
  strongdm: ["patch-readd-listed-twice"],
};

async function runOf(dialect: DialectName, shard?: { index: number; count: number }): Promise<RunResult> {
  const settings = {
    concurrency: 8,
    depth: "smoke",
    runs: 2,
    shrinkRuns: 3,
    selection: { grep: FEW, ...(shard === undefined ? {} : { shard }) },
  } as const;
  return (await runEmbedded({ dialect, faults: FAULTS[dialect] ?? [], settings })).result;
}

async function shardsOf(dialect: DialectName, count: number): Promise<readonly NamedResult[]> {
  const all: NamedResult[] = [];
  for (let index = 1; index <= count; index += 1) {
    all.push({ file: `${dialect}-${index}`, result: await runOf(dialect, { index, count }) });
  }
  return all;
}

/** What was sent, scenario by scenario; ids of the server's and ports are not the run's doing. */
function requestsOf(result: RunResult): readonly string[] {
  const own = new Set(result.suites.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)));
  const line = ({ suite, id, request }: KeptExchange): string => `${suite} ${id} ${request.method}`;
  return result.exchanges
    .filter(({ scenario, cited }) => own.has(scenario) && cited)
    .map(line)
    .sort();
}

const sorted = (text: string): string => text.split("\n").sort().join("\n");

describe("the parts of a run come to what the whole run comes to", () => {
  test.each([
    ["cube", [1, 2, 3, 4]],
    ["strongdm", [3]],
  ] as const)("%s in %j", async (dialect, counts) => {
    const whole = await runOf(dialect);
    expect(whole.findings.length).toBeGreaterThan(0);
    for (const count of counts) {
      const shards = await shardsOf(dialect, count);
      const merged = mergeResults(shards, TODAY);
      expect(firstDifference(sorted(outcomeList(merged)), sorted(outcomeList(whole)))).toBeUndefined();
      // Findings and scenarios in the same order, too.
      expect(merged.findings.map(({ fingerprint, occurrences }) => [fingerprint, occurrences])).toEqual(
        whole.findings.map(({ fingerprint, occurrences }) => [fingerprint, occurrences]),
      );
      expect(merged.suites.map(({ scenarios }) => scenarios.map(({ id }) => id))).toEqual(
        whole.suites.map(({ scenarios }) => scenarios.map(({ id }) => id)),
      );
      expect(requestsOf(merged)).toEqual(requestsOf(whole));
      expect(merged.summary.scenarios).toEqual(whole.summary.scenarios);
      expect(merged.summary.requirements).toEqual(whole.summary.requirements);
      expect(merged.notTested.map(({ id, reason }) => `${id} ${reason}`).sort()).toEqual(
        whole.notTested.map(({ id, reason }) => `${id} ${reason}`).sort(),
      );
      expect(exitCodeOf(merged)).toBe(exitCodeOf(whole));
      const { operations = [], slices = [] } = merged.traffic ?? {};
      expect(operations.reduce((sum, { requests }) => sum + requests, 0)).toBe(merged.exchangesTotal);
      expect(slices.reduce((sum, slice) => sum + STATUS_CLASSES.reduce((own, name) => own + slice[name], 0), 0)).toBe(
        merged.exchangesTotal,
      );
      expect(merged.merged).toEqual({ results: count, missing: [] });
      // Whatever the order of the arguments, and as a reader of results takes it.
      const text = renderJson(merged);
      expect(renderJson(mergeResults(shards.toReversed(), TODAY))).toBe(text);
      expect(() => parseResult(text, "merged")).not.toThrow();
      const ids = merged.exchanges.map(({ suite, id }) => `${suite} ${id}`);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
