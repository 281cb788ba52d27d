/** How hard a fault is to find: 1 shows in any answer, 5 needs a rare combination of state. */
export type Difficulty = 1 | 2 | 3 | 4 | 5;

/** Where a fault comes from: a bug seen in a real server, or the requirement it breaks. */
export interface FaultSource {
  /** `owner/repo#n` of a public thread, or `RFC 7644 §3.5.1`. */
  readonly reference: string;
  /** What was seen there, in our words. */
  readonly note: string;
}

/** A switchable deviation of an embedded target that breaks a requirement. */
export interface FaultRecord {
  /** Words: `put-members-merged`. Frozen, never reused. */
  readonly id: string;
  /** What the server does wrong, in a sentence. */
  readonly title: string;
  /** Id of the requirement it breaks. */
  readonly requirement: string;
  readonly category:
    | "membership"
    | "attributes"
    | "identity"
    | "meta"
    | "errors"
    | "media-type"
    | "security"
    | "lifecycle"
    | "names"
    | "schema";
  readonly difficulty: Difficulty;
  readonly dialects: readonly DialectName[];
  readonly source: FaultSource;
}

/** A switchable behaviour that is unusual and legal: nothing may be raised by it. */
export interface OddityRecord {
  readonly id: string;
  readonly title: string;
  /** The requirement that a hasty check would think broken. */
  readonly requirement: string;
  /** Why it is legal, with the section that leaves it open. */
  readonly legal: string;
  readonly dialects: readonly DialectName[];
}

/** A record as it is written down: without dialects it is one of Cube's. */
export type Listed<T extends { readonly dialects: readonly DialectName[] }> = Omit<T, "dialects"> & {
  readonly dialects?: readonly DialectName[];
};

/** The dialects that an embedded target speaks: the vendors', and what the RFCs have without any. */
export type DialectName = "cube" | "maia" | "lighton" | "strongdm" | "rfc";

/** What to start. */
export interface TargetOptions {
  readonly dialect: DialectName;
  readonly faults?: readonly string[];
  readonly oddities?: readonly string[];
  /** 0 for any free port. */
  readonly port?: number;
  /** The bearer token it demands. */
  readonly token?: string;
  /** The bearer token of a second tenant, which has resources of its own and sees none of the first one's. */
  readonly otherToken?: string;
  /** How many users and empty groups it starts with; their ids are in the snapshot. None by default. */
  readonly seed?: { readonly users?: number; readonly groups?: number };
  /** How long it waits before it answers, in ms, as if it had to work for it. Not at all by default. */
  readonly answerAfterMs?: number;
}

/** A running embedded target, bound to the loopback interface. */
export interface RunningTarget {
  /** The base URL to give to `--target`, path prefix included: `http://127.0.0.1:4711/api`. */
  readonly url: string;
  readonly token: string;
  /** The token of the second tenant. */
  readonly otherToken: string;
  /** Everything in the store of the first tenant, for tests that compare before and after. */
  snapshot(): { readonly users: readonly unknown[]; readonly groups: readonly unknown[] };
  close(): Promise<void>;
  /** How many requests have reached it. */
  requests(): number;
}
