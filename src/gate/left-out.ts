import type { NotTested, RunResult } from "../result/index.ts";

/** Where exchanges are filed that no scenario of the plan sends. */
export const BESIDE: ReadonlySet<string> = new Set(["preflight", "fixtures", "cleanup"]);

/** What a result says of a scenario that its plan left out; undefined where it does not name it. */
export function leftOut({ notTested }: RunResult, suite: string, scenario: string): NotTested | undefined {
  return notTested.find((one) => one.suite === suite && one.kind === "scenario" && one.id === scenario);
}
