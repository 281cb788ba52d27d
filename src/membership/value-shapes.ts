import { type GroupFixture, isSuccess } from "../scenarios/index.ts";
import { compareMembers, sameMembers } from "../scim/index.ts";
import type { MemberOperation, ValueShape } from "./history.ts";
import { patchOperations } from "./requests.ts";
import type { Ground } from "./run-types.ts";

type MembersWritten = Extract<MemberOperation, { readonly op: "add" | "replace" }> & { readonly value: ValueShape };

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

/**
 * A text that is read as members where they are added need not be where they are replaced, so both are tried. What the RFC
 * itself describes is tried by an add alone: a replace that goes wrong then is for the histories to find.
 */
async function isTaken(ground: Ground, value: ValueShape): Promise<boolean> {
  const { context } = ground;
  const group = await context.group([]);
  const took =
    (await takes(ground, group, { op: "add", users: ["u1"], value })) &&
    (value === "no-path" || (await takes(ground, group, { op: "replace", users: ["u2"], value })));
  context.learn({
    id: `members.value.${value}`,
    title: value === "no-path" ? "Members operations without a path" : `Member values as ${value}, in histories`,
    value: took ? "are taken" : "are not taken in every operation",
  });
  await context.discard(group);
  return took;
}

/** Sends one operation that leaves the users it names and nobody else, and sees whether it did. */
async function takes(
  { context, shapes, binder }: Ground,
  group: Pick<GroupFixture, "id" | "displayName">,
  operation: MembersWritten,
): Promise<boolean> {
  if (shapes === undefined) return false;
  const { op, users, value } = operation;
  const answer = await context.write(group.id, patchOperations(context, shapes, [operation], binder), {
    title: value === "no-path" ? `try to ${op} members without a path` : `try to ${op} members as ${value}`,
    intent: { kind: "open", why: "how the server takes the value of an operation" },
  });
  if (!isSuccess(answer)) return false;
  const wanted = new Set(users.map(binder.idOf));
  const seen = await context.read(group.id, { displayName: group.displayName, members: wanted });
  return seen.kind === "present" && sameMembers(compareMembers(wanted, seen.members.values));
}
