import type { PatchScimType } from "./patch-types.ts";

/**
 * Why a request is refused, with the keywords of RFC 7644 section 3.12, Table 9, that fit: the best first. Where a
 * section names the keyword itself (`noTarget`, `mutability`), there is one.
 */
export const REFUSALS: Readonly<Record<RefusalReason, readonly [PatchScimType, ...PatchScimType[]]>> = {
  syntax: ["invalidSyntax", "invalidValue"],
  path: ["invalidPath", "invalidFilter", "noTarget"],
  filter: ["invalidFilter", "invalidPath"],
  comparison: ["invalidFilter"],
  unknown: ["invalidPath", "noTarget", "invalidValue", "invalidSyntax"],
  "no-target": ["noTarget"],
  value: ["invalidValue", "invalidSyntax"],
  mutability: ["mutability"],
  required: ["mutability", "invalidValue"],
  "remove-value": ["invalidValue", "invalidSyntax", "noTarget", "invalidPath"],
  present: ["uniqueness", "invalidValue", "mutability"],
};

/** The keys of {@link REFUSALS}. */
export type RefusalReason =
  | "syntax"
  | "path"
  | "filter"
  | "comparison"
  | "unknown"
  | "no-target"
  | "value"
  | "mutability"
  | "required"
  | "remove-value"
  | "present";

/** Thrown where an operation cannot be applied, and turned into a result before anybody outside sees it. */
export class Refusal extends Error {
  readonly scimTypes: readonly [PatchScimType, ...PatchScimType[]];

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.scimTypes = REFUSALS[reason];
  }
}
