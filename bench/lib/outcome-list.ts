import type { RunResult } from "../../src/result/index.ts";

/**
 * What a run came to, as text that two runs of one seed must share byte for byte: every scenario with its outcome, its
 * reason and its judgements counted, every finding with its smallest history, every requirement, what was learnt, and the
 * verdict. Never ids, times or exchanges: those are the server's.
 */
export function outcomeList(result: RunResult): string {
  const scenarios = result.suites.flatMap((suite) =>
    suite.scenarios.map(({ id, outcome, reason, judgements }) =>
      JSON.stringify([suite.id, id, outcome, reason ?? "", judgements]),
    ),
  );
  const findings = result.findings.map(
    ({ fingerprint, severity, requirement, alsoViolates, scenarios: by, counterexample }) =>
      JSON.stringify([
        fingerprint,
        severity,
        requirement,
        alsoViolates,
        by,
        counterexample?.story,
        counterexample?.history,
      ]),
  );
  const requirements = result.requirements.map(({ suite, id, outcome, coverage }) =>
    JSON.stringify([suite, id, outcome, coverage]),
  );
  const learnt = result.suites.flatMap(({ id, capabilities }) => JSON.stringify([id, capabilities]));
  const verdicts = result.suites.map(({ id, verdict }) => JSON.stringify([id, verdict]));
  return [...scenarios, ...findings, ...requirements, ...learnt, ...verdicts, result.verdict].join("\n");
}

/** The first line in which two lists part, for a person; undefined when they are the same. */
export function firstDifference(left: string, right: string): string | undefined {
  if (left === right) return undefined;
  const [ours, theirs] = [left.split("\n"), right.split("\n")];
  const at = ours.findIndex((one, index) => one !== theirs[index]);
  const index = at === -1 ? ours.length : at;
  return `${ours[index] ?? "(nothing)"}\n${theirs[index] ?? "(nothing)"}`;
}
