import type { ContractComparison } from "./contracts.ts";
import type { EVENT_SCHEMA_VERSION } from "./event-schema.ts";
import type { Exchange } from "./exchange.ts";
import type { Judgement, Outcome } from "./outcome.ts";
import type { Capability, CleanupResult, PreflightStep } from "./run-result.ts";

/**
 * One line of `events.ndjson`: evidence as it is made. The RunResult is folded from these alone. `EVENT_SCHEMA` says the
 * same as a JSON Schema.
 */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly schemaVersion: typeof EVENT_SCHEMA_VERSION;
      readonly at: string;
      readonly version: string;
      readonly suites: readonly { readonly id: string; readonly scenarios: readonly string[] }[];
    }
  | {
      readonly type: "suite-started";
      readonly suite: string;
      readonly url: string;
      readonly seed: number;
      readonly runId: string;
    }
  | { readonly type: "preflight"; readonly suite: string; readonly step: PreflightStep }
  | { readonly type: "capability"; readonly suite: string; readonly capability: Capability }
  | { readonly type: "contracts"; readonly suite: string; readonly contracts: ContractComparison }
  | { readonly type: "scenario-started"; readonly suite: string; readonly scenario: string; readonly title: string }
  | { readonly type: "exchange"; readonly suite: string; readonly exchange: Exchange }
  | { readonly type: "judgement"; readonly suite: string; readonly judgement: Judgement }
  | {
      readonly type: "passes";
      readonly suite: string;
      readonly scenario: string;
      /** Id of the check or scenario that judged. */
      readonly by: string;
      readonly requirement: string;
      readonly operation: string;
      readonly count: number;
    }
  | {
      readonly type: "confirmed";
      readonly suite: string;
      readonly operation: string;
      readonly observedBy: string;
    }
  | {
      readonly type: "scenario-ended";
      readonly suite: string;
      readonly scenario: string;
      readonly outcome: Outcome;
      readonly reason?: string;
      readonly durationMs: number;
    }
  | { readonly type: "suite-ended"; readonly suite: string; readonly durationMs: number; readonly ended: string }
  | { readonly type: "cleanup"; readonly suite: string; readonly cleanup: CleanupResult }
  | { readonly type: "run-ended"; readonly at: string; readonly durationMs: number };
