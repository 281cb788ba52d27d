/** How a check or scenario came out for a requirement. Only `passed` and `failed` speak about the server. */
export const OUTCOMES = ["passed", "failed", "not-applicable", "blocked", "inconclusive", "harness-error"] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/**
 * The closed list of shape classes: the kind of edit or value under which something failed.
 * Part of the fingerprint, so never an id, a name, a seed or a count.
 */
export const SHAPE_CLASSES = [
  "none",
  "name-ordinary",
  "name-odd",
  "members-empty",
  "members-one",
  "members-few",
  "members-many",
  "members-absent",
  "members-duplicate",
  "members-unknown",
  "members-nested",
  "members-name-case",
  "body-malformed",
  "body-type",
  "body-required",
  "body-read-only",
  "credential-missing",
  "credential-wrong",
  "credential-other",
  "media-type",
] as const;

/** One of {@link SHAPE_CLASSES}. */
export type ShapeClass = (typeof SHAPE_CLASSES)[number];

/** What a scenario or check found for one requirement at one place. */
export interface Judgement {
  /** Id of the check or scenario that judged. */
  readonly by: string;
  /** Id of the scenario during which it was judged. */
  readonly scenario: string;
  readonly requirement: string;
  /** Further requirements that the same observation breaks. */
  readonly alsoViolates?: readonly string[];
  readonly operation: string;
  readonly outcome: Outcome;
  /** Words, part of the fingerprint: `members`, `displayName`, `status`. */
  readonly invariant: string;
  readonly shape: ShapeClass;
  /** The alternatives that would have been right; empty for a pass. */
  readonly expected: readonly string[];
  readonly actual: string;
  /** One sentence: what went wrong, or why there is no verdict. */
  readonly message: string;
  /** RFC 6901 pointer into the body of the last exchange, where there is one. */
  readonly pointer?: string;
  /** Ids of the exchanges that prove it, in the order sent. */
  readonly exchanges: readonly string[];
}
