/**
 * What the RFCs leave open about PATCH, or state in two ways: for each question the answers that are legal, the one
 * closest to the letter first. `SHOULD`: the RFC advises the first. A server is not at fault for any of them.
 */
export const OPEN_QUESTIONS = {
  "op-case": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "accept"] },
  "no-operations": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "accept"] },
  "loose-path": { section: "RFC 7644 §3.4.2.2", level: "MAY", answers: ["accept", "refuse"] },
  "empty-path": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "as-absent"] },
  "container-path": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "accept"] },
  "unqualified-extension": { section: "RFC 7644 §3.10", level: "MAY", answers: ["refuse", "accept", "ignore"] },
  "key-notation": { section: "RFC 7644 §3.10", level: "MAY", answers: ["accept", "refuse", "ignore"] },
  "unknown-attribute": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "ignore", "store"] },
  "unknown-in-filter": { section: "RFC 7644 §3.12", level: "MAY", answers: ["refuse", "compare"] },
  "odd-comparison": { section: "RFC 7644 §3.12", level: "MAY", answers: ["compare", "refuse"] },
  "filter-on-simple": { section: "RFC 7644 §3.5.2.2", level: "MAY", answers: ["accept", "refuse"] },
  "filter-on-single": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "accept"] },
  "ne-absent": { section: "RFC 7644 §3.4.2.2", level: "MAY", answers: ["match", "no-match"] },
  "disputed-case": { section: "RFC 7643 §3.1, §8.7.1", level: "MAY", answers: ["exact", "fold"] },
  "disputed-required": { section: "RFC 7643 §4.2, §8.7.1", level: "MAY", answers: ["required", "optional"] },
  "read-only-same": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["accept", "refuse"] },
  "meta-sent": { section: "RFC 7643 §3.1", level: "MAY", answers: ["ignore", "refuse"] },
  "id-sent": { section: "RFC 7643 §3.1", level: "MAY", answers: ["refuse", "ignore"] },
  "read-only-sub": { section: "RFC 7643 §7", level: "MAY", answers: ["ignore", "refuse"] },
  "empty-value": { section: "RFC 7644 §3.5.2.1", level: "MAY", answers: ["accept", "refuse"] },
  "replace-without-value": { section: "RFC 7644 §3.5.2.3", level: "MAY", answers: ["refuse", "unassign"] },
  "add-null": { section: "RFC 7643 §2.5", level: "MAY", answers: ["unassign", "keep", "refuse"] },
  "add-null-to-list": { section: "RFC 7643 §2.5", level: "MAY", answers: ["keep", "refuse"] },
  "empty-text": { section: "RFC 7643 §2.5", level: "MAY", answers: ["store", "unassign", "refuse"] },
  "required-empty-text": { section: "RFC 7643 §4.1.1, §4.2", level: "MAY", answers: ["refuse", "store"] },
  "coercible-type": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "coerce"] },
  "unlisted-canonical": { section: "RFC 7643 §2.3.1, §7", level: "MAY", answers: ["store", "ignore", "refuse"] },
  "one-for-list": { section: "RFC 7644 §3.5.2.1", level: "MAY", answers: ["accept", "refuse"] },
  "member-without-value": { section: "RFC 7643 §4.2", level: "MAY", answers: ["refuse", "store"] },
  "add-again": { section: "RFC 7644 §3.5.2.1", level: "SHOULD", answers: ["once", "twice", "refuse"] },
  "add-again-otherwise": { section: "RFC 7644 §3.5.2.1", level: "MAY", answers: ["merge", "keep", "twice", "refuse"] },
  "add-part-of": { section: "RFC 7643 §2.4", level: "MAY", answers: ["append", "keep"] },
  "twice-in-request": { section: "RFC 7643 §2.4", level: "SHOULD", answers: ["once", "twice", "refuse"] },
  "two-primaries": { section: "RFC 7643 §2.4", level: "MAY", answers: ["refuse", "first", "last"] },
  "add-to-match": { section: "RFC 7644 §3.5.2.1", level: "MAY", answers: ["merge", "replace", "refuse"] },
  "add-no-match": { section: "RFC 7644 §3.5.2.1, §3.12", level: "MAY", answers: ["refuse", "create"] },
  "replace-no-values": { section: "RFC 7644 §3.5.2.3", level: "MAY", answers: ["refuse", "create"] },
  "replace-match": { section: "RFC 7644 §3.5.2.3", level: "MAY", answers: ["whole", "merge"] },
  "replace-immutable-in-match": { section: "RFC 7643 §4.2, §7", level: "MAY", answers: ["refuse", "replace"] },
  "replace-complex-without-path": { section: "RFC 7644 §3.5.2.3", level: "MAY", answers: ["merge", "whole"] },
  "sub-of-all": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["each", "refuse"] },
  "sub-of-none": { section: "RFC 7644 §3.5.2.1", level: "MAY", answers: ["refuse", "create"] },
  "remove-absent": { section: "RFC 7644 §3.5.2.2, §3.12", level: "MAY", answers: ["accept", "refuse"] },
  "remove-no-match": { section: "RFC 7644 §3.5.2.2", level: "SHOULD", answers: ["accept", "refuse"] },
  "remove-value-list": { section: "RFC 7644 §3.5.2.2", level: "MAY", answers: ["listed", "all", "refuse"] },
  "remove-with-value": { section: "RFC 7644 §3.5.2.2", level: "MAY", answers: ["ignore", "refuse"] },
  "schemas-without-data": { section: "RFC 7644 §3.5.2", level: "MAY", answers: ["refuse", "keep-data", "drop-data"] },
} as const;

/** The id of one of {@link OPEN_QUESTIONS}. */
export type OpenQuestion = keyof typeof OPEN_QUESTIONS;

/** The legal answers to a question. */
export type Answer<Q extends OpenQuestion> = (typeof OPEN_QUESTIONS)[Q]["answers"][number];

/** The questions that a server may answer by refusing. */
export type RefusableQuestion = { [Q in OpenQuestion]: "refuse" extends Answer<Q> ? Q : never }[OpenQuestion];

/** Answers a question for one request; asked again, it answers the same: a server has one way of doing things. */
export type Choose = <Q extends OpenQuestion>(question: Q) => Answer<Q>;

/** A question that was answered otherwise than the letter suggests, for a report to name. */
export interface Departure {
  readonly question: OpenQuestion;
  readonly answer: string;
  readonly level: "SHOULD" | "MAY";
  readonly section: string;
}

/** Always the answer closest to the letter. */
export function chooseFirst<Q extends OpenQuestion>(question: Q): Answer<Q> {
  return OPEN_QUESTIONS[question].answers[0];
}
