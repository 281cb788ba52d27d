import type {
  Capability,
  CleanupResult,
  ContractComparison,
  Exchange,
  Judgement,
  Outcome,
  PreflightStep,
  RunEvent,
} from "../../result/index.ts";
import type { EventSink } from "../sink.ts";

/** What was sent to one declared operation, and what came. */
export interface OperationTally {
  /** Status → how often. */
  readonly statuses: Map<number, number>;
  /** Request media type → how often. */
  readonly requestTypes: Map<string, number>;
}

/** The tally of an operation to which nothing was sent. */
export const NOTHING_SENT: OperationTally = { statuses: new Map(), requestTypes: new Map() };

/** What one suite's events add up to. */
export interface SuiteTally {
  readonly suite: string;
  url: string;
  seed: number;
  runId: string;
  ended: string;
  readonly preflight: PreflightStep[];
  readonly capabilities: Capability[];
  contracts: ContractComparison | undefined;
  readonly failures: Judgement[];
  readonly passes: {
    readonly scenario: string;
    readonly by: string;
    readonly requirement: string;
    readonly count: number;
  }[];
  readonly scenarios: Map<string, { outcome: Outcome; reason?: string; durationMs: number }>;
  /** Scenario → exchanges sent. */
  readonly exchangesOf: Map<string, number>;
  readonly confirmed: Map<string, string>;
  /** By the key of the declared operation. */
  readonly operations: Map<string, OperationTally>;
  exchanges: number;
  cleanup: CleanupResult | undefined;
}

/**
 * Adds events up, suite by suite: the first of two passes, which keeps no exchange.
 *
 * @param onExchange told each exchange with the base URL of its suite
 */
export async function gather(
  sink: EventSink,
  onExchange: (suite: string, url: string, exchange: Exchange) => void = () => {},
): Promise<ReadonlyMap<string, SuiteTally>> {
  const tallies = new Map<string, SuiteTally>();
  for await (const event of sink.replay()) {
    if (!("suite" in event)) continue;
    const tally = tallies.get(event.suite) ?? emptyTally(event.suite);
    tallies.set(event.suite, tally);
    add(tally, event);
    if (event.type === "exchange") onExchange(event.suite, tally.url, event.exchange);
  }
  return tallies;
}

/** A tally with nothing in it. */
export function emptyTally(suite: string): SuiteTally {
  return {
    suite,
    url: "",
    seed: 0,
    runId: "",
    ended: "not started",
    preflight: [],
    capabilities: [],
    contracts: undefined,
    failures: [],
    passes: [],
    scenarios: new Map(),
    exchangesOf: new Map(),
    confirmed: new Map(),
    operations: new Map(),
    exchanges: 0,
    cleanup: undefined,
  };
}

function add(tally: SuiteTally, event: Extract<RunEvent, { suite: string }>): void {
  switch (event.type) {
    case "suite-started":
      tally.url = event.url;
      tally.seed = event.seed;
      tally.runId = event.runId;
      break;
    case "preflight":
      tally.preflight.push(event.step);
      break;
    case "capability":
      tally.capabilities.push(event.capability);
      break;
    case "contracts":
      tally.contracts = event.contracts;
      break;
    case "exchange":
      addExchange(tally, event.exchange);
      break;
    case "judgement":
      tally.failures.push(event.judgement);
      break;
    case "passes":
      tally.passes.push({ scenario: event.scenario, by: event.by, requirement: event.requirement, count: event.count });
      break;
    case "confirmed":
      if (!tally.confirmed.has(event.operation)) tally.confirmed.set(event.operation, event.observedBy);
      break;
    case "scenario-started":
      break;
    case "scenario-ended":
      tally.scenarios.set(event.scenario, {
        outcome: event.outcome,
        durationMs: event.durationMs,
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      });
      break;
    case "suite-ended":
      tally.ended = event.ended;
      break;
    case "cleanup":
      tally.cleanup = event.cleanup;
      break;
  }
}

function addExchange(tally: SuiteTally, exchange: Exchange): void {
  tally.exchanges += 1;
  tally.exchangesOf.set(exchange.scenario, (tally.exchangesOf.get(exchange.scenario) ?? 0) + 1);
  if (exchange.operation === undefined) return;
  const { statuses, requestTypes } = tally.operations.get(exchange.operation) ?? {
    statuses: new Map<number, number>(),
    requestTypes: new Map<string, number>(),
  };
  tally.operations.set(exchange.operation, { statuses, requestTypes });
  const status = exchange.response?.status;
  if (status !== undefined) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const type = exchange.request.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "none";
  requestTypes.set(type, (requestTypes.get(type) ?? 0) + 1);
}
