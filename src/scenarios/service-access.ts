import type { ResourceTypeName } from "../document/index.ts";
import type { Exchange, Intent } from "../result/index.ts";
import type { ResourceTypeDescription, SchemaDescription, ServiceProviderConfig } from "../scim/index.ts";

/** A request to any endpoint of the service provider. */
export interface ServiceRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What it is about: a type's collection, one resource of it, or an endpoint by its path. */
  readonly to:
    | { readonly type: ResourceTypeName; readonly id?: string }
    /** Below the base of the service, such as `/ServiceProviderConfig` (RFC 7644 section 4). */
    | { readonly endpoint: string }
    /** A path beside the base of the service, from the root of its host: see {@link ServiceAccess.pathFromOrigin}. */
    | { readonly fromOrigin: string };
  /** Query parameters, not yet encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** The query as a client writes it, encoded, without `?`: in place of `query`, where its spelling is what counts. */
  readonly rawQuery?: string;
  /** Added to Accept and Content-Type, or in their place; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A value becomes JSON, text is sent as it is, undefined sends no body; an array is the operations of a PATCH. */
  readonly body?: unknown;
  /** What is done, in words, for the report. */
  readonly title: string;
  readonly intent: Intent;
  readonly credential?: "configured" | "none" | "wrong" | "other";
}

/** A look at something: a GET that may be repeated. */
export type ServiceLook = Pick<ServiceRequest, "to" | "query" | "headers" | "title"> & { readonly intent?: Intent };

/** A resource to be made by a scenario of its own. */
export interface ServiceCreate {
  readonly type: ResourceTypeName;
  /**
   * Has a `userName`, `displayName` or `externalId` that nothing else has ({@link ScenarioContext.name}): by it the
   * resource is found again should no answer come.
   */
  readonly body: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly intent: Intent;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly credential?: NonNullable<ServiceRequest["credential"]>;
}

/** What became of a {@link ServiceCreate}. */
export interface ServiceCreated {
  readonly exchange: Exchange;
  /** Undefined where nothing was made. */
  readonly id: string | undefined;
  /** True where an earlier resource of the run had the same id. */
  readonly isGivenAgain: boolean;
}

/** One discovery document of a server. */
export interface DiscoveryDocument<Model> {
  readonly exchange: Exchange;
  /** The body of a 200, whatever is in it; undefined where no JSON came. */
  readonly body: unknown;
  /** What could be read of it; undefined where it is no such document. */
  readonly model: Model | undefined;
}

/** What a server says of itself (RFC 7644 section 4): asked for once a suite. */
export interface Discovery {
  readonly config: DiscoveryDocument<ServiceProviderConfig>;
  readonly resourceTypes: DiscoveryDocument<readonly ResourceTypeDescription[]>;
  readonly schemas: DiscoveryDocument<readonly SchemaDescription[]>;
}

/**
 * The service provider as a whole: every endpoint, whatever operation the suite is about. An exchange with an operation
 * that the document declares is judged by the document; any other by whoever sends it.
 */
export interface ServiceAccess {
  /** The key of such an operation in the document, on a collection or on one resource; undefined where it declares none. */
  declared(method: ServiceRequest["method"], type: ResourceTypeName, on: "collection" | "resource"): string | undefined;
  /** The key of a GET of an endpoint such as `/Schemas` in the document, whatever stands before it. */
  declaredEndpoint(endpoint: string): string | undefined;
  /** What the server says of itself; asked for by the first scenario that wants to know. */
  discovery(): Promise<Discovery>;
  /** Sends a request that makes nothing new. Never for DELETE of what exists: see {@link remove}. */
  request(request: ServiceRequest): Promise<Exchange>;
  /** Sends a GET, again and again until it shows what is expected or the grace period is over. */
  look(look: ServiceLook, holds: (exchange: Exchange) => boolean): Promise<Exchange>;
  /** Makes a resource that belongs to the scenario: journalled before, removed by the clean-up. */
  create(request: ServiceCreate): Promise<ServiceCreated>;
  /** Deletes a resource of the scenario; acknowledged or not, the answer is the caller's to judge. */
  remove(resource: {
    readonly type: ResourceTypeName;
    readonly id: string;
    readonly title: string;
    readonly intent?: Intent;
    readonly headers?: Readonly<Record<string, string>>;
    readonly credential?: NonNullable<ServiceRequest["credential"]>;
  }): Promise<Exchange>;
  /** The path below the base of the service that a URI names, absolute or relative; undefined for one elsewhere. */
  pathOf(uri: string): string | undefined;
  /** The path from the root of the host that a URI names, where it names the very host that is tested; else undefined. */
  pathFromOrigin(uri: string): string | undefined;
}
