import type { RunSelection, Shard } from "../result/index.ts";
import type { RunSettings, SuiteRun } from "./options.ts";
import { planSuite, suitesOf } from "./plan.ts";

/** Which part of a run it is, as far as it can be told beforehand. */
export type ShardPlan = Pick<Shard, "index" | "count" | "suites">;

/** What a run leaves out on purpose, and of which whole it is a part: so that a result can be judged and joined without it. */
export function selectionOf(
  runs: readonly SuiteRun[],
  { selection, replay, depth }: RunSettings,
): { readonly selection: RunSelection; readonly shard?: ShardPlan } {
  const { grep, grepInvert, shard } = selection;
  const ids = new Set(runs.map(({ suite }) => suite.id));
  const made: RunSelection = {
    allSuites: runs.every(({ contract }) => suitesOf(contract).every(({ id }) => ids.has(id))),
    ...(grep === undefined ? {} : { grep: grep.source }),
    ...(grepInvert === undefined ? {} : { grepInvert: grepInvert.source }),
    ...(replay === undefined ? {} : { replay: true }),
  };
  if (shard === undefined) return { selection: made };
  const { shard: _, ...whole } = selection;
  const suites = runs.map(({ contract, suite }) => ({
    id: suite.id,
    scenarios: planSuite(contract, suite, depth, whole).scenarios.map(({ id }) => id),
  }));
  return { selection: made, shard: { ...shard, suites } };
}
