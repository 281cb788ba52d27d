import { type Finding, SEVERITIES } from "../result/index.ts";

/** The order of findings in a result: by severity, then those that show most often; ties go by fingerprint. */
export function byWorth(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    right.occurrences - left.occurrences ||
    (left.fingerprint < right.fingerprint ? -1 : 1)
  );
}
