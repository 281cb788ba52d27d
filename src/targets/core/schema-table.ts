import { type Rules, rulesOf } from "./attributes.ts";
import type { Service } from "./call.ts";
import type { ResourceType } from "./resource.ts";
import { RESOURCE_URN } from "./urns.ts";

/** A schema: its URN, what people call it, and its attributes. */
export interface SchemaEntry {
  readonly urn: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: Rules;
}

/** The one table that a server acts by and that its discovery documents are made from. */
export interface SchemaTable {
  readonly types: Readonly<
    Record<ResourceType, { readonly schema: SchemaEntry; readonly extensions: readonly SchemaEntry[] }>
  >;
  /** The largest page of a list. */
  readonly maxResults: number;
}

/** What every resource has beside its schemas (RFC 7643 section 3.1). */
const COMMON: Rules = {
  schemas: { kind: "values", of: "reference", readOnly: true, caseExact: true, returned: "always" },
  id: { kind: "string", readOnly: true, caseExact: true, returned: "always" },
  externalId: { kind: "string", caseExact: true },
  meta: {
    kind: "object",
    readOnly: true,
    parts: {
      resourceType: { kind: "string", caseExact: true },
      created: { kind: "dateTime" },
      lastModified: { kind: "dateTime" },
      location: { kind: "reference", caseExact: true },
      version: { kind: "string", caseExact: true },
    },
  },
};

const made = new WeakMap<SchemaTable, Readonly<Record<ResourceType, Rules>>>();

/** All that a resource of a type may have, extensions under their URNs: by the server's table, or else by the core's own. */
export function rulesFor({ dialect }: Service, type: ResourceType): Rules {
  const { schema } = dialect;
  if (schema === undefined) return rulesOf(type);
  const rules = made.get(schema) ?? { User: allRules(schema, "User"), Group: allRules(schema, "Group") };
  made.set(schema, rules);
  return rules[type];
}

function allRules({ types }: SchemaTable, type: ResourceType): Rules {
  const { schema, extensions } = types[type];
  const containers = extensions.map(({ urn, attributes }) => [urn, { kind: "object", parts: attributes }] as const);
  return { ...COMMON, ...schema.attributes, ...Object.fromEntries(containers) };
}

/** The URNs that a resource of a type may carry in `schemas`. */
export function urnsFor({ dialect: { schema } }: Service, type: ResourceType): string[] {
  return [RESOURCE_URN[type], ...(schema?.types[type].extensions ?? []).map(({ urn }) => urn)];
}
