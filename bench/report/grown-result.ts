import type { Finding, KeptExchange, RunResult } from "../../src/result/index.ts";

/** One finding for so many exchanges: many more than a server has that anybody would test. */
const EXCHANGES_A_FINDING = 100;

/**
 * A result as of a longer run: what the given one found again and again, each time as a cause of its own with its exchanges,
 * and besides as many exchanges that nothing cites as are wanted. None is left out, though the engine keeps fewer.
 *
 * @param exchanges how many there are in all
 */
export function grownResult(seed: RunResult, exchanges: number): RunResult {
  const pattern = seed.findings.filter(({ exchanges: cited }) => cited.length > 0);
  const findings: Finding[] = [];
  const kept: KeptExchange[] = [];
  const wanted = pattern.length === 0 ? 0 : Math.max(1, Math.floor(exchanges / EXCHANGES_A_FINDING));
  for (let number = 0; number < wanted; number += 1) {
    const finding = pattern[number % pattern.length];
    if (finding === undefined) break;
    const cited = seed.exchanges
      .filter(({ suite, id }) => suite === finding.suite && finding.exchanges.includes(id))
      .map((exchange) => Object.assign({}, exchange, { id: `${exchange.id}-${number}`, cited: true }));
    kept.push(...cited);
    findings.push({
      ...finding,
      fingerprint: number.toString(16).padStart(12, "0"),
      invariant: `${finding.invariant}-${number}`,
      exchanges: cited.map(({ id }) => id),
    });
  }
  const others = seed.exchanges.filter(({ cited }) => !cited);
  for (let number = 0; kept.length < exchanges && others.length > 0; number += 1) {
    const exchange = others[number % others.length];
    if (exchange !== undefined) kept.push({ ...exchange, id: `${exchange.id}-${number}` });
  }
  const known = new Set(findings.map(({ fingerprint }) => fingerprint));
  const only = (list: readonly string[]): readonly string[] => list.filter((one) => known.has(one));
  return {
    ...seed,
    findings,
    exchanges: kept,
    exchangesTotal: kept.length,
    requirements: seed.requirements.map((one) => ({ ...one, findings: only(one.findings) })),
    suites: seed.suites.map((suite) => ({
      ...suite,
      scenarios: suite.scenarios.map((one) => ({ ...one, findings: only(one.findings) })),
    })),
  };
}
