import { loadVendor } from "../document/index.ts";
import type { Exchange, Finding, Judgement, RunEvent, ScenarioResult } from "../result/index.ts";
import { planSuite, type SuitePlan } from "./plan.ts";
import { type EventSink, memorySink } from "./sink.ts";
import { defineSuite } from "./suite.ts";

export const SUITE = "cube.groups.put";
export const PUT = "PUT /scim/v2/Groups/{id}";

let cube: Promise<SuitePlan> | undefined;

/** The whole plan for Cube's PUT on Groups. */
export async function cubePlan(): Promise<SuitePlan> {
  cube ??= loadVendor("cube").then((contract) =>
    planSuite(contract, defineSuite({ vendor: "cube", resourceType: "Group", method: "PUT" }), "thorough"),
  );
  return await cube;
}

/** A failed judgement of a scenario. */
export function failure(parts: Partial<Judgement> = {}): Judgement {
  const scenario = parts.scenario ?? "put.group.rename";
  return {
    by: scenario,
    scenario,
    requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
    operation: PUT,
    outcome: "failed",
    invariant: "members",
    shape: "members-few",
    expected: ["exactly a"],
    actual: "a, b",
    message: "The members are not the ones sent.",
    exchanges: [`${scenario}#1`],
    ...parts,
  };
}

/** A finding that decides a verdict. */
export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "0123456789ab",
    suite: SUITE,
    requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
    alsoViolates: [],
    level: "MUST",
    severity: "error",
    party: "server-rfc",
    title: "It holds.",
    message: "It does not hold.",
    citation: "RFC 7644 §3.5.1",
    operation: PUT,
    invariant: "members",
    shape: "members-few",
    expected: ["a"],
    actual: "b",
    exchanges: ["put.group.rename#1"],
    occurrences: 1,
    scenarios: ["put.group.rename"],
    counterexample: null,
    replay: "scimproof run",
    waived: null,
    ...parts,
  };
}

/** A scenario as the result lists it. */
export function scenarioResult(outcome: ScenarioResult["outcome"], id = "put.group.rename"): ScenarioResult {
  const judgements = { passed: 0, failed: 0, "not-applicable": 0, blocked: 0, inconclusive: 0, "harness-error": 0 };
  return { id, title: "It holds", outcome, judgements, exchanges: 0, durationMs: 1, findings: [] };
}

/** A PUT that was answered 200. */
export function exchange(id: string, parts: Partial<Exchange> = {}): Exchange {
  return {
    id,
    scenario: id.split("#")[0] ?? id,
    purpose: "scenario",
    intent: { kind: "valid" },
    operation: PUT,
    title: "PUT a Group",
    request: {
      method: "PUT",
      url: "https://h/scim/v2/Groups/1",
      headers: [
        ["authorization", "Bearer [redacted]"],
        ["content-type", "application/json"],
      ],
      body: "{}",
    },
    response: { status: 200, headers: [], body: "{}", bodyBytes: 2, utf8: true, bom: false },
    startedAt: "2026-01-31T09:30:00.000Z",
    durationMs: 1,
    notes: [],
    disclosed: [],
    ...parts,
  };
}

/** A sink that holds these events. */
export function sinkOf(events: readonly RunEvent[]): EventSink {
  const sink = memorySink();
  for (const event of events) sink.emit(event);
  return sink;
}
