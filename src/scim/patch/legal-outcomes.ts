import type { JsonObject } from "../attribute.ts";
import type { ResourceSchema } from "../path/attribute-schema.ts";
import { applyChoosing } from "./apply-patch.ts";
import { explore } from "./explore.ts";
import type { LegalOutcome, PatchOperation, PatchOptions } from "./patch-types.ts";
import { canonicalState } from "./same-state.ts";

/**
 * Everything that a right server may do with a PATCH request: the reading closest to the letter of the RFCs first, then
 * each other way of answering what they leave open. Outcomes that look alike from outside are one.
 *
 * What the oracle cannot see is not in here: a `userName` that another User has (409), a member that does not exist
 * (RFC 7643 section 2.3.7), limits, and what a vendor's document adds.
 *
 * @throws RangeError when more is left open than can be listed; leaving outcomes out would blame a right server
 */
export function legalOutcomes(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  schema: ResourceSchema,
  options: PatchOptions = {},
): readonly LegalOutcome[] {
  const outcomes = new Map<string, LegalOutcome>();
  for (const { result, departures } of explore((choose) =>
    applyChoosing(resource, operations, schema, options, choose),
  )) {
    const outcome: LegalOutcome = result.ok
      ? { kind: "state", resource: result.resource, departures }
      : { kind: "refused", scimTypes: [result.scimType, ...(result.alternatives ?? [])], departures };
    const key = outcome.kind === "state" ? canonicalState(outcome.resource, schema) : outcome.scimTypes.join(" ");
    const known = outcomes.get(key);
    // Of two ways to one end the one that departs less stays.
    if (known === undefined || weightOf(outcome) < weightOf(known)) outcomes.set(key, outcome);
  }
  return [...outcomes.values()];
}

/** How far an outcome is from the letter: what the RFC advises against weighs more than what it leaves open. */
function weightOf({ departures }: LegalOutcome): number {
  return departures.reduce((sum, { level }) => sum + (level === "SHOULD" ? 100 : 1), 0);
}

/** What a server was seen to do. */
export type SeenOutcome =
  | { readonly kind: "state"; readonly resource: JsonObject }
  | {
      readonly kind: "refused";
      /** As the error body has it; it is optional there (RFC 7644 section 3.12). */
      readonly scimType?: string;
    };

/** The legal outcome that a server chose; undefined when what it did is none. */
export function outcomeSeen(
  outcomes: readonly LegalOutcome[],
  seen: SeenOutcome,
  schema: ResourceSchema,
): LegalOutcome | undefined {
  if (seen.kind === "state") {
    const state = canonicalState(seen.resource, schema);
    return outcomes.find((one) => one.kind === "state" && canonicalState(one.resource, schema) === state);
  }
  return outcomes.find(
    (one) => one.kind === "refused" && (seen.scimType === undefined || one.scimTypes.some((t) => t === seen.scimType)),
  );
}
