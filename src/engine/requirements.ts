import type { Contract } from "../document/index.ts";
import type { Requirement } from "../result/index.ts";
import { REQUIREMENTS } from "../scim/index.ts";

/** Every requirement that binds a contract's server, by id: the general ones, then the vendor's. */
export function requirementsOf(contract: Contract): ReadonlyMap<string, Requirement> {
  return new Map([...REQUIREMENTS, ...contract.requirements].map((requirement) => [requirement.id, requirement]));
}
