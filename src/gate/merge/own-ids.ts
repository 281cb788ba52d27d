import type { Finding, RunResult } from "../../result/index.ts";

/**
 * Gives exchanges that no scenario of the plan sent (`fixtures#3`) ids of their own: every part of a run counts them from
 * one. Of the first part they stay as they are.
 */
export function withOwnIds(result: RunResult): RunResult {
  const { shard } = result;
  if (shard === undefined || shard.index === 1) return result;
  const planned = new Set(shard.suites.flatMap(({ id, scenarios }) => scenarios.map((one) => `${id} ${one}`)));
  const rename = (suite: string) => (id: string) => {
    const [, scenario = id, number = ""] = /^(.*)#(\d+)$/u.exec(id) ?? [];
    return planned.has(`${suite} ${scenario}`) ? id : `${scenario}@${shard.index}#${number}`;
  };
  return {
    ...result,
    exchanges: result.exchanges.map((one) => ({ ...one, id: rename(one.suite)(one.id) })),
    findings: result.findings.map((one) => renamed(one, rename(one.suite))),
    shard: {
      ...shard,
      singles: shard.singles.map((one) => renamed(one, rename(one.suite))),
    },
  };
}

function renamed(finding: Finding, rename: (id: string) => string): Finding {
  const { counterexample } = finding;
  return {
    ...finding,
    exchanges: finding.exchanges.map(rename),
    counterexample:
      counterexample === null
        ? null
        : {
            ...counterexample,
            steps: counterexample.steps.map((step) =>
              Object.assign({}, step, { exchanges: step.exchanges.map(rename) }),
            ),
          },
  };
}
