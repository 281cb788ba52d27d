import type { Contract } from "../document/index.ts";
import type { Requirement } from "../result/index.ts";
import { CLIENT_REQUIREMENTS } from "../scenarios/index.ts";
import { REQUIREMENTS } from "../scim/index.ts";

/** Every requirement that can be spoken about, by id: the general ones, the vendor's, then what clients need. */
export function requirementsOf(contract: Contract): ReadonlyMap<string, Requirement> {
  const all = [...REQUIREMENTS, ...contract.requirements, ...CLIENT_REQUIREMENTS];
  return new Map(all.map((requirement) => [requirement.id, requirement]));
}
