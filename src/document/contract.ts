import type { Place, Requirement } from "../result/index.ts";
import type { Profile } from "./profile.ts";

/** A JSON Schema 2020-12 object as found in a document, references resolved lazily by the validator. */
export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

/** One way in which a value does not fit a schema. */
export interface SchemaViolation {
  /** RFC 6901 pointer into the value. */
  readonly instancePointer: string;
  /** RFC 6901 pointer into the document: where the broken keyword stands. */
  readonly schemaPointer: string;
  readonly keyword: string;
  /** What the schema asks for, in words: `a string`, `property "displayName"`. */
  readonly expected: string;
  /** What was there, as short JSON. */
  readonly actual: string;
}

/** A schema of the document, compiled for one direction. */
export interface BodySchema {
  readonly schema: JsonSchema;
  /** Pointer into the document, for citing. */
  readonly pointer: string;
  /** All violations, empty when the value fits. Never throws, never changes the value, injects no defaults. */
  readonly validate: (value: unknown) => readonly SchemaViolation[];
  /**
   * The same schema as one self-contained JSON Schema 2020-12 for its direction: references under `$defs`; readOnly
   * properties of a request, writeOnly ones of a response, without content.
   */
  readonly standalone?: JsonSchema;
  /**
   * What `validate` does, by each of the alternatives (`oneOf`, `anyOf`) that the schema leaves to a whole body: of a value
   * that one of them excludes and another takes, `validate` of a body that is not whole tells the former alone.
   */
  readonly alternatives?: () => readonly BodySchema["validate"][];
  /** What could not be judged so far, with the reason: patterns of the document that take too long. */
  readonly unjudged?: () => readonly string[];
}

/** One media type of a request or response body. */
export interface MediaType {
  /** As declared: `application/json`, or a range. */
  readonly type: string;
  /** Absent where the document declares the media type without a schema. */
  readonly body?: BodySchema;
}

/** A declared response. */
export interface DeclaredResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly pointer: string;
  readonly description: string;
  /** Empty where the document declares no content: then no body may come. */
  readonly content: readonly MediaType[];
}

/** A declared parameter, references resolved. */
export interface DeclaredParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly schema?: JsonSchema;
  readonly pointer: string;
}

/** The resource types that scenarios know. */
export type ResourceTypeName = "User" | "Group";

/** A declared SCIM operation, compiled. */
export interface Operation {
  /** `PUT /scim/v2/Groups/{id}`: how outcomes, findings and selections name it. */
  readonly key: string;
  readonly operationId?: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path template, its id parameter in braces; parameters before that are filled in where they have a value. */
  readonly path: string;
  /** The template of the collection: the path up to the id parameter, `/scim/v2/Groups`. */
  readonly collectionPath: string;
  /** Name of the path parameter that carries the id; absent on a collection. */
  readonly idParameter?: string;
  readonly resourceType: ResourceTypeName;
  /** RFC 6901 pointer into the document, for instance `/paths/~1scim~1v2~1Groups~1{id}/put`. */
  readonly pointer: string;
  readonly place: Place;
  readonly summary: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly request: {
    readonly required: boolean;
    readonly pointer: string;
    /** In declared order; the first is what is sent by default. */
    readonly content: readonly MediaType[];
  };
  readonly responses: readonly DeclaredResponse[];
  /**
   * Attributes, by their path, that the server's own schema says it does not have: only of a document that describes every
   * server, and so names all that one may have.
   */
  readonly lacks?: (path: string) => boolean;
  /** True when the operation's effective `security` demands a credential. */
  readonly secured: boolean;
}

/** A server entry, its variables not yet filled in. */
export interface DeclaredServer {
  readonly url: string;
  readonly name: string;
  readonly variables: Readonly<
    Record<string, { readonly default: string; readonly enum?: readonly string[]; readonly description?: string }>
  >;
}

/** Document + Overlay + Profile, compiled and frozen: everything a scenario or check knows about a vendor. */
export interface Contract {
  /** Short name: the folder under `specs/`, or made from the document's title. */
  readonly id: string;
  readonly document: {
    /** File name without folders. */
    readonly name: string;
    readonly title: string;
    readonly version: string;
    /** The `openapi` field, for instance `3.1.0`. */
    readonly openapi: string;
  };
  /** `sha256:` and 64 hexadecimal digits over the texts of document, overlay and profile. */
  readonly digest: string;
  readonly servers: readonly DeclaredServer[];
  /** The SCIM operations, in document order. */
  readonly operations: readonly Operation[];
  /** Every operation that the document declares, SCIM or not, as `GET /ServiceProviderConfig`, in document order. */
  readonly declared: readonly string[];
  /** Requirements of this vendor's document and prose, profile order; each of `party: "server-document"`. */
  readonly requirements: readonly Requirement[];
  readonly profile: Profile;
}
