import type { JsonObject } from "../attribute.ts";
import type { Departure } from "./open-questions.ts";

/** One entry of `Operations` as it is sent (RFC 7644 section 3.5.2); nothing about it is taken for granted. */
export interface PatchOperation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly value?: unknown;
}

/** The keywords of RFC 7644 section 3.12, Table 9, that can answer a PATCH. */
export type PatchScimType =
  | "invalidFilter"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** Options of the oracle. */
export interface PatchOptions {
  /** Take `Add` for `add`, as many servers do for the sake of one client. Default false. */
  readonly anyOpCase?: boolean;
}

/** What {@link applyPatch} makes of a request. */
export type PatchResult =
  | {
      readonly ok: true;
      /** The resource afterwards; shares nothing with what was given. */
      readonly resource: JsonObject;
      /** False when nothing is different, and so `lastModified` shall not move (RFC 7644 section 3.5.2.1). */
      readonly changed: boolean;
    }
  | {
      readonly ok: false;
      readonly scimType: PatchScimType;
      /** The operation at fault, from 0; -1 when there is none. */
      readonly index: number;
      readonly message: string;
      /** Other keywords that fit as well. */
      readonly alternatives?: readonly PatchScimType[];
    };

/** One thing that a server may do with a request. */
export type LegalOutcome = {
  /**
   * Where this outcome parts from the reading closest to the letter. Empty for the first outcome. One with level
   * `SHOULD` is legal and yet advised against.
   */
  readonly departures: readonly Departure[];
} & (
  | { readonly kind: "state"; readonly resource: JsonObject }
  | { readonly kind: "refused"; readonly scimTypes: readonly PatchScimType[] }
);
