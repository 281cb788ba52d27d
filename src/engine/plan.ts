import type { Contract, Operation } from "../document/index.ts";
import { PROPERTY_FAMILIES } from "../membership/index.ts";
import { HarnessError } from "../result/index.ts";
import { DEPTHS, type Depth, SCENARIO_FAMILIES, type Scenario } from "../scenarios/index.ts";
import { isSelected, type Selection } from "./select.ts";
import type { Suite } from "./suite.ts";

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
 * @throws HarnessError `SELECTION_EMPTY` when the document does not declare the suite's operation
 */
export function planSuite(contract: Contract, suite: Suite, depth: Depth, selection: Selection = {}): SuitePlan {
  const operation = contract.operations.find(
    (candidate) =>
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

/** The suites that a document alone gives: one for each declared PUT or PATCH that there are scenarios for. */
export function suitesOf(contract: Contract): readonly Suite[] {
  return contract.operations
    .filter(
      ({ method, resourceType, idParameter }) =>
        idParameter !== undefined &&
        FAMILIES.some((family) => family.method === method && family.resourceType === resourceType),
    )
    .map(({ method, resourceType }) => ({
      id: `${contract.id}.${resourceType.toLowerCase()}s.${method.toLowerCase()}`,
      vendor: contract.id,
      resourceType,
      method,
    }));
}
