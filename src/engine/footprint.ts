import type { Makes } from "../scenarios/index.ts";
import type { RunSettings } from "./options.ts";
import type { SuitePlan } from "./plan.ts";

// Scenarios that can do without members take so many where they can be had.
const COMPANY = 2;

/**
 * About how many Users and Groups a suite makes on its server, worked out from its plan, without a network. An estimate:
 * a scenario may end early, and a failure is made small by trying it again on fresh resources, which makes more.
 */
export function footprintOf({ operation, scenarios }: SuitePlan, settings: RunSettings): Makes {
  const { fixtures } = settings;
  const isOfGroups = operation.resourceType === "Group";
  // Only members are shared; where the operation is on Users, each scenario has one of its own.
  let shared = isOfGroups ? COMPANY : 0;
  // The preflight makes one resource of the operation's type.
  let users = isOfGroups ? 0 : 1;
  let groups = isOfGroups ? 1 : 0;
  for (const scenario of scenarios) {
    const { makes } = scenario;
    const own = makes?.(settings);
    if (isOfGroups) shared = Math.max(shared, own?.users ?? 0, scenario.users);
    else users += own?.users ?? Math.max(1, scenario.users);
    groups += own?.groups ?? scenario.groups;
  }
  // Named Groups are used in place of made ones, and put back.
  if (isOfGroups && fixtures.groups.length > 0) groups = 0;
  return { users: users + Math.max(0, shared - fixtures.users.length), groups };
}
