import { type Contract, type Operation, requirePathParameters } from "../document/index.ts";
import { PROPERTY_FAMILIES } from "../membership/index.ts";
import { HarnessError } from "../result/index.ts";
import { DEPTHS, type Depth, SCENARIO_FAMILIES, type Scenario } from "../scenarios/index.ts";
import { isSelected, type Selection } from "./select.ts";
import { defineSuite, type Suite } from "./suite.ts";

/** All that can be run: scripted scenarios, then generated histories. */
const FAMILIES = [...SCENARIO_FAMILIES, ...PROPERTY_FAMILIES];

/** What a suite will do: a pure function of contract, depth and selection; made without a network. */
export interface SuitePlan {
  readonly suite: Suite;
  readonly contract: Contract;
  readonly operation: Operation;
  /** The selected scenarios, in catalogue order. */
  readonly scenarios: readonly Scenario[];
  /** Scenarios of this operation that selection or depth leave out, for the list of what was not tested. */
  readonly leftOut: readonly { readonly scenario: Scenario; readonly reason: string }[];
}

/**
 * Makes the plan of one suite.
 *
 * @throws HarnessError `SELECTION_EMPTY` when the document does not declare the suite's operation, `USAGE` when a
 * parameter of its path has no value
 */
export function planSuite(contract: Contract, suite: Suite, depth: Depth, selection: Selection = {}): SuitePlan {
  const operation = contract.operations.find(
    (candidate) =>
      (suite.operation === undefined || candidate.key === suite.operation) &&
      candidate.method === suite.method &&
      candidate.resourceType === suite.resourceType &&
      candidate.idParameter !== undefined,
  );
  if (operation === undefined) {
    throw new HarnessError(
      "SELECTION_EMPTY",
      `${contract.document.name} declares no ${suite.method} of a single ${suite.resourceType}`,
      {
        remedy: `it declares ${contract.operations.map(({ key }) => key).join(", ") || "no SCIM operation"}`,
      },
    );
  }
  requirePathParameters(operation);
  const all = FAMILIES.filter(
    (family) => family.method === suite.method && family.resourceType === suite.resourceType,
  ).flatMap((family) => family.scenarios(contract, operation));
  const scenarios: Scenario[] = [];
  const leftOut: { scenario: Scenario; reason: string }[] = [];
  for (const scenario of all) {
    if (DEPTHS.indexOf(scenario.depth) > DEPTHS.indexOf(depth)) {
      leftOut.push({ scenario, reason: `belongs to --depth ${scenario.depth}` });
    } else if (isSelected(selection, scenario)) scenarios.push(scenario);
    else leftOut.push({ scenario, reason: "not selected" });
  }
  return { suite, contract, operation, scenarios, leftOut };
}

/**
 * The suites that a document alone gives: one for each declared PUT or PATCH that there are scenarios for. Where a document
 * declares a resource at several paths, the later suites have their path in their ids.
 */
export function suitesOf(contract: Contract): readonly Suite[] {
  const suites = new Map<string, Suite>();
  for (const { key, path, method, resourceType, idParameter } of contract.operations) {
    if (idParameter === undefined) continue;
    if (!FAMILIES.some((family) => family.method === method && family.resourceType === resourceType)) continue;
    const suite = defineSuite({ vendor: contract.id, resourceType, method });
    if (!suites.has(suite.id)) {
      suites.set(suite.id, suite);
      continue;
    }
    const id = `${suite.id}.${words(path)}`;
    for (let n = 1; ; n += 1) {
      const free = n === 1 ? id : `${id}-${n}`;
      if (suites.has(free)) continue;
      suites.set(free, { ...suite, id: free, operation: key });
      break;
    }
  }
  return [...suites.values()];
}

/** A path as a part of an id: `/api/v2/scim/Users/{id}` gives `api-v2-scim-users-id`. */
function words(path: string): string {
  return path
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((part) => part !== "")
    .join("-");
}
