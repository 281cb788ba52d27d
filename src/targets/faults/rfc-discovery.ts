import { isJsonObject, type JsonObject, omit, textOf } from "../core/json.ts";
import { notFound, ScimError } from "../core/scim-error.ts";
import { jsonReply } from "../core/show.ts";
import { ENTERPRISE_URN } from "../dialects/rfc-schema.ts";
import { by, onCall, onDiscovery, onEach, onSchemaAttribute, rfcFault } from "./build-rfc.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "schema";
const honest = "RFC7643-7-SCHEMA-HONEST";
const discovery = "RFC7644-4-DISCOVERY";
const CONFIG = /\/ServiceProviderConfig$/u;

/** A fault by which the schema says something else of one attribute of users than the server does. */
function lie(
  id: string,
  title: string,
  difficulty: 1 | 2 | 3 | 4,
  attribute: string,
  said: JsonObject | undefined,
): Fault {
  return rfcFault(
    {
      id,
      title,
      requirement: honest,
      category,
      difficulty,
      source: by("RFC 7643 §7", "schemas that are written by hand beside the code"),
    },
    () => onSchemaAttribute(attribute, (one) => (said === undefined ? undefined : { ...one, ...said })),
  );
}

/** Discovery documents that do not say what the server does. */
export const RFC_DISCOVERY: readonly Fault[] = [
  lie("schema-read-only-taken", "The schema has nickName as readOnly; the server takes it", 3, "nickName", {
    mutability: "readOnly",
  }),
  lie(
    "schema-attribute-missing",
    "The schema of users leaves title out, which the server takes",
    3,
    "title",
    undefined,
  ),
  lie("schema-required-optional", "The schema demands displayName; the server does without", 2, "displayName", {
    required: true,
  }),
  lie("schema-list-as-single", "The schema has emails with one value; the server has a list", 2, "emails", {
    multiValued: false,
  }),
  lie("schema-boolean-as-text", "The schema has active as a string; the server wants a boolean", 2, "active", {
    type: "string",
  }),
  lie("schema-case-exact-untrue", "The schema has userName with case; the server compares without", 3, "userName", {
    caseExact: true,
  }),
  lie("schema-never-shown", "The schema has title as never returned; the server shows it", 3, "title", {
    returned: "never",
  }),
  lie("schema-immutable-changed", "The schema has userType as immutable; the server changes it", 3, "userType", {
    mutability: "immutable",
  }),
  rfcFault(
    {
      id: "config-etag-claimed",
      title: "ServiceProviderConfig claims ETags; no answer has one",
      requirement: "RFC7644-3.14-ETAG-HEADER",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.14", "a template that nobody went through"),
    },
    () => ({
      ...onCall((call) => {
        delete call.headers["if-match"];
        delete call.headers["if-none-match"];
      }),
      onShow: (_, shown) => {
        const { meta } = shown;
        return isJsonObject(meta) ? { ...shown, meta: omit(meta, "version") } : undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "config-patch-denied",
      title: "ServiceProviderConfig says that PATCH is not supported; it is",
      requirement: "RFC7643-5-CONFIG-HONEST",
      category,
      difficulty: 1,
      source: by("RFC 7643 §5", "clients that look there never send a PATCH"),
    },
    () => onDiscovery(CONFIG, (body) => ({ ...body, patch: { supported: false } })),
  ),
  rfcFault(
    {
      id: "config-patch-claimed",
      title: "ServiceProviderConfig says that PATCH is supported; every PATCH is answered 501",
      requirement: "RFC7644-3.5-PATCH-SUPPORTED",
      category,
      difficulty: 1,
      source: by("RFC 7643 §5", "promised for the next release"),
    },
    () =>
      onCall((call) => {
        if (call.method === "PATCH") throw new ScimError(501, "PATCH is not supported.");
      }),
  ),
  rfcFault(
    {
      id: "patch-none",
      title: "There is no PATCH: ServiceProviderConfig says so, and every PATCH is answered 501",
      requirement: "RFC7644-3.5-PATCH-SUPPORTED",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.5", "a large Group can only be replaced as a whole"),
    },
    () => ({
      ...onCall((call) => {
        if (call.method === "PATCH") throw new ScimError(501, "PATCH is not supported.");
      }),
      ...onDiscovery(CONFIG, (body) => ({ ...body, patch: { supported: false } })),
    }),
  ),
  rfcFault(
    {
      id: "config-bulk-claimed",
      title: "ServiceProviderConfig says that bulk is supported; it is answered 501",
      requirement: "RFC7643-5-CONFIG-HONEST",
      category,
      difficulty: 2,
      source: by("RFC 7643 §5", "a template that nobody went through"),
    },
    () =>
      onDiscovery(CONFIG, (body) => ({
        ...body,
        bulk: { supported: true, maxOperations: 10, maxPayloadSize: 65_536 },
      })),
  ),
  rfcFault(
    {
      id: "config-filter-as-boolean",
      title: "filter in ServiceProviderConfig is true, and no object",
      requirement: discovery,
      category,
      difficulty: 1,
      source: by("RFC 7643 §5", "each feature is a complex attribute with supported in it"),
    },
    () => onDiscovery(CONFIG, (body) => ({ ...body, filter: true })),
  ),
  rfcFault(
    {
      id: "config-without-schemes",
      title: "ServiceProviderConfig has no authenticationSchemes",
      requirement: discovery,
      category,
      difficulty: 2,
      source: by("RFC 7643 §5", "authenticationSchemes is required"),
    },
    () => onDiscovery(CONFIG, (body) => omit(body, "authenticationSchemes")),
  ),
  rfcFault(
    {
      id: "config-page-exceeded",
      title: "ServiceProviderConfig has a maxResults of 1; lists have more",
      requirement: "RFC7643-5-CONFIG-HONEST",
      category,
      difficulty: 3,
      source: by("RFC 7643 §5", "maxResults is the most that a response has"),
    },
    () => onDiscovery(CONFIG, (body) => ({ ...body, filter: { supported: true, maxResults: 1 } })),
  ),
  rfcFault(
    {
      id: "resource-type-endpoint-wrong",
      title: "The endpoint of users in ResourceTypes is /Accounts, where nothing is",
      requirement: discovery,
      category,
      difficulty: 1,
      source: by("RFC 7643 §6", "the endpoint is where the resources are"),
    },
    () => onEach("ResourceTypes", (type) => (type["id"] === "User" ? { ...type, endpoint: "/Accounts" } : type)),
  ),
  rfcFault(
    {
      id: "resource-type-extension-missing",
      title: "ResourceTypes does not name the Enterprise User extension, which users have",
      requirement: "RFC7643-3-SCHEMAS-DECLARED",
      category,
      difficulty: 2,
      source: by("RFC 7643 §3", "schemas has only what the resource type declares"),
    },
    () =>
      onEach("ResourceTypes", (type) => ({
        ...type,
        schemaExtensions: objectsIn(type["schemaExtensions"]).filter(({ schema }) => schema !== ENTERPRISE_URN),
      })),
  ),
  rfcFault(
    {
      id: "resource-types-as-array",
      title: "ResourceTypes answers an array, and no ListResponse",
      requirement: discovery,
      category,
      difficulty: 1,
      source: by("RFC 7644 §4", "the form is that of a query's answer"),
    },
    () => onDiscovery(/\/ResourceTypes$/u, (body) => objectsIn(body["Resources"])),
  ),
  rfcFault(
    {
      id: "resource-types-without-group",
      title: "ResourceTypes does not list groups, which the server has",
      requirement: discovery,
      category,
      difficulty: 2,
      source: by("RFC 7644 §4", "the types of resources that are available"),
    },
    () =>
      onDiscovery(/\/ResourceTypes$/u, (body) => {
        const types = objectsIn(body["Resources"]).filter(({ id }) => id !== "Group");
        return { ...body, totalResults: types.length, itemsPerPage: types.length, Resources: types };
      }),
  ),
  rfcFault(
    {
      id: "schema-by-urn-404",
      title: "A schema is listed, and answered 404 at its URN",
      requirement: discovery,
      category,
      difficulty: 1,
      source: by("RFC 7644 §4", "one schema is read by appending its URN"),
    },
    () =>
      onCall((call) => {
        if (/\/Schemas\/./u.test(call.path)) throw notFound();
      }),
  ),
  rfcFault(
    {
      id: "schema-location-wrong",
      title: "meta.location of a schema names the list of all",
      requirement: "RFC7643-3.1-META-LOCATION",
      category,
      difficulty: 3,
      source: by("RFC 7643 §3.1", "the URI of the resource that is returned"),
    },
    () =>
      onEach("Schemas", (schema) => {
        const { meta } = schema;
        const location = isJsonObject(meta) ? textOf(meta["location"]).replace(/\/[^/]*$/u, "") : "";
        return { ...schema, meta: { resourceType: "Schema", location } };
      }),
  ),
  rfcFault(
    {
      id: "discovery-filter-ignored",
      title: "A filter on Schemas is ignored, and all are answered",
      requirement: "RFC7644-4-FILTER-403",
      category,
      difficulty: 2,
      source: by("RFC 7644 §4", "a filter there is to be answered 403"),
    },
    () =>
      onCall((call) => {
        if (/\/(?:Schemas|ResourceTypes|ServiceProviderConfig)$/u.test(call.path)) call.query.delete("filter");
      }),
  ),
  rfcFault(
    {
      id: "discovery-post-200",
      title: "A POST to ServiceProviderConfig is answered 200",
      requirement: "RFC9110-9.1-NOT-ALLOWED",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.2", "the documents are for GET alone"),
    },
    () => ({
      onRequest: (call) => (call.method === "POST" && CONFIG.test(call.path) ? jsonReply(call, 200, {}) : undefined),
    }),
  ),
];
