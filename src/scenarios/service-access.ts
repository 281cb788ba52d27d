import type { ResourceTypeName } from "../document/index.ts";
import type { Exchange, Intent } from "../result/index.ts";

/** A request to any endpoint of the service provider. */
export interface ServiceRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What it is about: a type's collection, one resource of it, or an endpoint by its path. */
  readonly to:
    | { readonly type: ResourceTypeName; readonly id?: string }
    /** Below the base of the service, such as `/ServiceProviderConfig` (RFC 7644 section 4). */
    | { readonly endpoint: string };
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
}

/** What became of a {@link ServiceCreate}. */
export interface ServiceCreated {
  readonly exchange: Exchange;
  /** Undefined where nothing was made. */
  readonly id: string | undefined;
}

/**
 * The service provider as a whole: every endpoint, whatever operation the suite is about. An exchange with an operation
 * that the document declares is judged by the document; any other by whoever sends it.
 */
export interface ServiceAccess {
  /** True when the document declares such an operation: on a collection, or on one resource. */
  declares(method: ServiceRequest["method"], type: ResourceTypeName, on: "collection" | "resource"): boolean;
  /** Sends a request that makes nothing new. Never for DELETE of what exists: see {@link remove}. */
  request(request: ServiceRequest): Promise<Exchange>;
  /** Makes a resource that belongs to the scenario: journalled before, removed by the clean-up. */
  create(request: ServiceCreate): Promise<ServiceCreated>;
  /** Deletes a resource of the scenario; acknowledged or not, the answer is the caller's to judge. */
  remove(resource: {
    readonly type: ResourceTypeName;
    readonly id: string;
    readonly title: string;
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<Exchange>;
}
