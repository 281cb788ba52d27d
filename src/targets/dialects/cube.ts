import { createResource } from "../core/create.ts";
import { deleteResource } from "../core/delete.ts";
import { listResources } from "../core/list.ts";
import { readResource } from "../core/read.ts";
import { replaceResource } from "../core/replace.ts";
import { ERROR_URN } from "../core/urns.ts";
import type { Dialect, Endpoint } from "./dialect.ts";

/**
 * Cube Cloud: plain SCIM below `/api/scim/v2`, answered as `application/json`, errors included.
 * Its page documents PUT on a group; the rest of the life cycle is what its introduction promises.
 */
export const cube: Dialect = {
  name: "cube",
  title: "Cube Cloud",
  basePath: "/api",
  endpoints: { User: endpoint("/scim/v2/Users"), Group: endpoint("/scim/v2/Groups") },
  requestTypes: ["application/json", "application/scim+json"],
  mediaType: () => "application/json",
  errorBody: (error) => ({
    schemas: [ERROR_URN],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.message,
  }),
};

function endpoint(path: string): Endpoint {
  return {
    path,
    collection: { GET: listResources, POST: createResource },
    item: { GET: readResource, PUT: replaceResource, DELETE: deleteResource },
  };
}
