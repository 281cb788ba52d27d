import { isObject, type JsonObject } from "../attribute.ts";
import type { ResourceSchema } from "../path/attribute-schema.ts";
import { applyOperation } from "./apply-operation.ts";
import type { Context } from "./context.ts";
import { copyOf, type Node } from "./node.ts";
import { type Choose, chooseFirst } from "./open-questions.ts";
import type { PatchOperation, PatchOptions, PatchResult, PatchScimType } from "./patch-types.ts";
import { Refusal } from "./refusal.ts";
import { sameValue } from "./same-value.ts";
import { settleSchemas } from "./schemas.ts";

/**
 * Applies a PATCH request as RFC 7644 section 3.5.2 has it: operations in order, each on the result of the one before,
 * all or none. Where the RFC leaves room, the reading closest to its letter; {@link legalOutcomes} has the others.
 *
 * @param resource - as it is shown before; never changed
 * @param operations - the `Operations` of the request; never changed
 */
export function applyPatch(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  schema: ResourceSchema,
  options: PatchOptions = {},
): PatchResult {
  return applyChoosing(resource, operations, schema, options, chooseFirst);
}

/** {@link applyPatch} with open questions answered by the caller. A question is to be answered alike in one request. */
export function applyChoosing(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  schema: ResourceSchema,
  options: PatchOptions,
  choose: Choose,
): PatchResult {
  const context: Context = { schema, options, choose };
  if (operations.length === 0 && choose("no-operations") === "refuse") {
    return refused(new Refusal("syntax", "there is no operation"), -1);
  }
  let current: Node = copyOf(resource);
  for (const [index, operation] of operations.entries()) {
    const next = attempt(current, operation, context);
    if (next instanceof Refusal)
      return refused(next, index, laterFaults(current, operations.slice(index + 1), context));
    current = next;
  }
  return { ok: true, resource: current, changed: !sameValue(resource, current) };
}

/** The resource after one operation; what it was before is left alone. */
function attempt(current: Node, operation: PatchOperation, context: Context): Node | Refusal {
  // Steps replace what they change and never change it in place: a copy of the surface is enough.
  const next = { ...current };
  try {
    if (!isObject(operation)) throw new Refusal("syntax", "an operation is an object");
    applyOperation(next, copyOf(operation), context);
    settleSchemas(current, next, context);
    return next;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Two faults in one request: a server that looks at all operations first may name the later one. */
function laterFaults(current: Node, rest: readonly PatchOperation[], context: Context): readonly PatchScimType[] {
  const letter: Context = { ...context, choose: chooseFirst };
  return rest.flatMap((operation) => {
    const later = attempt(current, operation, letter);
    return later instanceof Refusal ? later.scimTypes : [];
  });
}

function refused({ scimTypes, message }: Refusal, index: number, later: readonly PatchScimType[] = []): PatchResult {
  const [scimType, ...others] = new Set([...scimTypes, ...later]);
  const alternatives = others.length === 0 ? {} : { alternatives: others };
  return { ok: false, scimType: scimType ?? scimTypes[0], index, message, ...alternatives };
}
