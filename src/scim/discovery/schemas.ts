import { attributeOf, isObject, type JsonObject, textAttribute } from "../attribute.ts";
import type { AttributeSchema, AttributeType, ResourceSchema, SchemaDescription } from "../path/attribute-schema.ts";
import { listedIn } from "./listed.ts";
import type { ResourceTypeDescription } from "./resource-types.ts";

/** The words that RFC 7643 section 7 knows for each characteristic that is one of a few words. */
export const CHARACTERISTIC_WORDS = {
  type: ["string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"],
  mutability: ["readOnly", "readWrite", "immutable", "writeOnly"],
  returned: ["always", "never", "default", "request"],
  uniqueness: ["none", "server", "global"],
} as const;

/**
 * Reads `/Schemas`. A characteristic that is left out, or is no word of the RFC, has the default of RFC 7643 section 2.2;
 * an entry without `id` describes nothing and is left out.
 */
export function parseSchemas(body: unknown): readonly SchemaDescription[] | undefined {
  return listedIn(body)?.flatMap((entry) => {
    const urn = textAttribute(entry, "id");
    return urn === undefined || urn === "" ? [] : [{ urn, attributes: attributesOf(attributeOf(entry, "attributes")) }];
  });
}

function attributesOf(list: unknown): readonly AttributeSchema[] {
  return (Array.isArray(list) ? list : []).flatMap((entry) => {
    const name = isObject(entry) ? textAttribute(entry, "name") : undefined;
    return name === undefined || name === "" || !isObject(entry) ? [] : [attributeFrom(entry, name)];
  });
}

function attributeFrom(entry: JsonObject, name: string): AttributeSchema {
  const word = <Key extends keyof typeof CHARACTERISTIC_WORDS>(
    key: Key,
    otherwise: (typeof CHARACTERISTIC_WORDS)[Key][number],
  ): (typeof CHARACTERISTIC_WORDS)[Key][number] => {
    const value = attributeOf(entry, key);
    return CHARACTERISTIC_WORDS[key].find((known) => known === value) ?? otherwise;
  };
  const flag = (key: string): boolean => attributeOf(entry, key) === true;
  const type: AttributeType = word("type", "string");
  const sub = attributeOf(entry, "subAttributes");
  const canonical = attributeOf(entry, "canonicalValues");
  const references = attributeOf(entry, "referenceTypes");
  return {
    name,
    type,
    multiValued: flag("multiValued"),
    required: flag("required"),
    caseExact: flag("caseExact"),
    mutability: word("mutability", "readWrite"),
    returned: word("returned", "default"),
    uniqueness: word("uniqueness", "none"),
    ...(Array.isArray(canonical) ? { canonicalValues: canonical.filter((value) => typeof value === "string") } : {}),
    ...(Array.isArray(references) ? { referenceTypes: references.filter((value) => typeof value === "string") } : {}),
    ...(Array.isArray(sub) ? { subAttributes: attributesOf(sub) } : {}),
  };
}

/** The schema of a resource type as the server itself describes it; undefined where it describes none of that name. */
export function describedType(
  types: readonly ResourceTypeDescription[] | undefined,
  schemas: readonly SchemaDescription[] | undefined,
  name: string,
): ResourceSchema | undefined {
  const byUrn = (urn: string): SchemaDescription | undefined =>
    schemas?.find((schema) => schema.urn.toLowerCase() === urn.toLowerCase());
  const type = types?.find((candidate) => candidate.name === name);
  const base = byUrn(type?.schema ?? `urn:ietf:params:scim:schemas:core:2.0:${name}`);
  if (base === undefined) return undefined;
  const extensions = type?.extensions.flatMap(({ schema }) => byUrn(schema) ?? []) ?? [];
  return { urn: base.urn, attributes: base.attributes, extensions };
}
