import type { Contract, Operation } from "../document/index.ts";
import { type Discovery, namesIn, type Scenario } from "../scenarios/index.ts";
import { type AttributeSchema, describedType, type ResourceSchema, sameName, USER_SCHEMA } from "../scim/index.ts";
import { type SuitePlan, scenariosOf } from "./plan.ts";
import type { ScenarioOutcome } from "./run-scenario.ts";

/** What a plan comes to on a server that has fewer attributes than its document. */
export interface Narrowed {
  readonly contract: Contract;
  readonly operation: Operation;
  /** By id; what is not here is about an attribute that the server does not have. */
  readonly scenarios: ReadonlyMap<string, Scenario>;
}

/** The outcome of a scenario that is about what the server does not have. */
export const NOT_THERE: ScenarioOutcome = {
  outcome: "not-applicable",
  reason: "it is about attributes that are optional, and that the server's /Schemas does not have",
  durationMs: 0,
};

// What every User has is not asked for (RFC 7643 sections 3, 3.1 and 4.1.1).
const ALWAYS: ReadonlySet<string> = new Set(["schemas", "id", "meta", "username", "externalid"]);
// Of a server that shows no schema: what nearly every one has.
const USUAL: ReadonlySet<string> = new Set(["active", "displayName", "emails"]);
const USUAL_OF_NAME: ReadonlySet<string> = new Set(["familyName", "givenName"]);
const USUAL_SCHEMA: ResourceSchema = { ...USER_SCHEMA, attributes: usualAttributes(), extensions: [] };

function usualAttributes(): readonly AttributeSchema[] {
  const { attributes } = USER_SCHEMA;
  const names = attributes.filter(({ name }) => name === "name");
  const parts = names.flatMap(({ subAttributes = [] }) => subAttributes.filter(({ name }) => USUAL_OF_NAME.has(name)));
  return [
    ...attributes.filter(({ name }) => USUAL.has(name)),
    ...names.map((name): AttributeSchema => Object.assign({}, name, { subAttributes: parts })),
  ];
}

/**
 * True where the server itself says that it has not what a suite is about: PATCH is optional (RFC 7644 section 3.5.2). Only of
 * a document that describes every server this is the answer; a vendor's page that declares PATCH is a promise.
 */
export function offersNoPatch({ method }: Operation, { profile }: Contract, { config }: Discovery): boolean {
  return profile.generic && method === "PATCH" && config.model?.patch === false;
}

/** Makes a plan's scenarios again, for the attributes that the server's own schema has (RFC 7643 section 7). */
export function narrowed({ suite, contract, operation }: SuitePlan, { resourceTypes, schemas }: Discovery): Narrowed {
  const schema = describedType(resourceTypes.model, schemas.model, "User") ?? USUAL_SCHEMA;
  const lacks = (path: string): boolean => isLacking(schema, path);
  const own = (one: Operation): Operation => (one.resourceType === "User" ? { ...one, lacks } : one);
  const narrow: Contract = { ...contract, operations: contract.operations.map(own) };
  const scenarios = scenariosOf(narrow, suite, own(operation));
  return { contract: narrow, operation: own(operation), scenarios: new Map(scenarios.map((one) => [one.id, one])) };
}

function isLacking(schema: ResourceSchema, path: string): boolean {
  const [head = "", part] = namesIn(path.replaceAll("[]", ""));
  if (ALWAYS.has(head.toLowerCase())) return false;
  const extension = schema.extensions.find(({ urn }) => sameName(urn, head));
  const attributes = extension === undefined ? schema.attributes : extension.attributes;
  const name = extension === undefined ? head : (part ?? "");
  const attribute = attributes.find((one) => sameName(one.name, name));
  if (attribute === undefined) return true;
  // What a server keeps to itself, or shows only to who asks, is for the scenarios of its schema.
  if (extension !== undefined) return attribute.mutability !== "readWrite" || attribute.returned !== "default";
  const parts = attribute.subAttributes;
  if (part === undefined || parts === undefined) return false;
  return !parts.some((one) => sameName(one.name, part));
}
