import type { Page, Table } from "../page.ts";
import { pageRule, type Rule, rfc } from "../rule.ts";

const NAMED =
  /\b(?:(?:return|respond|answer|fail|repl)(?:s|ed|ies|ing)?(?:\s+with)?|(?:status|code|http|error)(?:\s+(?:status|code))?|an?)\s+(?:an?\s+)?(?:http\s+)?`?(20[0-4]|30[1-8]|40\d|41[0-7]|42[2-9]|50[0-4])\b`?(?!\s*(?:-|characters?|items?|users?|groups?|members?|bytes?|ms|seconds?|minutes?|kb|mb|requests?|results?|entries|days?|hours?)\b)/giu;

/** A status that the page names and its table of statuses leaves out. */
export const statusNotInTable: Rule = pageRule({
  id: "audit.status-not-in-table",
  title: "a page's table of statuses has every status that the page names",
  level: "warning",
  explanation: "Who writes a client reads the table. A status that only a sentence elsewhere names is not handled.",
  source: rfc(7644, "3.12"),
  *find(page) {
    const tables = page.tables.filter(isStatusTable);
    const [table] = tables;
    if (table === undefined) return;
    const listed = new Set(tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => statusesIn(cells[0] ?? ""))));
    for (const [status, line] of namedOn(page)) {
      if (listed.has(status)) continue;
      yield {
        line: table.header.line,
        column: 1,
        message: `the table of statuses has no ${status}, which line ${line} names`,
        remedy: `add a row for ${status}`,
      };
    }
  },
});

function isStatusTable({ header, rows }: Table): boolean {
  return (
    /\b(?:code|status)\b/iu.test(header.cells[0] ?? "") &&
    rows.length > 0 &&
    rows.every(({ cells }) => statusesIn(cells[0] ?? "").length > 0)
  );
}

function statusesIn(cell: string): readonly string[] {
  return cell.match(/\b[1-5]\d\d\b/gu) ?? [];
}

/** Statuses that the page names in words, each with the line that does so first. */
function namedOn({ prose }: Page): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { line, text } of prose) {
    for (const match of text.matchAll(NAMED)) {
      const status = match[1] ?? "";
      if (!found.has(status)) found.set(status, line);
    }
  }
  return found;
}
