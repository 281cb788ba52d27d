import type { Client, ClientOptions, Credential, Redact, Veil, WayIn } from "../client/index.ts";
import type { Contract } from "../document/index.ts";
import type { AuditResults, Counterexample, DocumentAudit, Finding, RunEvent } from "../result/index.ts";
import type { Depth } from "../scenarios/index.ts";
import type { PublishedOnce } from "./contracts/published-once.ts";
import type { Selection } from "./select.ts";
import type { Suite } from "./suite.ts";
import type { WrongTries } from "./wrong-tries.ts";

/** The server under test, and how to get in. */
export interface TargetConfig extends WayIn {
  /** Scheme, host, port and path prefix; what the document calls its server. */
  readonly baseUrl: string;
  /** `embedded` when it is our own: said in the verdict, so that testing ourselves never looks like testing them. */
  readonly kind: "embedded" | "remote";
  readonly credentials: readonly Credential[];
  /** What another tenant proves itself with, where it was given. */
  readonly otherCredentials?: readonly Credential[];
  readonly headers: Readonly<Record<string, string>>;
  /** True to accept any certificate: said at every turn, for whoever is on the way can read and change everything. */
  readonly insecure: boolean;
}

/** One suite with what it needs. */
export interface SuiteRun {
  readonly suite: Suite;
  readonly contract: Contract;
  readonly target: TargetConfig;
  /** Holds the rules of an audit against the contract's document; called once the run is over. Undefined to leave it out. */
  readonly audit?: (() => Pick<AuditResults, "rules"> & Pick<DocumentAudit, "defects">) | undefined;
}

/** Ids of resources that the user allows to be used, and written to, in place of made ones. */
export interface NamedFixtures {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Everything that forms a run beside its suites. Times in ms. */
export interface RunSettings {
  readonly depth: Depth;
  /** Undefined for the default made from each contract's digest. */
  readonly seed?: number;
  /** Part of every name the run makes; random by default so that runs on one server never meet. */
  readonly runId?: string;
  readonly selection: Selection;
  /** Histories to try in each lane of a property; by depth where it is not said. */
  readonly runs?: number;
  /**
   * Executions spent on making one counterexample small, for whoever only asks whether something is found. Undefined for
   * as many as a counterexample deserves.
   */
  readonly shrinkRuns?: number;
  /** A recorded counterexample to run again, through the property that found it. */
  readonly replay?: Counterexample;
  readonly fixtures: NamedFixtures;
  readonly concurrency: number;
  readonly maxRequests?: number;
  readonly ratePerSecond?: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** How long to wait for a write to become visible. */
  readonly graceMs: number;
  readonly timeBudgetMs?: number;
  /** Nothing more is begun after so many findings that fail a run. */
  readonly maxFailures?: number;
  readonly authProbes: boolean;
  readonly allowLeftovers: boolean;
  /** What else is kept out of everything written, beside credentials. */
  readonly redact?: Redact;
  readonly failOn: "error" | "warning" | "never";
  readonly strict: boolean;
  /** Folder for events, journal and exchanges; undefined to keep everything in memory. */
  readonly out?: string;
  /** Version of the harness. */
  readonly version: string;
  /** The command that repeats the run, without credentials. */
  readonly command: string;
  /** The same without any selection of scenarios: what a replay line begins with. */
  readonly replayBase: string;
  /** What to record of the configuration, credentials already taken out. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** The settings of a run that says nothing else. */
export const DEFAULT_SETTINGS: RunSettings = {
  depth: "standard",
  selection: {},
  fixtures: { users: [], groups: [] },
  concurrency: 4,
  timeoutMs: 10_000,
  maxBodyBytes: 32 * 1024 * 1024,
  graceMs: 0,
  authProbes: true,
  allowLeftovers: false,
  failOn: "error",
  strict: false,
  version: "0.0.0",
  command: "scimproof run",
  replayBase: "scimproof run",
  configuration: {},
};

/** How to follow and to stop a run. */
export interface RunControl {
  /** Aborting it ends the run; what was made is removed all the same. */
  readonly signal?: AbortSignal;
  /** Aborting it as well gives up the clean-up. */
  readonly cleanupSignal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** True of a finding that is known and lets a run pass: `maxFailures` does not count it. */
  readonly isWaived?: (finding: Finding) => boolean;
  /** Told every secret that the run comes to know, for whoever prints beside it. */
  readonly onSecret?: (name: string, value: string, isLearnt: boolean) => void;
  /** What events come through on their way out; the suite's own by default. A run has one for all its suites. */
  readonly veil?: Veil;
  /** What all suites of a run share of tries with a wrong credential; the suite's own by default. */
  readonly wrongTries?: WrongTries;
  /** What servers have said of themselves, for all suites of a run, so that each is asked once; the suite's own by default. */
  readonly published?: PublishedOnce;
  /** Makes the client of a suite, in place of the one that has a network. */
  readonly connect?: (run: SuiteRun, options: ClientOptions) => Client;
}
