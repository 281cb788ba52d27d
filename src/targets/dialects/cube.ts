import { replaceResource } from "../core/replace.ts";
import type { Dialect } from "./dialect.ts";
import { endpoint } from "./endpoint.ts";
import { scimErrorBody } from "./scim-error-body.ts";

const offers = { PUT: replaceResource } as const;

/**
 * Cube Cloud: plain SCIM below `/api/scim/v2`, answered as `application/json`, errors included.
 * Its page documents PUT on a group; the rest of the life cycle is what its introduction promises.
 */
export const cube: Dialect = {
  name: "cube",
  title: "Cube Cloud",
  basePath: "/api",
  endpoints: { User: endpoint("/scim/v2/Users", offers), Group: endpoint("/scim/v2/Groups", offers) },
  requestTypes: ["application/json", "application/scim+json"],
  mediaType: () => "application/json",
  errorBody: scimErrorBody,
};
