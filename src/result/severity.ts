import type { Level, Requirement } from "./requirement.ts";

/** What a failed requirement does to the verdict: only `error` decides it; `none` never speaks about a server. */
export const SEVERITIES = ["error", "warning", "notice", "none"] as const;

/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** The one table from level to severity. Nobody picks a severity by hand. */
const SEVERITY_OF_LEVEL: Readonly<Record<Level, Severity>> = {
  MUST: "error",
  DOCUMENT: "error",
  SECURITY: "error",
  SHOULD: "warning",
  MAY: "notice",
  DERIVED: "notice",
  CLIENT: "none",
};

/**
 * The derived requirements that fail a run all the same; the list is closed and short on purpose.
 * A 5xx, an acknowledged change that is lost, and a PUT that is not idempotent (RFC 9110 section 9.2.2).
 */
export const DERIVED_ERRORS: ReadonlySet<string> = new Set([
  "RFC7644-3.12-NO-5XX",
  "RFC7644-3.5.2-ACKNOWLEDGED-KEPT",
  "RFC7644-3.5.1-IDEMPOTENT",
]);

/** The severity of a failed requirement. Document defects never decide a verdict about a server: they are notices in a run. */
export function severityOf(requirement: Pick<Requirement, "id" | "level" | "advisory" | "party">): Severity {
  if (requirement.party === "document") return "notice";
  if (requirement.advisory !== undefined) return "notice";
  if (requirement.level === "DERIVED" && DERIVED_ERRORS.has(requirement.id)) return "error";
  return SEVERITY_OF_LEVEL[requirement.level];
}
