import { readMultipart } from "../core/forms/multipart.ts";
import { readUrlEncoded } from "../core/forms/url-encoded.ts";
import { operationsIn, readOperation } from "../core/patch/operation.ts";
import { patchResource } from "../core/patch/patch-resource.ts";
import { replaceResource } from "../core/replace.ts";
import type { ResourceType } from "../core/resource.ts";
import type { Dialect } from "./dialect.ts";
import { endpoint } from "./endpoint.ts";
import { scimErrorBody } from "./scim-error-body.ts";

/** Where a server that is nobody's keeps its resources, and in what it answers. */
export interface PlainOptions {
  /** Paths of the collections, by type of resource. */
  readonly paths: Readonly<Record<ResourceType, string>>;
  readonly mediaType: string;
  /** What else a request's body may be in, by its document. */
  readonly requestTypes?: readonly string[];
}

/** What a server of no vendor does, by the RFCs alone: at any paths, with PUT and PATCH, answering in one media type. */
export function plain({ paths, mediaType, requestTypes = [] }: PlainOptions): Dialect {
  const offers = { PUT: replaceResource, PATCH: patchResource } as const;
  return {
    // Nothing that goes with the name is used: no faults, no oddities.
    name: "cube",
    title: "A SCIM server",
    basePath: "",
    endpoints: { User: endpoint(paths.User, offers), Group: endpoint(paths.Group, offers) },
    requestTypes: [mediaType, "application/json", "application/scim+json", ...requestTypes],
    forms: { "application/x-www-form-urlencoded": readUrlEncoded, "multipart/form-data": readMultipart },
    mediaType: () => mediaType,
    errorBody: scimErrorBody,
    patch: { read: (body) => operationsIn(body).map((entry) => readOperation(entry)), unchanged: 200 },
  };
}
