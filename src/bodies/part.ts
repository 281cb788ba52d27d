import type { JsonObject } from "../scim/index.ts";

/** What a value is, whichever contract says so: a SCIM schema (RFC 7643 section 2.3) or a JSON Schema. */
export type PartKind =
  | "text"
  | "boolean"
  | "integer"
  | "decimal"
  | "dateTime"
  | "binary"
  | "uri"
  | "complex"
  /** The entries of a Group: ids of Users that exist. */
  | "members";

/** The edges that a JSON Schema gives; a SCIM schema has none. */
export interface Limits {
  /** Characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  /** Entries. */
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** One attribute of a body, or a part of one: what two kinds of schema come to. */
export interface Part {
  /** As it is sent; the URN of an extension. */
  readonly name: string;
  /** As a profile names it: `emails.value`, `urn:…:User:department`. */
  readonly path: string;
  readonly kind: PartKind;
  readonly multiValued: boolean;
  readonly required: boolean;
  /** No other resource may have the value. */
  readonly unique: boolean;
  /** The case of a text is the client's (RFC 7643 section 7). */
  readonly exact: boolean;
  /** When it may be set: an immutable attribute on creation only. */
  readonly immutable: boolean;
  /** True when a read shows it. */
  readonly shown: boolean;
  /** Suggestions of a SCIM schema, never an enum (RFC 7643 section 7). */
  readonly canonical?: readonly string[];
  /** The only values that a JSON Schema allows. */
  readonly choices?: readonly unknown[];
  /** `format` and `pattern` of a JSON Schema. */
  readonly format?: string;
  readonly pattern?: string;
  readonly limits: Limits;
  /** Of what is complex. */
  readonly parts: readonly Part[];
  /** True for an extension, which is named in `schemas` where it is there. */
  readonly isExtension: boolean;
}

/** The writable attributes of a type of resource. */
export interface BodyShape {
  readonly type: "User" | "Group";
  /** URN of the base schema. */
  readonly urn: string;
  readonly parts: readonly Part[];
}

/** A body as it is stored and run again: plain JSON, in which some texts stand for what only a run knows. */
export type Body = JsonObject;

/** What every body carries by itself, and what scenarios of their own are about: never generated. */
export const NOT_GENERATED: ReadonlySet<string> = new Set(["id", "meta", "schemas", "groups", "password"]);

/** True for what is sent only where a schema requires it: a server may make it itself, or knows the one who is meant. */
export function isServersAffair(name: string): boolean {
  // A manager is a User of the service, whom nobody can make up; scenarios of the extension are about that.
  return SERVERS_WORDS.has(name) || name.toLowerCase() === "manager";
}

/** Texts that a server may make itself of the rest, and that are so nobody's to expect. */
export const SERVERS_WORDS: ReadonlySet<string> = new Set(["formatted", "display", "$ref", "ref"]);
