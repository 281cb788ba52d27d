import type { RunResult } from "../../src/result/index.ts";
import type { Behaviour } from "./behaviour.ts";
import { saidIn } from "./run-hostile.ts";

/** What came of a run, in this process or another. */
export interface Ended {
  readonly exit: number | null;
  readonly result: RunResult;
  /** Resources left on the server. */
  readonly left: number;
}

/** Everything in which a run did not end as its behaviour demands. */
export function problemsOf({ ending }: Pick<Behaviour, "ending">, { exit, result, left }: Ended): readonly string[] {
  const problems: string[] = [];
  const said = saidIn(result);
  const scenarios = result.suites.flatMap((suite) => suite.scenarios);
  const passed = scenarios.filter(({ outcome }) => outcome === "passed").length;
  if (exit !== ending.exit) problems.push(`exit ${exit} and not ${ending.exit}: ${said.slice(0, 1500)}`);
  if (!ending.says.test(said)) problems.push(`it does not say ${String(ending.says)}: ${said.slice(0, 1500)}`);
  if (scenarios.some(({ outcome }) => outcome === "harness-error")) problems.push(`a harness error: ${said}`);
  if (ending.passed !== undefined && passed !== ending.passed)
    problems.push(`${passed} passed and not ${ending.passed}`);
  // What is left behind must have been said to be.
  if (left > result.cleanup.left.length) problems.push(`${left} resources left, ${result.cleanup.left.length} listed`);
  if (left > 0 && ending.leaves !== true) problems.push(`${left} resources left`);
  return problems;
}
