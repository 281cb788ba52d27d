import type {
  ClientCapabilityResult,
  ClientResult,
  Finding,
  RequirementResult,
  SuiteResult,
} from "../../result/index.ts";
import { CAPABILITIES, findClient } from "../../scenarios/index.ts";
import type { SuitePlan } from "../plan.ts";
import { clientOf } from "../suite.ts";

/** The column of a client's suite in the matrix of clients and capabilities; nothing for any other suite. */
export function clientResults(
  plan: SuitePlan,
  suite: SuiteResult,
  findings: readonly Finding[],
  requirements: readonly RequirementResult[],
): readonly ClientResult[] {
  const client = findClient(clientOf(plan.suite) ?? "");
  if (client === undefined) return [];
  const remedyOf = new Map(requirements.map(({ id, remedy }) => [id, remedy]));
  const capabilities = client.capabilities.flatMap(({ id }): ClientCapabilityResult[] => {
    const scenario = `client.${client.name}.${id}`;
    const common = { id, title: CAPABILITIES[id], scenario };
    const result = suite.scenarios.find((one) => one.id === scenario);
    if (result === undefined) {
      const reason = plan.leftOut.find((one) => one.scenario.id === scenario)?.reason ?? "not selected";
      return [{ ...common, outcome: "not-tested", reason, findings: [], remedies: [] }];
    }
    const own = findings.filter(({ fingerprint }) => result.findings.includes(fingerprint));
    // A mere preference is told with its finding: it is nothing that has to be put right.
    const amiss = own.filter(({ severity }) => severity === "error" || severity === "warning");
    const remedies = [...new Set(amiss.map(({ requirement }) => remedyOf.get(requirement)))];
    return [
      {
        ...common,
        outcome: result.outcome,
        ...(result.reason === undefined ? {} : { reason: result.reason }),
        findings: result.findings,
        remedies: remedies.filter((remedy) => remedy !== undefined),
      },
    ];
  });
  return [{ suite: suite.id, client: client.name, title: client.title, about: client.about, capabilities }];
}
