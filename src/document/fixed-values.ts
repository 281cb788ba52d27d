import { HarnessError } from "../result/index.ts";
import { alternativesOf } from "./alternatives.ts";
import type { JsonSchema, Operation, ResourceTypeName } from "./contract.ts";
import { type FlatSchema, flatten } from "./flat-schema.ts";
import { jsonBody } from "./json-body.ts";

// What scenarios give values of themselves, whatever a document allows.
const GIVEN: ReadonlySet<string> = new Set(["id", "schemas", "userName", "displayName", "members"]);

// So deep an object in an object is looked into.
const DEPTH = 4;

/** Properties with a value that a document names for them, by the resource type whose bodies must have them. */
export type FixedValues = Readonly<Partial<Record<ResourceTypeName, Readonly<Record<string, unknown>>>>>;

/**
 * What a document requires of every body of a type and names the values of: a discriminator that is a `const`, the first
 * value of an `enum`. Of alternatives (`oneOf`, `anyOf`) the one that leaves the least to be known. By PUT, or by
 * POST where there is no PUT.
 */
export function fixedValues(operations: readonly Operation[]): FixedValues {
  const found: Partial<Record<ResourceTypeName, Readonly<Record<string, unknown>>>> = {};
  for (const method of ["PUT", "POST"]) {
    for (const operation of operations) {
      if (operation.method !== method || found[operation.resourceType] !== undefined) continue;
      const values = valuesOf(operation);
      if (Object.keys(values).length > 0) found[operation.resourceType] = values;
    }
  }
  return found;
}

function valuesOf({ request }: Operation): Readonly<Record<string, unknown>> {
  const body = jsonBody(request.content);
  try {
    const schema = body?.standalone;
    if (schema === undefined || typeof schema === "boolean") return {};
    const [first, ...others] = alternativesOf(schema).map((one) => valuesIn(one));
    return others.reduce((best, other) => (other.unknown < best.unknown ? other : best), first ?? NONE).values;
  } catch (cause) {
    // A schema that cannot be compiled is told of where it is used.
    if (cause instanceof HarnessError) return {};
    throw cause;
  }
}

interface Required {
  readonly values: Readonly<Record<string, unknown>>;
  /** How many required properties have no value that the document names. */
  readonly unknown: number;
}

const NONE: Required = { values: {}, unknown: 0 };

function valuesIn(schema: Exclude<JsonSchema, boolean>): Required {
  const flat = flatten(schema, schema);
  const names = [...flat.required].filter((name) => !GIVEN.has(name));
  const known = names.flatMap((name) => {
    const value = fixedValue(schema, flat, name, DEPTH);
    return value === undefined ? [] : [[name, value.only] as const];
  });
  return { values: Object.fromEntries(known), unknown: names.length - known.length };
}

function fixedValue(
  root: JsonSchema,
  parent: FlatSchema,
  name: string,
  depth: number,
): { readonly only: unknown } | undefined {
  const property = parent.properties.get(name);
  if (property === undefined || depth === 0) return undefined;
  const flat = flatten(root, property);
  if (flat.readOnly) return undefined;
  const { const: only, enum: some } = flat.keywords;
  if (only !== undefined) return { only };
  if (Array.isArray(some)) {
    const named = (some as unknown[]).find(isPlain);
    return named === undefined ? undefined : { only: named };
  }
  if (!flat.types.includes("object") || flat.required.size === 0) return undefined;
  const parts: Record<string, unknown> = {};
  for (const part of flat.required) {
    const value = fixedValue(root, flat, part, depth - 1);
    if (value === undefined) return undefined;
    parts[part] = value.only;
  }
  return { only: parts };
}

/** True for what is no list, no object and not null: of those a document says little by naming them. */
function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
