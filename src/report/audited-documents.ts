import {
  DEFECT_LEVELS,
  type DefectLevel,
  type DefectRule,
  type DocumentAudit,
  groupBy,
  type RunResult,
} from "../result/index.ts";
import { plural } from "./text.ts";

/** A rule that a document breaks, with every place at which it does. */
export interface BrokenRule {
  readonly rule: DefectRule;
  readonly defects: readonly [DocumentAudit["defects"][number], ...DocumentAudit["defects"]];
}

/** A document of the run with what reading it has found. */
export interface AuditedDocument {
  readonly document: DocumentAudit;
  /** Worst first. */
  readonly broken: readonly BrokenRule[];
  /** Rules that found nothing. */
  readonly kept: readonly DefectRule[];
}

/** The documents of a run by what they break; undefined for a result of an earlier version. */
export function auditedDocuments({ audit }: Pick<RunResult, "audit">): readonly AuditedDocument[] | undefined {
  return audit?.documents.map((document) => {
    const byRule = groupBy(document.defects, ({ rule }) => rule);
    const broken = [...byRule].map(([id, defects]): BrokenRule => {
      const [{ level, message }] = defects;
      const rule = audit.rules.find((one) => one.id === id);
      return { rule: rule ?? { id, title: message, level, explanation: "", source: { text: id, link: "" } }, defects };
    });
    return {
      document,
      broken,
      kept: document.notAudited === undefined ? audit.rules.filter(({ id }) => !byRule.has(id)) : [],
    };
  });
}

/** `2 errors, 1 warning, 0 notices`. */
export function defectCounts(documents: readonly Pick<DocumentAudit, "defects">[]): string {
  const levels = documents.flatMap(({ defects }) => defects.map(({ level }) => level));
  const count = (wanted: DefectLevel): number => levels.filter((level) => level === wanted).length;
  return DEFECT_LEVELS.map((level) => plural(count(level), level)).join(", ");
}

/** `specs/cube/openapi.yaml:214:7`, as editors and terminals open it. */
export function placeText({ place }: DocumentAudit["defects"][number]): string {
  return `${place.file}:${place.line}:${place.column}`;
}
