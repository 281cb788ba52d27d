import type { Counterexample } from "./counterexample.ts";
import type { ShapeClass } from "./outcome.ts";
import type { Level, Party } from "./requirement.ts";
import type { Severity } from "./severity.ts";

/** A waiver that covers a finding. */
export interface Waived {
  readonly reason: string;
  /** ISO 8601 date: the last day on which the waiver holds, in UTC. */
  readonly until: string;
  /** Where the matter is followed. */
  readonly link?: string;
}

/** A failed requirement or a document defect, with the exchanges that prove it. */
export interface Finding {
  /** Stable across seeds, ids, order and time; see `fingerprint.ts`. */
  readonly fingerprint: string;
  readonly suite: string;
  readonly requirement: string;
  /** More specific requirements that fail with it: the vendor's sentence beside the RFC's. */
  readonly alsoViolates: readonly string[];
  readonly level: Level;
  readonly severity: Severity;
  readonly party: Party;
  /** The requirement's text: what should hold. */
  readonly title: string;
  /** What went wrong, in a sentence. */
  readonly message: string;
  /** Where to look the requirement up: `RFC 7644 §3.5.1`. */
  readonly citation: string;
  readonly link?: string;
  readonly operation: string;
  readonly invariant: string;
  readonly shape: ShapeClass;
  /** Every alternative that would have been right. */
  readonly expected: readonly string[];
  readonly actual: string;
  /** RFC 6901 pointer into the response body of the last exchange. */
  readonly pointer?: string;
  /** Ids of the exchanges of the first occurrence, in the order sent. */
  readonly exchanges: readonly string[];
  /** How often the same root cause was seen, and by which scenarios. */
  readonly occurrences: number;
  readonly scenarios: readonly string[];
  /** The smallest failing history of a property, as plain JSON; null for scripted scenarios. */
  readonly counterexample: Counterexample | null;
  /** A command line that reruns just this. */
  readonly replay: string;
  readonly waived: Waived | null;
}

/** The scenario that made the exchanges by which a finding is proven; others may have seen the same. */
export function provenIn({ exchanges, scenarios }: Pick<Finding, "exchanges" | "scenarios">): string {
  return exchanges[0]?.replace(/#\d+$/u, "") ?? scenarios[0] ?? "";
}
