import type { ResourceTypeName } from "../../document/index.ts";
import type { Requirement } from "../../result/index.ts";
import type { CapabilityId } from "./capabilities.ts";

/** What a request or an expectation may be made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The resources of a capability: a User, another one, and a Group. */
export type Role = "user" | "other" | "group";

/** Where it can be looked up that a client sends something, or needs it. */
export interface Evidence {
  readonly page: string;
  readonly url: string;
  /** `documentation` of the client's maker, a request `captured` on the network, or what somebody `reported`. */
  readonly kind: "documentation" | "captured" | "reported";
  /** ISO 8601 date on which a stored copy of it was read. */
  readonly read: string;
}

/** What a client needs of a server in order to do its work: a requirement of party `client`. */
export interface ClientNeed {
  readonly id: string;
  /**
   * `DOCUMENT`: its maker's page says so, or a captured request shows that it is sent. `SHOULD`: the page recommends it, or
   * the only witness is a report. `MAY`: a preference; told and never counted.
   */
  readonly level: Extract<Requirement["level"], "DOCUMENT" | "SHOULD" | "MAY">;
  /** In our own words; a statement that is true when the need is met. */
  readonly text: string;
  readonly evidence: Evidence;
  /** Where on that page. */
  readonly place: string;
  /** What to do when it is not met. */
  readonly remedy: string;
}

/** What must hold of an answer, and the need that it is for. */
export type AnswerRule = { readonly need: string } & (
  | { readonly is: "status"; readonly among: readonly number[] }
  /** A JSON object whose `id` is a text: that of the resource addressed, where one is. */
  | { readonly is: "resource" }
  /** A value at each path, as {@link seenAt} reads it. */
  | { readonly is: "values"; readonly values: Readonly<Record<string, Json>> }
  /** A ListResponse that holds the resource. */
  | { readonly is: "finds"; readonly role: Role }
  /** A ListResponse with `totalResults` 0. */
  | { readonly is: "finds-nobody" }
  /** `totalResults`, `startIndex` and `itemsPerPage` as numbers. */
  | { readonly is: "counts" }
  | { readonly is: "lacks"; readonly attribute: string }
);

/** What must hold of a resource when it is looked at independently of the client. */
export type StateRule = { readonly need: string } & (
  | { readonly is: "values"; readonly values: Readonly<Record<string, Json>> }
  | { readonly is: "group"; readonly displayName: string; readonly members: readonly Role[] }
  | { readonly is: "gone" }
);

/** A request as the client sends it. Texts may hold placeholders, see `fill.ts`. */
export interface ClientRequest {
  /** What the client does, in words, for the report: `look for the userName`. */
  readonly title: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly type: ResourceTypeName;
  /** The resource addressed; the collection where there is none. */
  readonly of?: Role;
  /** The query as the client writes it, encoded, without `?`; an empty one leaves a bare `?`. */
  readonly query?: string;
  readonly body?: Json;
  /** For a PUT: sends what the last GET of it showed, with these values put in by path. */
  readonly putsBack?: Readonly<Record<string, Json>>;
}

/** One step of a capability. */
export type ClientStep =
  | {
      readonly send: ClientRequest;
      /** What a POST makes. */
      readonly makes?: Role;
      /** Empty for a step that only brings about what the next one starts from. */
      readonly expect: readonly AnswerRule[];
    }
  | { readonly look: Role; readonly expect: readonly StateRule[] }
  /** The state that the next step starts from, seen: without it the capability is blocked, not failed. */
  | {
      readonly startsFrom: { readonly of: Role } & Pick<Extract<StateRule, { is: "group" }>, "displayName" | "members">;
    }
  | { readonly startsFrom: { readonly of: Role; readonly values: Readonly<Record<string, Json>> } };

/** Something that a client does, as its requests and what it needs of the answers. */
export interface ClientCapability {
  readonly id: CapabilityId;
  readonly needs: readonly ClientNeed[];
  /** Resources that exist beforehand, made as the client makes them. */
  readonly given: readonly Role[];
  readonly steps: readonly ClientStep[];
}

/** An identity provider that provisions through SCIM: what it sends in a whole life of a User and a Group. */
export interface Client {
  /** As `--client` takes it. */
  readonly name: string;
  readonly title: string;
  /** How it differs from its siblings, in a sentence. */
  readonly about: string;
  /** Header lines of every request, names in lower case; Content-Type only with a body. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it makes a User and a Group from; `it` is the resource that is made. */
  readonly bodies: { readonly User: Json; readonly Group: Json };
  readonly capabilities: readonly ClientCapability[];
  /** What is known to be sent and is not replayed, and what no evidence was found for. */
  readonly notReplayed: readonly string[];
}
