import type { DocumentPlace } from "./document-coverage.ts";

/**
 * How much harm a defect of a document does. `error`: who does what the document says breaks a MUST of an RFC, or cannot
 * call the endpoint at all. `warning`: the document is silent, loose or misleading where an RFC or OpenAPI binds. `notice`:
 * a matter of words.
 */
export const DEFECT_LEVELS = ["error", "warning", "notice"] as const;

/** One of {@link DEFECT_LEVELS}. */
export type DefectLevel = (typeof DEFECT_LEVELS)[number];

/** A rule that a document was held against. */
export interface DefectRule {
  /** `audit.error-status-integer`. */
  readonly id: string;
  /** A statement that is true of a document without the defect. */
  readonly title: string;
  readonly level: DefectLevel;
  /** Why a document without it does harm. */
  readonly explanation: string;
  /** The sentence that it rests on: where to look it up. */
  readonly source: { readonly text: string; readonly link: string };
}

/** Something wrong in a document, told so that it holds on another machine too. */
export interface DocumentDefect {
  /** Id of the rule. */
  readonly rule: string;
  readonly level: DefectLevel;
  /** RFC 6901 pointer into the document; absent for what a page says outside of one. */
  readonly pointer?: string;
  readonly place: DocumentPlace;
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** What is wrong with one document, found by reading it. */
export interface DocumentAudit {
  readonly name: string;
  readonly title: string;
  /** As in {@link DocumentCoverage}. */
  readonly digest: string;
  /** Worst first; within a level by place. */
  readonly defects: readonly DocumentDefect[];
  /** How many more there are, of a document that has very many. */
  readonly more: number;
  /** Why it was held against no rule: then having no defect means nothing. */
  readonly notAudited?: string;
}

/** What `scimproof audit` finds in the documents of a run. It decides no verdict: a document is not the server. */
export interface AuditResults {
  /** All rules, also those that found nothing: so a reader sees what was looked for. */
  readonly rules: readonly DefectRule[];
  readonly documents: readonly DocumentAudit[];
}
