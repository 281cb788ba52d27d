import { planRun, type RunSettings, type SuitePlan, type SuiteRun } from "../engine/index.ts";
import { HarnessError } from "../result/index.ts";
import { nearestNames } from "../targets/index.ts";

const SHOWN = 5;

/** Plans, and says which scenarios are called much the same when none is called what was asked for. */
export function nearestScenarios(
  runs: readonly SuiteRun[],
  settings: RunSettings,
  grep: string | undefined,
  plan: () => readonly SuitePlan[],
): readonly SuitePlan[] {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "SELECTION_EMPTY" || grep === undefined) throw error;
    const all = planRun(runs, { ...settings, selection: {}, depth: "thorough" });
    const ids = all.flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
    const near = nearestIds(grep, ids);
    throw new HarnessError("SELECTION_EMPTY", error.message, {
      remedy: `${near.length === 0 ? "" : `nearest: ${near.join(", ")}; `}scimproof list scenarios shows all, with their depths`,
      cause: error,
    });
  }
}

/** A pattern for `--grep` that selects the scenarios of these ids and no others. */
export function grepFor(ids: Iterable<string>): string {
  const names = [...ids].map((id) => id.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return `^(?:${names.join("|")}) `;
}

/** The ids most like a text, best first; none where nothing is. */
export function nearestIds(text: string, ids: Iterable<string>): readonly string[] {
  return nearestNames(text, ids, SHOWN);
}
