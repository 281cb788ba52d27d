import { CHECKS, type Check } from "../checks/index.ts";
import { HarnessError, type Requirement } from "../result/index.ts";
import type { Scenario } from "../scenarios/index.ts";
import type { SuiteRun } from "./options.ts";
import { areaIdsOf } from "./plan.ts";
import { requirementsOf } from "./requirements.ts";
import type { Suite } from "./suite.ts";

/** What a suite has beside what comes with the package. */
export interface Own {
  /** Run on every exchange, after those of the catalogue. */
  readonly checks?: readonly Check[];
  /** Run after those of the suite's area. */
  readonly scenarios?: readonly Scenario[];
  /** What these speak about, where no requirement of the RFCs or of the profile says it. */
  readonly requirements?: readonly Requirement[];
}

/** A suite with checks and scenarios of one's own, beside those that it has. */
export function extendSuite(suite: Suite, own: Own): Suite {
  const { checks = [], scenarios = [], requirements = [] } = suite.own ?? {};
  return {
    ...suite,
    own: {
      checks: [...checks, ...(own.checks ?? [])],
      scenarios: [...scenarios, ...(own.scenarios ?? [])],
      requirements: [...requirements, ...(own.requirements ?? [])],
    },
  };
}

/**
 * A run whose contract knows the requirements that its suite brings.
 *
 * @throws HarnessError `USAGE` for an id that is taken, and for a check or scenario about a requirement that there is not:
 * its findings would be lost
 */
export function withOwn<Run extends Pick<SuiteRun, "suite" | "contract">>(run: Run): Run {
  const { own } = run.suite;
  if (own === undefined) return run;
  const { checks = [], scenarios = [], requirements = [] } = own;
  const known = requirementsOf(run.contract);
  // What is said twice is one; what is said otherwise under the same id is not.
  const added = [...new Set(requirements)].filter((requirement) => known.get(requirement.id) !== requirement);
  const ofArea = areaIdsOf(run.contract, run.suite);
  const taken = [
    ...added.filter(({ id }, at) => known.has(id) || added.slice(0, at).some((other) => other.id === id)),
    ...checks.filter(({ id }, at) => [...CHECKS, ...checks.slice(0, at)].some((other) => other.id === id)),
    ...scenarios.filter(({ id }, at) => ofArea.has(id) || scenarios.slice(0, at).some((other) => other.id === id)),
  ];
  if (taken[0] !== undefined) {
    throw new HarnessError("USAGE", `there is another ${taken[0].id}`, { remedy: "give it an id of its own" });
  }
  const contract = { ...run.contract, requirements: [...run.contract.requirements, ...added] };
  const all = requirementsOf(contract);
  for (const { id, requirements: about } of [...checks, ...scenarios]) {
    const unknown = about.find((one) => !all.has(one));
    if (unknown === undefined && about.length > 0) continue;
    throw new HarnessError("USAGE", `${id} speaks about ${unknown ?? "nothing"}, which is no requirement`, {
      remedy: "give it among the suite's requirements, or in the profile",
    });
  }
  return { ...run, contract };
}
