import type { IncomingHttpHeaders } from "node:http";
import type { Dialect } from "../dialects/dialect.ts";
import type { Clock } from "./clock.ts";
import type { HookRunner } from "./hooks.ts";
import type { Json } from "./json.ts";
import type { Resource, ResourceType } from "./resource.ts";
import type { Store } from "./store.ts";

/** What the handlers of one target share: a tenant, with the resources that belong to it. */
export interface Service {
  readonly dialect: Dialect;
  readonly store: Store;
  readonly clock: Clock;
  readonly hooks: HookRunner;
  readonly token: string;
  /** The second tenant; absent on that one itself. */
  readonly other?: Service;
  /** `http://127.0.0.1:4711`, known once the server listens. */
  origin: string;
}

/** One request on its way through the core. Handlers and hooks leave in it what later steps need. */
export interface Call {
  /** The first tenant, until the credential has shown whose call it is. */
  service: Service;
  readonly method: string;
  /** The raw path, for messages. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** The body was above the limit and has been thrown away. */
  readonly tooLarge: boolean;
  /** What the path names; undefined before routing and for unknown paths. */
  type: ResourceType | undefined;
  id: string | undefined;
  /** The parsed body, once it has been parsed. */
  body: Json | undefined;
  /** The resource as found, and as it was meant to be stored, by a write. */
  before: Resource | undefined;
  after: Resource | undefined;
}

/** An answer before it is put into bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; undefined for an answer without a body. */
  readonly body: Json | undefined;
  readonly mediaType: string;
}

/** An answer in bytes. */
export interface Wire {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bytes: Buffer;
  /** Send without Content-Length, in several pieces. */
  readonly chunked: boolean;
  readonly delayMs: number;
  /** How the message ends: whole, cut off before its end, never, or not even begun. */
  readonly ending: "whole" | "cut" | "endless" | "silent" | "reset";
}
