import type { AuditResults, DefectRule, DocumentAudit } from "../../result/index.ts";
import type { SuiteRun } from "../options.ts";

/** More than anybody goes through one by one: the rest is counted. */
const MOST_DEFECTS = 500;

/**
 * What is wrong with the documents of a run, each once. Asked for when the run is over, so that no first result waits for it.
 * An audit that breaks is told of in its place: it says nothing about the server, and costs the run nothing.
 */
export function documentAudits(
  runs: readonly Pick<SuiteRun, "contract" | "audit">[],
  most: number = MOST_DEFECTS,
): AuditResults {
  const rules = new Map<string, DefectRule>();
  const documents = new Map<string, DocumentAudit>();
  for (const { contract, audit } of runs) {
    if (documents.has(contract.digest)) continue;
    const { name, title } = contract.document;
    const about = { name, title, digest: contract.digest };
    const none = (notAudited: string): DocumentAudit => ({ ...about, defects: [], more: 0, notAudited });
    if (contract.profile.generic) {
      documents.set(contract.digest, none("it describes what every server has, and is no document of a vendor"));
    } else if (audit === undefined) {
      documents.set(contract.digest, none("whoever started the run did not ask for it"));
    } else {
      try {
        const found = audit();
        for (const rule of found.rules) rules.set(rule.id, rule);
        const defects = found.defects.slice(0, most);
        documents.set(contract.digest, { ...about, defects, more: found.defects.length - defects.length });
      } catch (error) {
        documents.set(contract.digest, none(`the audit broke: ${error instanceof Error ? error.message : "unknown"}`));
      }
    }
  }
  return { rules: [...rules.values()], documents: [...documents.values()] };
}
