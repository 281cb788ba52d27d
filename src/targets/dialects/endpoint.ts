import { createResource } from "../core/create.ts";
import { deleteResource } from "../core/delete.ts";
import { listResources } from "../core/list.ts";
import { readResource } from "../core/read.ts";
import type { Endpoint, Methods } from "./dialect.ts";

/** The paths of a resource type with the life cycle that every vendor offers, and the updates of this one. */
export function endpoint(path: string, updates: Methods): Endpoint {
  return {
    path,
    collection: { GET: listResources, POST: createResource },
    item: { GET: readResource, ...updates, DELETE: deleteResource },
  };
}
