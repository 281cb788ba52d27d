import type { ProbeRow } from "../engine/index.ts";
import { inertLine, type Palette, wrap } from "../report/index.ts";

/** What a probe found out, a line each with how it was found out below it; then what it could not, with the reason. */
export function probeTable(
  rows: readonly ProbeRow[],
  { paint, width }: { readonly paint: Palette; readonly width: number },
): string {
  // Two suites may ask the same of one server.
  const told = new Set<string>();
  const blocks = rows.flatMap((row): string[] => {
    const isLearnt = row.outcome === "learnt";
    const [head, why] = isLearnt
      ? [`✓ ${row.title} ${row.value}`, row.how]
      : [`– ${row.title}: not learnt, because ${lowerFirst(row.reason)}`, ""];
    const line = inertLine(head);
    if (told.has(`${row.id} ${line}`)) return [];
    told.add(`${row.id} ${line}`);
    const paragraph = wrap(line, width, "", "  ").join("\n");
    return [
      isLearnt ? paragraph : paint.quiet(paragraph),
      ...(why === "" ? [] : [paint.quiet(wrap(inertLine(why), width, "    ").join("\n"))]),
    ];
  });
  return `${blocks.join("\n")}\n`;
}

function lowerFirst(text: string): string {
  // A name such as POST or DELETE stays as it is.
  return /^[A-Z][a-z]/u.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
