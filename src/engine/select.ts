import { HarnessError } from "../result/index.ts";
import { hash32 } from "./random.ts";

/** Which scenarios of a plan to run. */
export interface Selection {
  /** Keep those whose id or title matches. */
  readonly grep?: RegExp;
  /** Leave out those whose id or title matches. */
  readonly grepInvert?: RegExp;
  /** Keep the `index`-th of `count` parts; 1-based, by hash of the scenario id. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/** True when a scenario is selected. Depends on its id and title alone, so shards of one plan never overlap. */
export function isSelected(selection: Selection, scenario: { readonly id: string; readonly title: string }): boolean {
  return isMatched(selection, scenario) && isInShard(selection, scenario);
}

/** True when a scenario is what the expressions ask for, in whatever part of the run. */
export function isMatched(selection: Selection, scenario: { readonly id: string; readonly title: string }): boolean {
  const text = `${scenario.id} ${scenario.title}`;
  // search, unlike test, keeps no place from one text to the next when the expression is global.
  if (selection.grep !== undefined && text.search(selection.grep) === -1) return false;
  return selection.grepInvert === undefined || text.search(selection.grepInvert) === -1;
}

function isInShard({ shard }: Selection, scenario: { readonly id: string }): boolean {
  return shard === undefined || hash32(scenario.id) % shard.count === shard.index - 1;
}

/**
 * Reads `--shard i/n`.
 *
 * @throws HarnessError `USAGE`
 */
export function parseShard(text: string): { index: number; count: number } {
  const match = /^(\d+)\/(\d+)$/u.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || index < 1 || count < 1 || index > count) {
    throw new HarnessError("USAGE", `--shard ${text} is not a part of a whole`, {
      remedy: "write --shard 1/4 for the first of four",
    });
  }
  return { index, count };
}
