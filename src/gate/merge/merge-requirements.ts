import { type Finding, gateWords, groupBy, OTHER_SHARD, type RequirementResult } from "../../result/index.ts";

/**
 * Joins how the requirements of one suite came out in the parts of a run.
 *
 * @param findings of the suite, joined
 * @param missing what is missing of the run, a sentence for each part
 */
export function mergeRequirements(
  parts: readonly (readonly RequirementResult[])[],
  findings: readonly Finding[],
  missing: readonly string[],
): readonly RequirementResult[] {
  return [...groupBy(parts.flat(), ({ id }) => id).values()].map((all) => joined(all, findings, missing[0]));
}

function joined(
  all: readonly [RequirementResult, ...RequirementResult[]],
  findings: readonly Finding[],
  missing: string | undefined,
): RequirementResult {
  const [first] = all;
  const cited = findings.filter(
    ({ requirement, alsoViolates }) => requirement === first.id || alsoViolates.includes(first.id),
  );
  const passed = all.reduce((sum, { coverage }) => sum + coverage.passed, 0);
  const failed = cited.reduce((sum, { occurrences }) => sum + occurrences, 0);
  const { reason: _, ...rest } = first;
  return {
    ...rest,
    ...outcomeOf(all, first, missing),
    coverage: { judged: passed + failed, passed, failed },
    findings: cited.map(({ fingerprint }) => fingerprint),
  };
}

/** In the order in which a run itself decides: failed, passed, why a scenario gave no verdict, why none was run. */
function outcomeOf(
  all: readonly RequirementResult[],
  first: RequirementResult,
  missing: string | undefined,
): Pick<RequirementResult, "outcome" | "reason"> {
  const withReason = all.find(({ outcome, reason }) => outcome === "passed" && reason !== undefined);
  const found =
    all.find(({ outcome }) => outcome === "failed") ??
    withReason ??
    all.find(({ outcome }) => outcome === "passed") ??
    all.find(({ outcome }) => outcome !== "not-tested") ??
    all.find(({ reason }) => reason !== OTHER_SHARD);
  if (found !== undefined) {
    const { outcome, reason } = found;
    return { outcome, ...(reason === undefined ? {} : { reason }) };
  }
  if (missing !== undefined) return { outcome: "not-tested", reason: missing };
  const whom = first.gate === undefined ? "" : `, and it is only for ${gateWords(first.gate)}`;
  return { outcome: "not-tested", reason: `nothing in this run came to it${whom}` };
}
