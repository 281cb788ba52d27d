import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { writeBetween } from "../lib/page.ts";
import { markdownTable, type Table, textTable } from "../lib/table.ts";
import { commandOf, dayOf } from "../lib/words.ts";
import { PARTS } from "./parts.ts";

const HELP = `npm run bench:speed -- [part …] [options]

Measures what the harness itself costs, each figure beside what it is compared to. Always ends with 0: machines are shared,
and a goal in seconds holds for one that does nothing else. Ratios hold anywhere.

${Object.entries(PARTS)
  .map(([name, { title }]) => `  ${name.padEnd(9)} ${title}`)
  .join("\n")}

  --json FILE       the tables as data
  --markdown FILE   the tables, between the markers of a page
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, markdown: { type: "string" }, help: { type: "boolean" } },
});

async function main(): Promise<void> {
  const unknown = positionals.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined) throw new Error(`there is no part ${unknown}: ${Object.keys(PARTS).join(", ")}`);
  const tables: Table[] = [];
  for (const [name, { measure }] of Object.entries(PARTS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const table = await measure();
    tables.push(table);
    process.stdout.write(`${textTable(table)}\n`);
  }
  const command = [commandOf("bench:speed", {}), ...(positionals.length === 0 ? [] : ["--", ...positionals])].join(" ");
  const date = new Date();
  if (values.json !== undefined) {
    const told = { command, date: date.toISOString(), node: process.version, tables };
    writeFileSync(values.json, `${JSON.stringify(told, undefined, 2)}\n`);
  }
  if (values.markdown !== undefined) {
    const words = `Measured on ${dayOf(date)} with \`${command}\`, Node ${process.version}.`;
    const shown = [words, "", ...tables.map(markdownTable)].join("\n");
    writeBetween(values.markdown, "Speed", "bench:speed", shown);
  }
}

if (values.help === true) process.stdout.write(HELP);
else await main();
