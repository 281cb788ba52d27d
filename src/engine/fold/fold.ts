import {
  BUDGET_REASON,
  countFindings,
  countOutcomes,
  countRequirements,
  sentenceOf,
  sumCleanup,
  sumOutcomes,
  worstVerdict,
} from "../../gate/index.ts";
import {
  type NotTested,
  type RequirementResult,
  type RunResult,
  type RunSelection,
  SCHEMA_VERSION,
  type SuiteResult,
} from "../../result/index.ts";
import type { RunSettings, SuiteRun } from "../options.ts";
import type { SuitePlan } from "../plan.ts";
import { requirementsOf } from "../requirements.ts";
import type { ShardPlan } from "../selection.ts";
import type { EventSink } from "../sink.ts";
import { curlAccess } from "./access-words.ts";
import { clientResults } from "./client-results.ts";
import { documentAudits } from "./document-audits.ts";
import { documentTallies } from "./document-tallies.ts";
import { keptExchanges } from "./evidence.ts";
import { findingsOf, type PartFindings, partFindings, type ReplayOf } from "./findings.ts";
import { emptyTally, gather, type SuiteTally } from "./gather.ts";
import { requirementResults } from "./requirement-results.ts";
import { suiteResult } from "./suite-result.ts";
import { TrafficTally } from "./traffic-tally.ts";

/** What the fold needs beside the events. */
export interface FoldInput {
  readonly sink: EventSink;
  readonly runs: readonly { readonly run: SuiteRun; readonly plan: SuitePlan }[];
  readonly settings: RunSettings;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly requests: number;
  readonly ended: RunResult["ended"];
  readonly selection: RunSelection;
  /** The whole plan, where this run is one part of it. */
  readonly shard?: ShardPlan;
}

/** Makes the RunResult from the events and the plans: pure but for reading the events back. */
export async function fold(input: FoldInput): Promise<RunResult> {
  const { sink, settings } = input;
  const documents = documentTallies(input.runs);
  const traffic = new TrafficTally(input.startedAt);
  const tallies = await gather(sink, (suite, url, exchange) => {
    documents.of(suite)?.note(exchange, url);
    traffic.note(exchange);
  });
  const folded = input.runs.map(({ run, plan }) =>
    foldSuite(run, plan, tallies.get(run.suite.id) ?? emptyTally(run.suite.id), settings, input.ended),
  );
  const findings = folded.flatMap((part) => part.findings);
  const requirements = folded.flatMap((part) => part.requirements);
  const suites = folded.map((part) => part.suite);
  const verdict = worstVerdict(suites);
  const notTested = folded.flatMap((part) => part.notTested);
  const isWorse = input.ended.how === "interrupted" || input.ended.how === "harness-error";
  const ended = hasHarnessError(suites) && !isWorse ? harnessErrorIn(suites) : input.ended;
  const budgetSpent = suites.some(({ scenarios }) => scenarios.some(({ reason }) => reason?.startsWith(BUDGET_REASON)));
  const access = curlAccess(input.runs.map(({ run }) => run.target));
  const exchanges = await keptExchanges(sink, [...findings, ...folded.flatMap((part) => part.singles)], access);
  const exchangesTotal = folded.reduce((sum, { tally }) => sum + tally.exchanges, 0);
  const clients = folded.flatMap(({ suite, findings: own, requirements: needs, plan }) =>
    clientResults(plan, suite, own, needs),
  );
  const result: Omit<RunResult, "sentence"> = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "scimproof", version: settings.version },
    verdict,
    ended:
      ended.how === "complete" && budgetSpent ? { how: "max-requests", detail: "the request budget was spent" } : ended,
    gate: { failOn: settings.failOn, strict: settings.strict },
    summary: {
      requirements: countRequirements(requirements),
      findings: countFindings(findings),
      scenarios: countOutcomes(suites.flatMap(({ scenarios }) => scenarios.map(({ outcome }) => outcome))),
      judgements: sumOutcomes(suites.map(({ outcomes }) => outcomes)),
      exchanges: exchangesTotal,
      requests: input.requests,
      durationMs: input.durationMs,
    },
    startedAt: input.startedAt,
    selection: input.selection,
    ...(input.shard === undefined
      ? {}
      : {
          shard: {
            ...input.shard,
            singles: folded.flatMap((part) => part.singles),
            scripted: folded.flatMap((part) => part.scripted),
          },
        }),
    suites,
    documents: documents.coverage(),
    audit: documentAudits(input.runs.map(({ run }) => run)),
    findings,
    requirements,
    exchanges,
    exchangesTotal,
    traffic: traffic.traffic(),
    notTested,
    ...(clients.length === 0 ? {} : { clients }),
    cleanup: sumCleanup(folded.flatMap(({ tally }) => tally.cleanup ?? [])),
    environment: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      command: settings.command,
      configuration: settings.configuration,
      access,
    },
  };
  return { ...result, sentence: sentenceOf(result) };
}

