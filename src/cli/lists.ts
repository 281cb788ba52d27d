import { citationOf, severityOf } from "../result/index.ts";

/** One line of a list: the columns are the fields of the JSON. */
export type Row = Readonly<Record<string, string | number | readonly string[]>>;

/** What can be listed, by name. Each loads what it lists and nothing else. */
export const LISTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  suites: async () =>
    (await (await import("./catalogue.ts")).allSuites()).map(({ suite, contract, scenarios }) => ({
      id: suite.id,
      vendor: suite.vendor,
      scenarios: scenarios.length,
      document: `${contract.document.title} ${contract.document.version}`,
    })),
  clients: async () =>
    (await import("../scenarios/index.ts")).CLIENTS.map(({ name, title, about, capabilities }) => ({
      id: name,
      does: capabilities.length,
      title,
      about,
    })),
  checks: async () =>
    (await import("../checks/index.ts")).CHECKS.map(({ id, title, requirements }) => ({
      id,
      requirements: requirements.length,
      title,
    })),
  scenarios: async () =>
    (await (await import("./catalogue.ts")).allScenarios()).map(({ scenario: { id, title, depth }, suites }) => ({
      id,
      depth,
      suites,
      title,
    })),
  requirements: async () =>
    (await (await import("./catalogue.ts")).allRequirements()).map((requirement) => ({
      id: requirement.id,
      level: requirement.level,
      severity: severityOf(requirement),
      source: citationOf(requirement.source),
      gate: requirement.gate ?? "",
      text: requirement.text,
    })),
  faults: async () =>
    (await import("../targets/index.ts")).FAULTS.map(({ id, difficulty, category, dialects, requirement, title }) => ({
      id,
      difficulty,
      category,
      dialects,
      requirement,
      title,
    })),
  oddities: async () =>
    (await import("../targets/index.ts")).ODDITIES.map(({ id, dialects, requirement, title }) => ({
      id,
      dialects,
      requirement,
      title,
    })),
  "audit-rules": async () =>
    (await import("../audit/index.ts")).RULES.map(({ id, level, source, title }) => ({
      id,
      level,
      source: source.text,
      title,
    })),
};
