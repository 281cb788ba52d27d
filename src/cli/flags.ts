import type { Config } from "./config/load-config.ts";

/** Flags that say which document and which server, as typed. */
export interface TargetFlags {
  readonly target?: string;
  readonly server?: string;
  readonly serverVar?: readonly string[];
  readonly pathParam?: readonly string[];
  readonly spec?: string;
  readonly overlay?: string;
  readonly profile?: string;
  readonly client?: readonly string[];
  readonly allowRemoteRefs?: boolean;
  readonly tokenEnv?: string;
  readonly basicEnv?: string;
  readonly otherTokenEnv?: string;
  readonly headerEnv?: readonly string[];
  readonly header?: readonly string[];
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly keyPassphraseEnv?: string;
  readonly insecure?: boolean;
  readonly timeout?: string;
  readonly maxBody?: string;
  readonly config?: string;
  readonly yes?: boolean;
}

/** Flags of `run`, as typed. */
export interface RunFlags extends TargetFlags {
  readonly fixture?: readonly string[];
  readonly grace?: string;
  readonly depth?: string;
  readonly seed?: string;
  readonly runs?: string;
  readonly replay?: string;
  readonly from?: string;
  readonly maxRequests?: string;
  readonly timeBudget?: string;
  readonly maxFailures?: string;
  readonly concurrency?: string;
  readonly rate?: string;
  readonly grep?: string;
  readonly grepInvert?: string;
  readonly shard?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly failOn?: string;
  readonly strict?: boolean;
  readonly redact?: readonly string[];
  readonly out?: string;
  readonly reporter?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly authProbes?: boolean;
  readonly allowLeftovers?: boolean;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
}

/** Flags as typed, and which of them stood on the command line itself. */
export interface Typed<Flags> {
  readonly flags: Flags;
  /** Names of the flags that came from the command line, not from the environment: `tokenEnv`. */
  readonly typed: ReadonlySet<string>;
  /** The config that fills in what neither says; undefined where there is none. */
  readonly config?: Config | undefined;
}
