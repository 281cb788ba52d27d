import { assemble, documentPlace, type ReadContract } from "../document/index.ts";
import type { DefectRule, DocumentDefect } from "../result/index.ts";
import { defectsOf } from "./audit.ts";
import { RULES } from "./catalogue.ts";
import { documentOf } from "./document.ts";
import { isPage, pageOf } from "./page.ts";

/** What a run finds in its document, by every rule. */
export interface ContractAudit {
  readonly rules: readonly DefectRule[];
  /** Worst first; within a level by place. Places are told without the folders of this machine. */
  readonly defects: readonly DocumentDefect[];
}

/**
 * Holds every rule against the document that a contract was made from, as it was read then: nothing is read again. Of a
 * document of more than a megabyte that is the part that the contract was made from (see `thinYaml`).
 */
export function auditContract({ contract, source, overlay }: ReadContract): ContractAudit {
  const page = isPage(source.file) ? pageOf(source.file, source.text) : undefined;
  const defects = defectsOf({ document: documentOf(assemble(source, overlay), contract), page });
  return {
    rules: RULES.map(({ id, title, level, explanation, source: reference }) => ({
      id,
      title,
      level,
      explanation,
      source: reference,
    })),
    defects: defects.map((defect) => Object.assign({}, defect, { place: documentPlace(defect.place) })),
  };
}
