import type {
  DocumentPlace,
  Finding,
  KeptExchange,
  RequirementResult,
  RunResult,
  ScenarioResult,
  SuiteResult,
} from "../result/index.ts";

/** Finds the parts of a result by id. Ids of scenarios, requirements and exchanges hold within their suite only. */
export interface Lookup {
  readonly suite: (id: string) => SuiteResult | undefined;
  readonly scenario: (suite: string, id: string) => ScenarioResult | undefined;
  readonly requirement: (suite: string, id: string) => RequirementResult | undefined;
  readonly finding: (fingerprint: string) => Finding | undefined;
  /** Where in its document the operation of a finding is declared. */
  readonly place: (finding: Pick<Finding, "suite" | "operation">) => DocumentPlace | undefined;
  /** Those that were kept, in the order asked for. */
  readonly exchanges: (suite: string, ids: readonly string[]) => readonly KeptExchange[];
}

/** Indexes a result once, so that large ones stay fast. */
export function lookupOf(result: RunResult): Lookup {
  const suites = new Map(result.suites.map((suite) => [suite.id, suite]));
  const scenarios = new Map(
    result.suites.flatMap((suite) => suite.scenarios.map((scenario) => [keyOf(suite.id, scenario.id), scenario])),
  );
  const requirements = new Map(result.requirements.map((one) => [keyOf(one.suite, one.id), one]));
  const findings = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  const exchanges = new Map(result.exchanges.map((exchange) => [keyOf(exchange.suite, exchange.id), exchange]));
  const places = new Map(
    (result.documents ?? []).flatMap(({ digest, operations }) =>
      operations.map(({ key, place }) => [keyOf(digest, key), place] as const),
    ),
  );
  return {
    place: ({ suite, operation }) => places.get(keyOf(suites.get(suite)?.document.digest ?? "", operation)),
    suite: (id) => suites.get(id),
    scenario: (suite, id) => scenarios.get(keyOf(suite, id)),
    requirement: (suite, id) => requirements.get(keyOf(suite, id)),
    finding: (fingerprint) => findings.get(fingerprint),
    exchanges: (suite, ids) =>
      ids.map((id) => exchanges.get(keyOf(suite, id))).filter((exchange) => exchange !== undefined),
  };
}

function keyOf(suite: string, id: string): string {
  return `${suite}\u0000${id}`;
}
