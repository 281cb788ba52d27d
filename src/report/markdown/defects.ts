import type { RunResult } from "../../result/index.ts";
import { type AuditedDocument, auditedDocuments, defectCounts, placeText } from "../audited-documents.ts";
import { code, excerpt, link, prose } from "./inert-markdown.ts";

const ROOM = 8_000;
const SENTENCE = 300;

/** What reading the documents of a run finds, folded: it decides no verdict. Nothing for a result of an earlier version. */
export function defectLines(result: RunResult): readonly string[] {
  const documents = auditedDocuments(result);
  if (documents === undefined || documents.length === 0) return [];
  const defects = documents.flatMap(({ document }) => document.defects);
  const more = documents.reduce((sum, { document }) => sum + document.more, 0);
  const notAudited = documents.flatMap(({ document: { title, notAudited: why } }) =>
    why === undefined ? [] : [`- ${prose(excerpt(title, SENTENCE))} was not audited: ${prose(excerpt(why, SENTENCE))}`],
  );
  if (notAudited.length === documents.length) return ["### Document not audited", "", ...notAudited, ""];
  if (defects.length === 0) return ["### In the document itself: no defect found", "", ...notAudited, ""];
  const lines = documents.flatMap(linesOf);
  const shown: string[] = [];
  let used = 0;
  for (const line of lines) {
    if (used + line.length > ROOM) break;
    shown.push(line);
    used += line.length + 1;
  }
  const left = lines.length - shown.length + more;
  return [
    `### In the document itself: ${defectCounts(documents.map(({ document }) => document))}`,
    "",
    "<details><summary>At which lines, and what to do there, which counts against no server</summary>",
    "",
    ...shown,
    ...(left > 0 ? [`- and ${left} more, in the report`] : []),
    ...notAudited,
    "",
    "</details>",
    "",
  ];
}

function linesOf({ broken }: AuditedDocument): readonly string[] {
  return broken.flatMap(({ rule, defects }) =>
    defects.map((defect) => {
      const { level, message, remedy, pointer } = defect;
      const at = pointer === undefined || pointer === "" ? "" : `, ${code(excerpt(pointer, SENTENCE))}`;
      const law = rule.source.link === "" ? "" : `, ${link(rule.source.text, rule.source.link)}`;
      return `- ${level} at ${code(excerpt(placeText(defect), SENTENCE))}${at}: ${prose(excerpt(message, SENTENCE))} (${code(rule.id)}${law}). To do: ${prose(excerpt(remedy, SENTENCE))}`;
    }),
  );
}
