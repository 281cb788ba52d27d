import { planRun, type RunSettings, type SuitePlan, type SuiteRun } from "../engine/index.ts";
import { HarnessError } from "../result/index.ts";

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
      remedy: `nearest: ${near.join(", ")}; scimproof list scenarios shows all, with their depths`,
      cause: error,
    });
  }
}

/** A pattern for `--grep` that selects the scenarios of these ids and no others. */
export function grepFor(ids: Iterable<string>): string {
  const names = [...ids].map((id) => id.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return `^(?:${names.join("|")}) `;
}

/** The ids most like a text, best first, by the pairs of letters that they share. */
export function nearestIds(text: string, ids: Iterable<string>): readonly string[] {
  const wanted = pairsOf(text);
  const likeness = (id: string): number => {
    const pairs = pairsOf(id);
    return (2 * [...wanted].filter((pair) => pairs.has(pair)).length) / Math.max(1, wanted.size + pairs.size);
  };
  return [...new Set(ids)]
    .map((id) => ({ id, score: likeness(id) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ id }) => id);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}
