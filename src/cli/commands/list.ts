import { existsSync, readFileSync } from "node:fs";
import { inertLine, palette } from "../../report/index.ts";
import { EXIT } from "../errors.ts";
import { LISTS, type Row } from "../lists.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";

/** `scimproof list`: what there is, as a table or as JSON. */
export async function listCommand(topic: string, json: boolean, terminal: Terminal): Promise<number> {
  const rowsOf = Object.hasOwn(LISTS, topic) ? LISTS[topic] : undefined;
  if (rowsOf === undefined) {
    const { nearestIds } = await import("../selection.ts");
    const [near = ""] = nearestIds(topic, Object.keys(LISTS));
    throw usage(
      `there is no list of ${JSON.stringify(topic)}. Did you mean ${JSON.stringify(near)}?`,
      `one of ${Object.keys(LISTS).join(", ")}`,
    );
  }
  const rows = builtLists()?.[topic] ?? (await rowsOf());
  terminal.out(json ? `${JSON.stringify(rows, undefined, 2)}\n` : table(rows, terminal));
  return EXIT.ok;
}

/**
 * What every list has, as the build wrote it down beside the bundle: nothing of it changes until the next build, and to plan
 * every suite takes longer than somebody who completes a word waits. Undefined where this is not the bundle.
 */
function builtLists(): Readonly<Record<string, readonly Row[]>> | undefined {
  const file = new URL("../lists.json", import.meta.url);
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly Row[]>>)
    : undefined;
}

function table(rows: readonly Row[], terminal: Terminal): string {
  const [first] = rows;
  if (first === undefined) return "none\n";
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => inertLine(text(row[name]))))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const [head = "", ...body] = lines;
  return `${[palette(terminal.colour.out).quiet(head), ...body].join("\n")}\n`;
}

function text(value: Row[string] | undefined): string {
  return typeof value === "object" ? value.join(", ") : String(value ?? "");
}
