import { type Contract, type Operation, requirePathParameters } from "../document/index.ts";
import { PROPERTY_FAMILIES } from "../membership/index.ts";
import { HarnessError, OTHER_SHARD } from "../result/index.ts";
import { type Area, DEPTHS, type Depth, findClient, SCENARIO_FAMILIES, type Scenario } from "../scenarios/index.ts";
import { isMatched, isSelected, type Selection } from "./select.ts";
import { defineServiceSuite, defineSuite, type Suite } from "./suite.ts";

/** All that can be run: scripted scenarios, then generated histories. */
const FAMILIES = [...SCENARIO_FAMILIES, ...PROPERTY_FAMILIES];

/** Why a scenario is left out that the selection does not have. */
export const NOT_SELECTED = "not selected";

/** What a suite will do: a pure function of contract, depth and selection; made without a network. */
export interface SuitePlan {
  readonly suite: Suite;
  readonly contract: Contract;
  /** What the suite is about, for people: `PUT /Groups/{id}`, `the service as a whole`. */
  readonly subject: string;
  /** The operation under test; for a suite of more than one, the update that stands for the service. */
  readonly operation: Operation;
  /** Those whose effect must be confirmed by an independent observation; none where a client replays its own requests. */
  readonly operations: readonly Operation[];
  /**
   * True where the server is asked which attributes there are: all but `userName` are optional (RFC 7643 section 4.1), and a
   * document that describes every server names all of them. A vendor's page that declares one is a promise.
   */
  readonly narrows: boolean;
  /** The selected scenarios, in catalogue order. */
  readonly scenarios: readonly Scenario[];
  /** Scenarios of this operation that selection or depth leave out, for the list of what was not tested. */
  readonly leftOut: readonly { readonly scenario: Scenario; readonly reason: string }[];
}

/**
 * Makes the plan of one suite.
 *
 * @throws HarnessError `SELECTION_EMPTY` when the document does not declare what the suite is about, `USAGE` when a
 * parameter of its path has no value
 */
export function planSuite(contract: Contract, suite: Suite, depth: Depth, selection: Selection = {}): SuitePlan {
  const about = aboutOf(contract, suite.area, suite.operation);
  if (about === undefined) throw nothingFor(contract, suite);
  for (const operation of [about.operation, ...about.operations]) requirePathParameters(operation);
  const all = scenariosOf(contract, suite, about.operation);
  const scenarios: Scenario[] = [];
  const leftOut: { scenario: Scenario; reason: string }[] = [];
  for (const scenario of all) {
    if (DEPTHS.indexOf(scenario.depth) > DEPTHS.indexOf(depth)) {
      leftOut.push({ scenario, reason: `belongs to --depth ${scenario.depth}` });
    } else if (isSelected(selection, scenario)) scenarios.push(scenario);
    else leftOut.push({ scenario, reason: isMatched(selection, scenario) ? OTHER_SHARD : NOT_SELECTED });
  }
  const narrows = contract.profile.generic && /^P(?:UT|ATCH) User$/u.test(suite.area);
  return { suite, contract, ...about, narrows, scenarios, leftOut };
}

/** All scenarios of a suite's area, whatever depth or selection, in catalogue order. */
export function scenariosOf(contract: Contract, suite: Suite, operation: Operation): readonly Scenario[] {
  const families = FAMILIES.filter(({ area }) => area === suite.area);
  return [...families.flatMap((family) => family.scenarios(contract, operation)), ...(suite.own?.scenarios ?? [])];
}

/** The ids of the scenarios that a suite has of its area, without its own; none where the document declares nothing for it. */
export function areaIdsOf(contract: Contract, suite: Suite): ReadonlySet<string> {
  const about = aboutOf(contract, suite.area, suite.operation);
  if (about === undefined) return new Set();
  const { own: _, ...bare } = suite;
  return new Set(scenariosOf(contract, bare, about.operation).map(({ id }) => id));
}

/**
 * The suites that a document alone gives: one for each area that it declares enough for and there are scenarios of. Where a
 * document declares a resource at several paths, the later suites have their path in their ids.
 */
export function suitesOf(contract: Contract): readonly Suite[] {
  const updates = new Map<string, Suite>();
  for (const { key, path, method, resourceType, idParameter } of contract.operations) {
    if (idParameter === undefined || !FAMILIES.some(({ area }) => area === `${method} ${resourceType}`)) continue;
    const suite = defineSuite({ vendor: contract.id, resourceType, method });
    if (!updates.has(suite.id)) {
      updates.set(suite.id, suite);
      continue;
    }
    const id = `${suite.id}.${words(path)}`;
    let free = id;
    for (let n = 2; updates.has(free); n += 1) free = `${id}-${n}`;
    updates.set(free, { ...suite, id: free, operation: key });
  }
  return [...updates.values(), ...(hasService(contract) ? [defineServiceSuite({ vendor: contract.id })] : [])];
}

/** A path as a part of an id: `/api/v2/scim/Users/{id}` gives `api-v2-scim-users-id`. */
function words(path: string): string {
  return path
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((part) => part !== "")
    .join("-");
}

/** True when the document declares how resources are made, and there are scenarios of the service as a whole. */
function hasService(contract: Contract): boolean {
  return FAMILIES.some(({ area }) => area === "service") && aboutOf(contract, "service") !== undefined;
}

type About = Pick<SuitePlan, "operation" | "operations" | "subject">;

/** @param key of the operation that is meant, where there are several of an area */
function aboutOf(contract: Contract, area: Area, key?: string): About | undefined {
  if (area === "service" || area.startsWith("client ")) {
    const operation = centreOf(contract);
    if (operation === undefined) return undefined;
    if (area !== "service") {
      const name = area.slice("client ".length);
      return { operation, operations: [], subject: `what ${findClient(name)?.title ?? name} sends` };
    }
    const operations = contract.operations.filter(({ method }) => method === "POST" || method === "DELETE");
    if (!operations.some(({ method }) => method === "POST")) return undefined;
    return { operation, operations, subject: "the service as a whole" };
  }
  const operation = contract.operations.find(
    (one) =>
      area === `${one.method} ${one.resourceType}` &&
      one.idParameter !== undefined &&
      (key === undefined || one.key === key),
  );
  return operation === undefined ? undefined : { operation, operations: [operation], subject: operation.key };
}

/** The update around which a suite of several operations is built: of Users first, for Groups need Users too. */
function centreOf(contract: Contract): Operation | undefined {
  const single = contract.operations.filter(({ idParameter }) => idParameter !== undefined);
  for (const type of ["User", "Group"] as const) {
    for (const wanted of ["PUT", "PATCH", "GET"] as const) {
      const found = single.find(({ method, resourceType }) => method === wanted && resourceType === type);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function nothingFor(contract: Contract, { area }: Suite): HarnessError {
  const [method = "", type = ""] = area.split(" ");
  const missing = /^[A-Z]+$/u.test(method) ? `${method} of a single ${type}` : "POST of a User or Group";
  return new HarnessError("SELECTION_EMPTY", `${contract.document.name} declares no ${missing}`, {
    remedy: `it declares ${contract.operations.map(({ key }) => key).join(", ") || "no SCIM operation"}`,
  });
}
