import type { Call } from "../core/call.ts";
import { discoveryAt } from "../core/discovery.ts";
import { type JsonObject, textOf } from "../core/json.ts";
import { type Operation, operationsIn, property, readOperation, requirePatchUrn } from "../core/patch/operation.ts";
import { patchResource } from "../core/patch/patch-resource.ts";
import { searchResources } from "../core/query.ts";
import { replaceResource } from "../core/replace.ts";
import type { ResourceType } from "../core/resource.ts";
import { urnsFor } from "../core/schema-table.ts";
import { invalidValue, ScimError } from "../core/scim-error.ts";
import type { Dialect, Methods } from "./dialect.ts";
import { endpoint } from "./endpoint.ts";
import { RFC_SCHEMA } from "./rfc-schema.ts";
import { expandMembers, formMember, showWhole } from "./rfc-show.ts";
import { scimErrorBody } from "./scim-error-body.ts";

const SCIM = "application/scim+json";
const offers = { PUT: replaceResource, PATCH: patchResource } as const;

/**
 * A whole service provider by RFC 7643 and RFC 7644, and as strict as these allow: discovery, queries, PUT, PATCH, ETags,
 * the Enterprise User extension and one of its own. It acts by one attribute table, which is also what it shows.
 */
export const rfc: Dialect = {
  name: "rfc",
  title: "A service provider by the RFCs",
  basePath: "/scim/v2",
  endpoints: { User: endpoint("/Users", offers), Group: endpoint("/Groups", offers) },
  requestTypes: [SCIM, "application/json"],
  mediaType: (_, call) => mediaTypeFor(call) ?? SCIM,
  errorBody: scimErrorBody,
  checkRequest(call) {
    if (mediaTypeFor(call) === undefined) throw new ScimError(406, `Only ${SCIM} and application/json are answered.`);
  },
  routes,
  schema: RFC_SCHEMA,
  versions: true,
  checkBody: checkSchemas,
  show: showWhole,
  formMember,
  expand: expandMembers,
  patch: { read: readPatch, unchanged: 200 },
};

function routes(path: string): Methods | undefined {
  const types = SEARCHES[path];
  if (types !== undefined) return { POST: (call) => searchResources(call, types, RFC_SCHEMA) };
  if (path === "/Bulk" || path === "/Me") return { ...NOT_OFFERED };
  return discoveryAt(path, RFC_SCHEMA);
}

const SEARCHES: Readonly<Record<string, readonly ResourceType[]>> = {
  "/.search": ["User", "Group"],
  "/Users/.search": ["User"],
  "/Groups/.search": ["Group"],
};

/** What RFC 7644 has and this server has not (sections 3.7 and 3.11). */
const NOT_OFFERED: Methods = Object.fromEntries(
  ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [
    method,
    (): never => {
      throw new ScimError(501, "This is not offered.");
    },
  ]),
);

/**
 * The media type that a client wants most: SCIM's own where it is as welcome as the other (RFC 7644 section 3.8), undefined
 * where neither is.
 */
function mediaTypeFor({ headers: { accept = "" } }: Call): string | undefined {
  if (accept.trim() === "") return SCIM;
  const [scim, json] = [weightOf(accept, SCIM), weightOf(accept, "application/json")];
  if (scim === 0 && json === 0) return undefined;
  return json > scim ? "application/json" : SCIM;
}

/** How welcome a media type is, from 0 to 1, by the range that fits it most closely (RFC 9110 section 12.5.1). */
function weightOf(accept: string, type: string): number {
  const ranges = accept
    .toLowerCase()
    .split(",")
    .map((part) => part.split(";").map((piece) => piece.trim()));
  for (const wanted of [type, "application/*", "*/*"]) {
    const found = ranges.find(([range]) => range === wanted);
    if (found === undefined) continue;
    const weight = Number(found.find((piece) => piece.startsWith("q="))?.slice(2) ?? "1");
    return Number.isNaN(weight) ? 1 : weight;
  }
  return 0;
}

/** Refuses in `schemas` what is not of the resource's type, and a list without the type's own (RFC 7643 section 3). */
function checkSchemas(type: ResourceType, body: JsonObject, call: Call): void {
  const sent = property(body, "schemas");
  if (!Array.isArray(sent)) return;
  const known = urnsFor(call.service, type).map((urn) => urn.toLowerCase());
  const urns = sent.map((urn) => textOf(urn).toLowerCase());
  const odd = urns.find((urn) => !known.includes(urn));
  if (odd !== undefined) throw invalidValue(`schemas has a URN that is none of a ${type}: ${odd}`);
  if (!urns.includes(known[0] ?? "")) throw invalidValue(`schemas must contain ${urnsFor(call.service, type)[0]}.`);
}

/** The operations of a message; whatever is wrong with its form is `invalidSyntax` (RFC 7644 section 3.12, Table 9). */
function readPatch(body: JsonObject, type: ResourceType): Operation[] {
  try {
    requirePatchUrn(property(body, "schemas"));
    return operationsIn(body)
      .map((entry) => readOperation(entry))
      .filter((operation) => !isAddOfSchemas(operation, type));
  } catch (error) {
    throw error instanceof ScimError ? new ScimError(400, error.message, { scimType: "invalidSyntax" }) : error;
  }
}

/** Whether an operation adds to `schemas` what may be there: it has no effect, since `schemas` follows the data. */
function isAddOfSchemas({ op, path, value }: Operation, type: ResourceType): boolean {
  if (op !== "add" || path?.toLowerCase() !== "schemas") return false;
  const { schema, extensions } = RFC_SCHEMA.types[type];
  const known = new Set([schema, ...extensions].map(({ urn }) => urn.toLowerCase()));
  return (Array.isArray(value) ? value : [value]).every((urn) => known.has(textOf(urn).toLowerCase()));
}
