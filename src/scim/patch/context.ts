import type { AttributeSchema, ResourceSchema } from "../path/attribute-schema.ts";
import type { Answer, Choose, RefusableQuestion } from "./open-questions.ts";
import type { PatchOptions } from "./patch-types.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";

/** What every step of applying a request needs to know. */
export interface Context {
  readonly schema: ResourceSchema;
  readonly choose: Choose;
  readonly options: PatchOptions;
}

/**
 * Asks an open question and refuses when that is the answer.
 *
 * @throws {@link Refusal} when the answer is `refuse`
 */
export function chooseOrRefuse<Q extends RefusableQuestion>(
  context: Context,
  question: Q,
  reason: RefusalReason,
  message: string,
): Exclude<Answer<Q>, "refuse"> {
  const answer = context.choose(question);
  if (answer === "refuse") throw new Refusal(reason, message);
  return answer as Exclude<Answer<Q>, "refuse">;
}

/** True when an attribute must have a value, as far as the RFC is of one mind about it. */
export function isRequired(attribute: AttributeSchema, context: Context): boolean {
  if (!attribute.required) return false;
  return attribute.disputed?.includes("required") !== true || context.choose("disputed-required") === "required";
}
