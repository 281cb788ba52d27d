/** A table: its first column is words, the others are numbers or words of their own. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table for a terminal: columns aligned, numbers to the right. */
export function textTable({ title, head, rows }: Table): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? "").length), 0));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => (column === 0 ? (row[column] ?? "").padEnd(width) : (row[column] ?? "").padStart(width)))
      .join("  ")
      .trimEnd();
  return [title, "", line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line), ""].join("\n");
}

/** The table for a page. */
export function markdownTable({ title, head, rows }: Table): string {
  const line = (row: readonly string[]): string => `| ${row.map(escape).join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [`### ${title}`, "", line(head), line(rule), ...rows.map(line), ""].join("\n");
}

function escape(cell: string): string {
  return cell.replaceAll("|", String.raw`\|`);
}

/** A share in percent, one digit after the point; a dash of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** A number, or a dash where there is none. */
export function orDash(value: number | undefined): string {
  return value === undefined ? "–" : String(value);
}
