import type { Finding, RunResult, SuiteResult } from "../result/index.ts";
import { verdictOf } from "./verdict.ts";

/** What a result says of a suite and its verdict is made of. */
export type JudgedSuite = Pick<SuiteResult, "operations" | "scenarios" | "preflight"> & { readonly ended: string };

/**
 * The verdict of a suite from what stands in its result: the same when the run makes it and whenever it is judged again.
 *
 * @param findings of this suite alone
 * @param client the name for people, where the suite replays what that client sends
 */
export function suiteVerdict(
  { operations, scenarios, preflight, ended }: JudgedSuite,
  findings: readonly Finding[],
  { failOn, strict }: RunResult["gate"],
  client: string | undefined,
): ReturnType<typeof verdictOf> {
  const failed = preflight.find(({ outcome }) => outcome === "failed");
  return verdictOf({
    findings,
    operations,
    scenarios,
    ended,
    preflightFailure:
      failed === undefined ? undefined : `${failed.message}${failed.remedy === undefined ? "" : ` → ${failed.remedy}`}`,
    failOn,
    strict,
    ...(client === undefined ? {} : { client }),
  });
}
