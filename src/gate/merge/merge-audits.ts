import type { AuditResults, RunResult } from "../../result/index.ts";

/**
 * Joins what was found in the documents of several results, each document once: all parts of a run have read the same. One
 * that was held against the rules goes before one that was not. Absent where no result knows of any.
 */
export function mergeAudits(results: readonly Pick<RunResult, "audit">[]): Pick<RunResult, "audit"> {
  const known = results.flatMap(({ audit }) => audit ?? []);
  if (known.length === 0) return {};
  const rules = new Map(known.flatMap((audit) => audit.rules).map((rule) => [rule.id, rule]));
  const documents = new Map<string, AuditResults["documents"][number]>();
  for (const document of known.flatMap((audit) => audit.documents)) {
    const before = documents.get(document.digest);
    if (before === undefined || (before.notAudited !== undefined && document.notAudited === undefined)) {
      documents.set(document.digest, document);
    }
  }
  return { audit: { rules: [...rules.values()], documents: [...documents.values()] } };
}
