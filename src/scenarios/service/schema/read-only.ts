import type { ScenarioContext } from "../../context.ts";
import { makeOne, readThere } from "../kit.ts";
import { holds } from "../stored.ts";
import { type OwnAttribute, shownOf } from "./attributes.ts";
import { makeWith } from "./make-with.ts";
import { otherValueFor } from "./values.ts";

/**
 * Whether a server takes a readOnly value from a body. A value that one of whom nothing was sent has as well is the
 * server's own: it tells nothing that it was sent, and another one is tried.
 *
 * @returns undefined where nothing could be seen by it
 */
export async function takenFromBody(
  context: ScenarioContext,
  own: OwnAttribute,
): Promise<{ readonly isTaken: boolean; readonly shown: unknown } | undefined> {
  const first = await sent(context, own);
  if (first === undefined || !first.isTaken) return first;
  const bare = await makeOne(context, own.type, `without ${own.attribute.name}`);
  const usual = shownOf((await readThere(context, own.type, bare.id)).resource, own);
  if (usual === undefined || !holds(first.value, usual)) return first;
  const other = otherValueFor(context, own.attribute, `other ${own.attribute.name}`);
  return other === undefined || holds(other, usual) ? undefined : await sent(context, own, other);
}

async function sent(
  context: ScenarioContext,
  own: OwnAttribute,
  given?: unknown,
): Promise<{ readonly isTaken: boolean; readonly shown: unknown; readonly value: unknown } | undefined> {
  const made = await makeWith(context, own, given);
  if (made === undefined) return undefined;
  const shown = shownOf((await readThere(context, own.type, made.id)).resource, own);
  return { isTaken: shown !== undefined && holds(made.value, shown), shown, value: made.value };
}
