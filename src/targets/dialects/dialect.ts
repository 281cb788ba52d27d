import type { Call, Reply, Service } from "../core/call.ts";
import type { Json, JsonObject } from "../core/json.ts";
import type { Operation } from "../core/patch/operation.ts";
import type { Member, Resource, ResourceType } from "../core/resource.ts";
import type { SchemaTable } from "../core/schema-table.ts";
import type { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";

/** Answers one kind of request, or throws a ScimError; at once, unless a hook makes it wait. */
export type Handler = (call: Call) => Reply | Promise<Reply>;

/** The handlers of a path by method. */
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
  mediaType(status: number, call: Call): string;
  /** A refusal in the vendor's form. */
  errorBody(error: ScimError, call: Call): JsonObject;
  /** A resource in the vendor's form, made from the one of RFC 7643. */
  show?(shown: JsonObject, resource: Resource, service: Service): JsonObject;
  /** An id in the vendor's form, made from the UUID of the core. */
  formId?(type: ResourceType, uuid: string): string;
  /** How a missing or wrong token is refused; 401 with a challenge by default. */
  readonly credentialError?: { readonly status: number; readonly detail: string };
  /** Readers of the media types that are not JSON; what they answer must be an object. */
  readonly forms?: Readonly<Record<string, (bytes: Buffer, contentType: string) => Json>>;
  /** Refuses what the vendor does not take in the body of a POST or PUT, beyond what the core refuses. */
  checkBody?(type: ResourceType, body: JsonObject, call: Call): void;
  /** Refuses a request before anything is looked up. */
  checkRequest?(call: Call): void;
  /** The handlers of a path below the base path that is no resource's: discovery, searches. */
  routes?(path: string): Methods | undefined;
  /**
   * The attributes that the server acts by: with it, filters, sorting, projection and extensions are the whole of the
   * RFCs; the core's own attributes and less of these where it is absent.
   */
  readonly schema?: SchemaTable;
  /** Resources have versions, answered as ETags, that requests may depend on (RFC 7644 section 3.14). */
  readonly versions?: true;
  /** A member as it is stored, made from what was sent and what it names; as it was sent by default. */
  formMember?(member: Member, named: Resource | undefined): Member;
  /** What the paths of a PATCH see: the attributes as stored, by default. */
  expand?(resource: Resource, service: Service): JsonObject;
  /** What may be a member of a group; anything by default. */
  readonly memberTypes?: readonly ResourceType[];
  /** The refusal of a member that does not exist; 400 `invalidValue` by default. */
  unknownMember?(id: string): ScimError;
  /** How PATCH is taken; absent where it is not offered. */
  readonly patch?: {
    /** The operations in a body, in the forms that the vendor takes, or a refusal. */
    read(body: JsonObject, type: ResourceType): readonly Operation[];
    /** The status of a PATCH that changes nothing. */
    readonly unchanged: 200 | 204;
  };
}