interface FoldedSuite extends PartFindings {
  readonly suite: SuiteResult;
  readonly requirements: readonly RequirementResult[];
  readonly notTested: readonly NotTested[];
  readonly tally: SuiteTally;
  readonly plan: SuitePlan;
}

function foldSuite(
  run: SuiteRun,
  plan: SuitePlan,
  tally: SuiteTally,
  settings: RunSettings,
  ended: RunResult["ended"],
): FoldedSuite {
  const known = requirementsOf(run.contract);
  const replayOf: ReplayOf = (scenario, fingerprint) =>
    fingerprint === undefined
      ? `${settings.replayBase} --seed ${tally.seed} -t '${scenario === "fixtures" ? "" : scenario}'`
      : `${settings.replayBase} --replay ${fingerprint}`;
  const parts = {
    suite: run.suite.id,
    contract: run.contract,
    operation: plan.operation,
    known,
    failures: tally.failures,
    replayOf,
  };
  const { findings, singles, scripted } =
    settings.selection.shard === undefined
      ? { findings: findingsOf(parts), singles: [], scripted: [] }
      : partFindings(parts);
  const requirements = requirementResults(plan, known, tally, findings, notBegun(tally, ended));
  const suite = suiteResult(run, plan, tally, findings, settings, notBegun(tally, ended));
  return {
    suite,
    findings,
    singles,
    scripted,
    requirements,
    notTested: notTestedIn(suite, plan, requirements),
    tally,
    plan,
  };
}

/** Why scenarios were not begun: what ended the run, where it was ended on purpose. */
function notBegun(tally: SuiteTally, { how, detail }: RunResult["ended"]): string {
  const isMeant = how === "time-budget" || how === "max-failures";
  const why = isMeant && (tally.ended === "aborted" || tally.ended === "not started") ? `: ${detail}` : "";
  return `the run ended before it began${why}`;
}

function notTestedIn(
  suite: SuiteResult,
  plan: SuitePlan,
  requirements: readonly RequirementResult[],
): readonly NotTested[] {
  const scenarios = suite.scenarios.flatMap(({ id, title, outcome, reason }): NotTested[] =>
    outcome === "passed" || outcome === "failed"
      ? []
      : [{ suite: suite.id, kind: "scenario", id, title, outcome, reason: reason ?? "no reason given" }],
  );
  const leftOut = plan.leftOut.map(
    ({ scenario, reason }): NotTested => ({
      suite: suite.id,
      kind: "scenario",
      id: scenario.id,
      title: scenario.title,
      outcome: "not-tested",
      reason,
    }),
  );
  const sentences = requirements.flatMap(({ id, text, outcome, reason }): NotTested[] =>
    outcome === "passed" || outcome === "failed"
      ? []
      : [
          {
            suite: suite.id,
            kind: "requirement",
            id,
            title: text,
            outcome,
            reason: reason ?? "no reason given",
          },
        ],
  );
  return [...scenarios, ...leftOut, ...sentences];
}

function hasHarnessError(suites: readonly SuiteResult[]): boolean {
  return suites.some(({ scenarios }) => scenarios.some(({ outcome }) => outcome === "harness-error"));
}

function harnessErrorIn(suites: readonly SuiteResult[]): RunResult["ended"] {
  const broken = suites.flatMap(({ scenarios }) => scenarios).find(({ outcome }) => outcome === "harness-error");
  return {
    how: "harness-error",
    detail: `${broken?.id ?? "a scenario"}: ${broken?.reason?.split("\n")[0] ?? "unknown"}`,
  };
}
