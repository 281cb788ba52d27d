import type { Call, Reply } from "../core/call.ts";
import type { JsonObject } from "../core/json.ts";
import type { Resource, ResourceType } from "../core/resource.ts";
import type { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";

/** Answers one kind of request, or throws a ScimError. */
export type Handler = (call: Call) => Reply;

/** The handlers of a path by method; PATCH takes its place here. */
export type Methods = Readonly<Record<string, Handler>>;

/** The paths of one resource type and what they offer. */
export interface Endpoint {
  /** Below the base path: `/scim/v2/Groups`. */
  readonly path: string;
  readonly collection: Methods;
  readonly item: Methods;
}

/** What one vendor's server does in its own way. */
export interface Dialect {
  readonly name: DialectName;
  readonly title: string;
  /** The path prefix that is part of the vendor's base URL: `/api`. */
  readonly basePath: string;
  readonly endpoints: Readonly<Record<ResourceType, Endpoint>>;
  /** Media types accepted in requests, lower case. */
  readonly requestTypes: readonly string[];
  /** The media type of an answer. */
  mediaType(status: number): string;
  /** A refusal in the vendor's form. */
  errorBody(error: ScimError): JsonObject;
  /** A resource in the vendor's form, made from the one of RFC 7643. */
  show?(shown: JsonObject, resource: Resource): JsonObject;
}
