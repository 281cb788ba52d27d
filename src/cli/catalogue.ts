import { CHECKS } from "../checks/index.ts";
import { type Contract, listVendors, loadVendor } from "../document/index.ts";
import { defineClientSuite, planSuite, type Suite } from "../engine/index.ts";
import type { Requirement } from "../result/index.ts";
import { CLIENT_REQUIREMENTS, CLIENTS, type Scenario } from "../scenarios/index.ts";
import { REQUIREMENTS } from "../scim/index.ts";
import { loadSuites } from "./suites.ts";

/** A suite with what it comes from and what it runs at the greatest depth. */
export interface CatalogueSuite {
  readonly suite: Suite;
  readonly contract: Contract;
  readonly scenarios: readonly Scenario[];
}

// What comes with the package does not change while a process lasts, and is asked for several times by one command.
const contracts = new Map<string, Promise<Contract>>();
let suites: Promise<readonly CatalogueSuite[]> | undefined;

function contractOf(vendor: string): Promise<Contract> {
  const known = contracts.get(vendor) ?? loadVendor(vendor);
  contracts.set(vendor, known);
  return known;
}

/** Every suite that comes with the package, planned. */
export async function allSuites(): Promise<readonly CatalogueSuite[]> {
  suites ??= planAll();
  return await suites;
}

async function planAll(): Promise<readonly CatalogueSuite[]> {
  return await Promise.all(
    (await loadSuites()).map(async (suite) => {
      const contract = await contractOf(suite.vendor);
      return { suite, contract, scenarios: planSuite(contract, suite, "thorough").scenarios };
    }),
  );
}

/** A scenario, and where it comes from. */
export interface CatalogueScenario {
  readonly scenario: Scenario;
  /** Ids of the suites that run it; of a client's, the flag that adds it. */
  readonly suites: readonly string[];
  /** The first of them, with its contract. */
  readonly home: { readonly suite: Suite; readonly contract: Contract };
}

/** Every scenario once, with the suites that run it. */
export async function allScenarios(): Promise<readonly CatalogueScenario[]> {
  const found = new Map<string, CatalogueScenario & { suites: string[] }>();
  const all = await allSuites();
  for (const { suite, contract, scenarios } of all) {
    for (const scenario of scenarios) {
      const known = found.get(scenario.id) ?? { scenario, suites: [], home: { suite, contract } };
      known.suites.push(suite.id);
      found.set(scenario.id, known);
    }
  }
  // What a client sends depends on no document: any will do.
  const [any] = all;
  for (const { name } of CLIENTS) {
    if (any === undefined) break;
    const suite = defineClientSuite({ vendor: any.suite.vendor, client: name });
    const { contract } = any;
    for (const scenario of planSuite(contract, suite, "thorough").scenarios)
      found.set(scenario.id, { scenario, suites: [`--client ${name}`], home: { suite, contract } });
  }
  return [...found.values()];
}

/** Every requirement: the RFCs' and what documents state in general, each vendor's own, and what clients need. */
export async function allRequirements(): Promise<readonly Requirement[]> {
  const all = await Promise.all(listVendors().map(contractOf));
  return [...REQUIREMENTS, ...all.flatMap(({ requirements }) => requirements), ...CLIENT_REQUIREMENTS];
}

/** Ids of the checks and scenarios that can speak about a requirement, by its record and by theirs. */
export async function testersOf({ id, tested }: Requirement): Promise<readonly string[]> {
  const scenarios = await allScenarios();
  const declared = "by" in tested ? tested.by : [];
  const speakers = [...CHECKS, ...scenarios.map(({ scenario }) => scenario)].filter(({ requirements }) =>
    requirements.includes(id),
  );
  const isKnown = (tester: string): boolean => !tester.endsWith("*") || speakers.length === 0;
  return [...new Set([...declared.filter(isKnown), ...speakers.map((speaker) => speaker.id)])];
}
