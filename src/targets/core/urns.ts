import type { ResourceType } from "./resource.ts";

/** The schema of each core resource type (RFC 7643 section 8.7). */
export const RESOURCE_URN: Readonly<Record<ResourceType, string>> = {
  User: "urn:ietf:params:scim:schemas:core:2.0:User",
  Group: "urn:ietf:params:scim:schemas:core:2.0:Group",
};

/** The schema of an error body (RFC 7644 section 3.12). */
export const ERROR_URN = "urn:ietf:params:scim:api:messages:2.0:Error";

/** The schema of a PATCH request (RFC 7644 section 3.5.2). */
export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** The schema of a list (RFC 7644 section 3.4.2). */
export const LIST_URN = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/** The schema of a query in a body (RFC 7644 section 3.4.3). */
export const SEARCH_URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/** The schemas of the discovery documents (RFC 7643 sections 5 to 7). */
export const SERVICE_PROVIDER_URN = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

/** See {@link SERVICE_PROVIDER_URN}. */
export const RESOURCE_TYPE_URN = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

/** See {@link SERVICE_PROVIDER_URN}. */
export const SCHEMA_URN = "urn:ietf:params:scim:schemas:core:2.0:Schema";
