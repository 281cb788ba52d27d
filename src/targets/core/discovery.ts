import type { Handler, Methods } from "../dialects/dialect.ts";
import type { Rule, Rules } from "./attributes.ts";
import type { Call, Reply, Service } from "./call.ts";
import { type JsonObject, textOf } from "./json.ts";
import type { ResourceType } from "./resource.ts";
import type { SchemaEntry, SchemaTable } from "./schema-table.ts";
import { notFound, ScimError } from "./scim-error.ts";
import { jsonReply } from "./show.ts";
import { LIST_URN, RESOURCE_TYPE_URN, SCHEMA_URN, SERVICE_PROVIDER_URN } from "./urns.ts";

const TYPES: readonly ResourceType[] = ["User", "Group"];

/** The discovery endpoints (RFC 7644 section 4), made from the table that the server acts by; undefined for other paths. */
export function discoveryAt(path: string, schema: SchemaTable): Methods | undefined {
  const [first, second, ...more] = path.split("/").slice(1).map(decode);
  if (more.length > 0 || second === "") return undefined;
  if (first === "ServiceProviderConfig" && second === undefined) {
    return readOnly((call) => jsonReply(call, 200, serviceProviderConfig(call.service, schema)));
  }
  if (first === "ResourceTypes") return readOnly((call) => oneOrAll(call, resourceTypes(call.service, schema), second));
  if (first === "Schemas") return readOnly((call) => oneOrAll(call, schemas(call.service, schema), second));
  return undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** GET alone, without filters (RFC 7644 section 4). */
function readOnly(handler: (call: Call) => Reply): Methods {
  const GET: Handler = (call) => {
    if (call.query.has("filter")) throw new ScimError(403, "Discovery cannot be filtered.");
    return handler(call);
  };
  return { GET };
}

/** The one of an id, schemas by their URN in any case, or the list of all. */
function oneOrAll(call: Call, all: readonly JsonObject[], id: string | undefined): Reply {
  if (id === undefined) {
    return jsonReply(call, 200, {
      schemas: [LIST_URN],
      totalResults: all.length,
      startIndex: 1,
      itemsPerPage: all.length,
      Resources: [...all],
    });
  }
  const found = all.find((one) => textOf(one["id"]).toLowerCase() === id.toLowerCase());
  if (found === undefined) throw notFound();
  return jsonReply(call, 200, found);
}

function serviceProviderConfig({ dialect, origin }: Service, { maxResults }: SchemaTable): JsonObject {
  return {
    schemas: [SERVICE_PROVIDER_URN],
    documentationUri: "https://www.rfc-editor.org/rfc/rfc7644",
    patch: { supported: dialect.patch !== undefined },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults },
    changePassword: { supported: true },
    sort: { supported: true },
    etag: { supported: dialect.versions === true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "OAuth Bearer Token",
        description: "A bearer token in the header Authorization",
        specUri: "https://www.rfc-editor.org/rfc/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${origin}${dialect.basePath}/ServiceProviderConfig` },
  };
}

function resourceTypes({ dialect, origin }: Service, { types }: SchemaTable): JsonObject[] {
  return TYPES.map((type) => ({
    schemas: [RESOURCE_TYPE_URN],
    id: type,
    name: type,
    endpoint: dialect.endpoints[type].path,
    description: types[type].schema.description,
    schema: types[type].schema.urn,
    schemaExtensions: types[type].extensions.map(({ urn }) => ({ schema: urn, required: false })),
    meta: { resourceType: "ResourceType", location: `${origin}${dialect.basePath}/ResourceTypes/${type}` },
  }));
}

function schemas({ dialect, origin }: Service, { types }: SchemaTable): JsonObject[] {
  const entries: readonly SchemaEntry[] = TYPES.flatMap((type) => [types[type].schema].concat(types[type].extensions));
  return entries.map(({ urn, name, description, attributes }) => ({
    schemas: [SCHEMA_URN],
    id: urn,
    name,
    description,
    attributes: attributesOf(attributes),
    meta: { resourceType: "Schema", location: `${origin}${dialect.basePath}/Schemas/${urn}` },
  }));
}

function attributesOf(rules: Rules): JsonObject[] {
  return Object.entries(rules).map(([name, rule]) => attributeOf(name, rule));
}

/** One attribute with its characteristics (RFC 7643 section 7); a complex one leaves those of single values out. */
function attributeOf(name: string, rule: Rule): JsonObject {
  const { parts, canonicalValues, referenceTypes } = rule;
  return {
    name,
    type: typeOf(rule),
    multiValued: rule.kind === "list" || rule.kind === "values",
    description: rule.description ?? name,
    required: rule.required === true,
    ...(parts === undefined ? { caseExact: rule.caseExact === true } : {}),
    mutability: mutabilityOf(rule),
    returned: rule.writeOnly ? "never" : (rule.returned ?? "default"),
    ...(parts === undefined ? { uniqueness: rule.uniqueness ?? "none" } : {}),
    ...(canonicalValues === undefined ? {} : { canonicalValues: [...canonicalValues] }),
    ...(referenceTypes === undefined ? {} : { referenceTypes: [...referenceTypes] }),
    ...(parts === undefined ? {} : { subAttributes: attributesOf(parts) }),
  };
}

function typeOf({ kind, of = "string" }: Rule): string {
  if (kind === "list" || kind === "object") return "complex";
  return kind === "values" ? of : kind;
}

function mutabilityOf({ readOnly: isReadOnly, writeOnly, immutable }: Rule): string {
  if (isReadOnly) return "readOnly";
  if (writeOnly) return "writeOnly";
  return immutable ? "immutable" : "readWrite";
}
