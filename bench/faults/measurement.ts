import type { DialectName } from "../../src/targets/index.ts";

/** One run to make: a dialect with nothing, one fault or one oddity switched on. */
export interface Job {
  readonly dialect: DialectName;
  readonly kind: "faithful" | "fault" | "oddity";
  /** Id of the fault or oddity; empty for the faithful target. */
  readonly id: string;
  readonly seed: number;
  readonly depth: "smoke" | "standard" | "thorough";
  /** Whether to look for the cheapest scenario that detects the fault alone. */
  readonly record: boolean;
  /** Whether every run is whole; else what is recorded for a fault is tried first, and the rest where that is silent. */
  readonly whole: boolean;
}

/** The size of a property's smallest failing history. */
export interface HistorySize {
  /** Edits, the starting state not counted. */
  readonly steps: number;
  /** Distinct users in it. */
  readonly members: number;
}

/** What one run showed; plain JSON. */
export interface Measurement {
  readonly job: Job;
  readonly verdict: string;
  /** True when a finding cites the fault's requirement, as severe as it. */
  readonly detected: boolean;
  /** Findings of severity error or warning on a server that breaks nothing, and a faithful target not called conformant. */
  readonly alarms: readonly string[];
  readonly requests: number;
  readonly seconds: number;
  /** Exchanges sent before the first judgement of a finding that detects the fault. */
  readonly firstDetection?: number;
  /** The smallest counterexample of the findings that detect the fault. */
  readonly counterexample?: HistorySize;
  /** The cheapest scenario that detects the fault alone, or `*` for the whole run; only looked for with `record`. */
  readonly detectedBy?: string;
  /** Set when the bench itself failed. */
  readonly error?: string;
}
