import { declaredResponse } from "../../checks/index.ts";
import type { Operation } from "../../document/index.ts";
import { countOutcomes, suiteVerdict } from "../../gate/index.ts";
import {
  capabilitiesInOrder,
  type Finding,
  type OperationResult,
  type ScenarioResult,
  type SuiteResult,
} from "../../result/index.ts";
import { findClient } from "../../scenarios/index.ts";
import type { RunSettings, SuiteRun } from "../options.ts";
import { NOT_SELECTED, type SuitePlan } from "../plan.ts";
import { clientOf } from "../suite.ts";
import { accessWords } from "./access-words.ts";
import { NOTHING_SENT, type SuiteTally } from "./gather.ts";

/**
 * Makes one suite's part of the result.
 *
 * @param notBegun why scenarios were not begun that were not
 */
export function suiteResult(
  run: SuiteRun,
  plan: SuitePlan,
  tally: SuiteTally,
  findings: readonly Finding[],
  settings: RunSettings,
  notBegun: string,
): SuiteResult {
  const { contract, target, suite } = run;
  const scenarios = plan.scenarios.map(({ id, title }) => scenarioResult(id, title, tally, findings, notBegun));
  const all = plan.operations.map((operation) => operationResult(operation, tally));
  // Of the service as a whole a few scenarios may be selected: an operation that none of them wrote by is not selected either.
  const isPart = suite.area === "service" && plan.leftOut.some(({ reason }) => reason === NOT_SELECTED);
  const operations = isPart ? all.filter(({ confirmed }) => confirmed) : all;
  const client = clientOf(suite);
  const { ended, preflight } = tally;
  const name = client === undefined ? undefined : (findClient(client)?.title ?? client);
  const verdict = suiteVerdict({ operations, scenarios, preflight, ended }, findings, settings, name);
  const judgements = countOutcomes([]);
  judgements.passed = tally.passes.reduce((sum, { count }) => sum + count, 0);
  judgements.failed = tally.failures.length;
  return {
    id: suite.id,
    title: `${contract.profile.title}: ${plan.subject}`,
    target: {
      url: target.baseUrl,
      kind: target.kind,
      access: accessWords(target),
      insecure: target.insecure,
    },
    document: { ...contract.document, digest: contract.digest },
    seed: tally.seed,
    runId: tally.runId,
    depth: settings.depth,
    ended: tally.ended,
    ...verdict,
    outcomes: judgements,
    operations,
    scenarios,
    capabilities: capabilitiesInOrder(tally.capabilities),
    ...(tally.contracts === undefined ? {} : { contracts: tally.contracts }),
    preflight: tally.preflight,
  };
}

function scenarioResult(
  id: string,
  title: string,
  tally: SuiteTally,
  findings: readonly Finding[],
  notBegun: string,
): ScenarioResult {
  const ended = tally.scenarios.get(id);
  const judgements = countOutcomes([]);
  judgements.passed = tally.passes.filter(({ scenario }) => scenario === id).reduce((sum, { count }) => sum + count, 0);
  judgements.failed = tally.failures.filter(({ scenario }) => scenario === id).length;
  return {
    id,
    title,
    outcome: ended?.outcome ?? "blocked",
    ...(ended === undefined ? { reason: notBegun } : ended.reason === undefined ? {} : { reason: ended.reason }),
    judgements,
    exchanges: tally.exchangesOf.get(id) ?? 0,
    durationMs: ended?.durationMs ?? 0,
    findings: findings.filter(({ scenarios }) => scenarios.includes(id)).map(({ fingerprint }) => fingerprint),
  };
}

function operationResult(operation: Operation, tally: SuiteTally): OperationResult {
  const { statuses, requestTypes } = tally.operations.get(operation.key) ?? NOTHING_SENT;
  const observedBy = tally.confirmed.get(operation.key);
  const seenAs = new Map<string, number>();
  const undeclared: { status: number; seen: number }[] = [];
  for (const [status, seen] of [...statuses].sort(([left], [right]) => left - right)) {
    const declared = declaredResponse(operation, status);
    if (declared === undefined) undeclared.push({ status, seen });
    else seenAs.set(declared.status, (seenAs.get(declared.status) ?? 0) + seen);
  }
  const sent = (type: string): number => requestTypes.get(type) ?? 0;
  const declaredTypes = operation.request.content.map(({ type }) => type);
  const types = [...new Set([...declaredTypes, ...[...requestTypes.keys()].sort()])];
  return {
    key: operation.key,
    confirmed: observedBy !== undefined,
    ...(observedBy === undefined ? {} : { observedBy }),
    statuses: operation.responses.map(({ status }) => ({ status, seen: seenAs.get(status) ?? 0 })),
    undeclared,
    requestMediaTypes: types.map((type) => ({ type, sent: sent(type) })),
  };
}
