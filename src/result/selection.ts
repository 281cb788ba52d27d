import type { Finding } from "./finding.ts";

/** What a run left out on purpose. */
export interface RunSelection {
  /** True where the suites are all that their documents give; those of clients aside. */
  readonly allSuites: boolean;
  /** The regular expressions that chose scenarios. */
  readonly grep?: string;
  readonly grepInvert?: string;
  /** True where one recorded history was run again and nothing else. */
  readonly replay?: boolean;
}

/** Why a scenario is left out that another part of the run has. */
export const OTHER_SHARD = "belongs to another shard";

/** The shortest proof that a scripted scenario gave of a finding. */
export interface ScriptedProof {
  readonly fingerprint: string;
  readonly scenario: string;
  /** Ids of its exchanges, in the order sent. */
  readonly exchanges: readonly string[];
}

/** Which part of a whole run a result is of, and what it takes to join it with the others. */
export interface Shard {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
  /** Every scenario of the whole run, in the order of the plan: what all parts together must come to. */
  readonly suites: readonly { readonly id: string; readonly scenarios: readonly string[] }[];
  /**
   * Histories of a single edit that share their fingerprint with a finding, and are not counted in it: a script of another
   * part may show what they show, and then they belong to its finding.
   */
  readonly singles: readonly Finding[];
  /** Of every finding that a script showed: where several parts show a cause, the shortest proof names it. */
  readonly scripted: readonly ScriptedProof[];
}

/** What a result was joined from. */
export interface Merged {
  readonly results: number;
  /** Parts of the whole that were not given: `shard 3/4 of cube.groups.put`. */
  readonly missing: readonly string[];
}
