import { RULES } from "../../audit/index.ts";
import { CHECKS } from "../../checks/index.ts";
import { inertLine, palette } from "../../report/index.ts";
import { citationOf, severityOf } from "../../result/index.ts";
import { CLIENTS } from "../../scenarios/index.ts";
import { FAULTS, ODDITIES } from "../../targets/index.ts";
import { allRequirements, allScenarios, allSuites } from "../catalogue.ts";
import { EXIT } from "../errors.ts";
import { nearestIds } from "../selection.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";

type Row = Readonly<Record<string, string | number | readonly string[]>>;

/** What can be listed; the columns are the fields of the JSON. */
export const TOPICS: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  suites: async () =>
    (await allSuites()).map(({ suite, contract, scenarios }) => ({
      id: suite.id,
      vendor: suite.vendor,
      scenarios: scenarios.length,
      document: `${contract.document.title} ${contract.document.version}`,
    })),
  clients: () =>
    CLIENTS.map(({ name, title, about, capabilities }) => ({ id: name, does: capabilities.length, title, about })),
  checks: () => CHECKS.map(({ id, title, requirements }) => ({ id, requirements: requirements.length, title })),
  scenarios: async () =>
    (await allScenarios()).map(({ scenario: { id, title, depth }, suites }) => ({ id, depth, suites, title })),
  requirements: async () =>
    (await allRequirements()).map((requirement) => ({
      id: requirement.id,
      level: requirement.level,
      severity: severityOf(requirement),
      source: citationOf(requirement.source),
      gate: requirement.gate ?? "",
      text: requirement.text,
    })),
  faults: () =>
    FAULTS.map(({ id, difficulty, category, dialects, requirement, title }) => ({
      id,
      difficulty,
      category,
      dialects,
      requirement,
      title,
    })),
  oddities: () => ODDITIES.map(({ id, dialects, requirement, title }) => ({ id, dialects, requirement, title })),
  "audit-rules": () => RULES.map(({ id, level, source, title }) => ({ id, level, source: source.text, title })),
};

/** `scimproof list`: what there is, as a table or as JSON. */
export async function listCommand(topic: string, json: boolean, terminal: Terminal): Promise<number> {
  const rowsOf = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : undefined;
  if (rowsOf === undefined) {
    const [near = ""] = nearestIds(topic, Object.keys(TOPICS));
    throw usage(
      `there is no list of ${JSON.stringify(topic)}. Did you mean ${JSON.stringify(near)}?`,
      `one of ${Object.keys(TOPICS).join(", ")}`,
    );
  }
  const rows = await rowsOf();
  terminal.out(json ? `${JSON.stringify(rows, undefined, 2)}\n` : table(rows, terminal));
  return EXIT.ok;
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
