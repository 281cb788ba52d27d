/** A known finding that does not fail a run until a day: what a line of a baseline says. */
export interface Waiver {
  /** As in {@link Finding.fingerprint}. */
  readonly fingerprint: string;
  /** Why it is let pass, for whoever reads it in a year. */
  readonly reason: string;
  /** ISO 8601 date: the last day on which it holds, in UTC. */
  readonly until: string;
  /** Where the matter is followed: an issue, a ticket. */
  readonly link?: string;
  /** What the finding is about; without these a waiver cannot be told to be stale under a partial run. */
  readonly suite?: string;
  readonly requirement?: string;
  readonly operation?: string;
  readonly invariant?: string;
  /** The scenarios that saw it. */
  readonly scenarios?: readonly string[];
  /** True where it does not show in every run: then its absence is told and fails nothing. */
  readonly flaky?: boolean;
}

/**
 * What became of a waiver in a run:
 *
 * - `used`: its finding is there and is waived;
 * - `expired`: its finding is there and counts again;
 * - `stale`: all that could have shown its finding ran and passed: its line must go;
 * - `absent`: the same, where a finding may stay away without having been put right;
 * - `not-judged`: its finding is not there, and not all that could have shown it ran and passed.
 */
export const WAIVER_STATES = ["used", "expired", "stale", "absent", "not-judged"] as const;

/** One of {@link WAIVER_STATES}. */
export type WaiverState = (typeof WAIVER_STATES)[number];

/** A waiver with what became of it. */
export interface WaiverResult extends Waiver {
  readonly state: WaiverState;
  /** A sentence: what it means, and what to do. */
  readonly message: string;
  /** Line of the baseline, 1-based. */
  readonly line?: number;
}

/** The waivers that a result was held against. */
export interface WaiverResults {
  /** The baseline as it was named. */
  readonly file: string;
  /** ISO 8601 date, in UTC, by which they held or had expired. */
  readonly on: string;
  readonly entries: readonly WaiverResult[];
}
