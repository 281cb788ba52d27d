import { HarnessError } from "../result/index.ts";
import type { JsonSchema, Operation, ResourceTypeName } from "./contract.ts";
import { type FlatSchema, flatten } from "./flat-schema.ts";
import { jsonBody } from "./json-body.ts";

// What scenarios give values of themselves, whatever a document allows.
const GIVEN: ReadonlySet<string> = new Set(["id", "schemas", "userName", "displayName", "members"]);

// So deep an object in an object is looked into.
const DEPTH = 4;

/** Properties with the only value that a document allows them, by the resource type whose bodies must have them. */
export type FixedValues = Readonly<Partial<Record<ResourceTypeName, Readonly<Record<string, unknown>>>>>;

/**
 * What a document requires of every body of a type and leaves no choice about: a discriminator that is a `const`, an `enum`
 * of one. By PUT, or by POST where there is no PUT.
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
    if (schema === undefined) return {};
    const flat = flatten(schema, schema);
    return Object.fromEntries(
      [...flat.required].flatMap((name) => {
        if (GIVEN.has(name)) return [];
        const value = fixedValue(schema, flat, name, DEPTH);
        return value === undefined ? [] : [[name, value.only] as const];
      }),
    );
  } catch (cause) {
    // A schema that cannot be compiled is told of where it is used.
    if (cause instanceof HarnessError) return {};
    throw cause;
  }
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
  if (Array.isArray(some)) return some.length === 1 ? { only: some[0] as unknown } : undefined;
  if (!flat.types.includes("object") || flat.required.size === 0) return undefined;
  const parts: Record<string, unknown> = {};
  for (const part of flat.required) {
    const value = fixedValue(root, flat, part, depth - 1);
    if (value === undefined) return undefined;
    parts[part] = value.only;
  }
  return { only: parts };
}
