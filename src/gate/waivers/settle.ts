import type { RunResult } from "../../result/index.ts";
import { applyWaivers } from "./apply-waivers.ts";
import { baselineFrom, isPlaceholder } from "./read-baseline.ts";
import { type UpdatedBaseline, updateBaseline } from "./update-baseline.ts";

/** A result held against a baseline, and the baseline written anew where that was asked for. */
export interface Settled {
  readonly result: RunResult;
  readonly updated?: UpdatedBaseline;
}

/**
 * Holds a result against the text of a baseline.
 *
 * @param text undefined where there is no file yet, which only an update may begin
 * @param options.update true to write the baseline anew. What is added waives nothing before somebody has written why: an
 * update that a pipeline makes by mistake leaves it red.
 * @throws HarnessError `BASELINE_INVALID`
 */
export function settle(
  result: RunResult,
  text: string | undefined,
  options: { readonly file: string; readonly today: string; readonly update?: boolean },
): Settled {
  const { file, today, update = false } = options;
  const before = baselineFrom(text ?? "", file, { allowsPlaceholders: update });
  const held = applyWaivers(result, before, today);
  if (!update) return { result: held };
  const updated = updateBaseline(text, before, held, today);
  const after = baselineFrom(updated.text, file, { allowsPlaceholders: true });
  const filled = { file, waivers: after.waivers.filter((waiver) => !isPlaceholder(waiver)) };
  return { result: applyWaivers(result, filled, today), updated };
}
