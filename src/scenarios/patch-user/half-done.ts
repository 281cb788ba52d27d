import { type JsonObject, legalOutcomes, type PatchOperation, USER_SCHEMA } from "../../scim/index.ts";
import type { ScenarioContext } from "../context.ts";
import { differing, headsOf } from "./unchanged.ts";

/** A PATCH of several operations that was to be refused whole, and was answered with success. */
export interface ClaimedWhole {
  readonly id: string;
  readonly before: JsonObject;
  readonly operations: readonly PatchOperation[];
  /** What is looked at. */
  readonly paths: readonly string[];
}

/**
 * Tells a server that left out the operation which cannot be carried out, and the rest or nothing came of the request, from
 * one that found a way to carry it out. RFC 7644 section 3.5.2 wants a failure status where an operation "encounters an
 * error condition": where it encounters none, the sentence that is broken is the one that wants it refused, and no other.
 *
 * @returns true when the User shows nothing of an operation that was to be refused; false also where he cannot be read
 */
export async function leftSomethingOut(context: ScenarioContext, claimed: ClaimedWhole): Promise<boolean> {
  const { id, before, operations, paths } = claimed;
  const without = operations.map((_, at) => operations.filter((_operation, other) => other !== at));
  const ends = [before, ...without.flatMap((rest) => statesOf(before, rest))];
  return await isOneOf(context, { id, ends, paths });
}

/** Reads a User. @returns true when he is in one of these states; false also where he cannot be read */
export async function isOneOf(
  context: ScenarioContext,
  { id, ends, paths }: Pick<ClaimedWhole, "id" | "paths"> & { readonly ends: readonly JsonObject[] },
): Promise<boolean> {
  const isEnd = (user: JsonObject): boolean => ends.some((end) => differing(end, user, paths).length === 0);
  const look = await context.readUser(id, { holds: isEnd, names: headsOf(paths) });
  return look.kind === "present" && isEnd(look.resource);
}

/** What may come of operations, as far as they can be carried out. */
export function statesOf(before: JsonObject, operations: readonly PatchOperation[]): readonly JsonObject[] {
  try {
    return legalOutcomes(before, operations, USER_SCHEMA).flatMap((one) =>
      one.kind === "state" ? [one.resource] : [],
    );
  } catch (error) {
    // More ends than can be told apart are none that could be recognised.
    if (error instanceof RangeError) return [];
    throw error;
  }
}
