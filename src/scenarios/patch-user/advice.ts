import {
  type JsonObject,
  type LegalOutcome,
  legalOutcomes,
  type PatchOperation,
  USER_SCHEMA,
} from "../../scim/index.ts";
import { NoVerdict } from "../context.ts";

/**
 * What may come of operations on a User (RFC 7644 section 3.5.2).
 *
 * @throws NoVerdict when they leave more open than can be told
 */
export function outcomesFor(before: JsonObject, operations: readonly PatchOperation[]): readonly LegalOutcome[] {
  try {
    return legalOutcomes(before, operations, USER_SCHEMA);
  } catch (error) {
    if (error instanceof RangeError) throw new NoVerdict("inconclusive", error.message);
    throw error;
  }
}

/**
 * What the RFC advises to carry out: a value that is there already is added (section 3.5.2.1). That a removal which finds
 * nothing succeeds is said of members alone; of other lists section 3.12 has `noTarget` for it.
 */
export function againstAdvice({ departures }: LegalOutcome): LegalOutcome["departures"][number] | undefined {
  return departures.find(({ question, answer }) => answer === "refuse" && question === "add-again");
}

/** The requirement that a refusal goes against where the RFC only advises to carry a request out. */
export const AGAINST_ADVICE = "RFC7644-3.5.2.1-EXISTING-OK";
