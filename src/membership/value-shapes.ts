import { isSuccess } from "../scenarios/index.ts";
import type { ValueShape } from "./history.ts";
import { patchOperations } from "./requests.ts";
import type { Ground } from "./run-types.ts";

/**
 * The shapes in which the server takes the value of a PATCH on members, the usual one first: those that its profile lists,
 * and an object without a path where the document asks for none (RFC 7644 section 3.5.2.1). Each is tried on a Group of
 * its own; one that is refused, or that a GET does not show, is learnt and not used.
 */
export async function valueShapes(ground: Ground): Promise<readonly ValueShape[]> {
  const { context, shapes } = ground;
  if (shapes === undefined) return [];
  const { valueShapes: listed, pathRequired } = context.contract.profile.patch;
  const others = listed.filter((shape) => shape !== shapes.value);
  const candidates: readonly ValueShape[] = pathRequired ? others : [...others, "no-path"];
  const taken: ValueShape[] = [shapes.value];
  if (!context.canRead) return taken;
  for (const shape of candidates) {
    if (await isTaken(ground, shape)) taken.push(shape);
  }
  return taken;
}

async function isTaken({ context, shapes, binder }: Ground, value: ValueShape): Promise<boolean> {
  if (shapes === undefined) return false;
  const group = await context.group([]);
  const operations = patchOperations(context, shapes, [{ op: "add", users: ["u1"], value }], binder);
  const answer = await context.write(group.id, operations, {
    title: value === "no-path" ? "try a members operation without a path" : `try a members value as ${value}`,
    intent: { kind: "open", why: "how the server takes the value of an operation" },
  });
  const wanted = { displayName: group.displayName, members: new Set([binder.idOf("u1")]) };
  const seen = isSuccess(answer) ? await context.read(group.id, wanted) : undefined;
  const took = seen?.kind === "present" && seen.members.values.has(binder.idOf("u1"));
  context.learn({
    id: `members.value.${value}`,
    title: value === "no-path" ? "Members operations without a path" : `Member values as ${value}, in histories`,
    value: took ? "are taken" : "are not taken",
  });
  await context.discard(group);
  return took;
}
