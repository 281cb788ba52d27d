import { isRefusal } from "../scenarios/index.ts";
import type { EntryShape } from "./history.ts";
import { patchOperations, putBody } from "./requests.ts";
import type { Ground } from "./run-types.ts";

const DRESSED: readonly EntryShape[] = ["display", "type", "ref"];

const WORDS: Readonly<Record<EntryShape, string>> = {
  plain: "bare",
  display: "with `display`",
  type: "with `type`",
  ref: "with a reference",
};

/**
 * The shapes of member entries that the server takes (RFC 7643 section 4.2 describes all of them), tried on a Group of
 * their own. A refused one is learnt and not used; one that is taken and stored wrongly is for the histories to find.
 */
export async function entryShapes(ground: Ground): Promise<readonly EntryShape[]> {
  const taken: EntryShape[] = ["plain"];
  const group = await ground.context.group([]);
  for (const entry of DRESSED) {
    const answer = await tries(ground, group, entry);
    ground.context.learn({
      id: `members.entry.${entry}`,
      title: `Member entries ${WORDS[entry]}`,
      value: answer ? "are taken" : "are not taken",
    });
    if (answer) taken.push(entry);
  }
  await ground.context.discard(group);
  return taken;
}

async function tries(
  { context, shapes, binder }: Ground,
  group: { readonly id: string; readonly displayName: string },
  entry: EntryShape,
): Promise<boolean> {
  const users = ["u1"];
  const body =
    shapes === undefined
      ? putBody(context, group.displayName, users, entry, binder)
      : patchOperations(context, shapes, [{ op: "replace", users, entry }], binder);
  if (shapes === undefined && !context.fits(body)) return false;
  const answer = await context.write(group.id, body, {
    title: `try member entries ${WORDS[entry]}`,
    intent: { kind: "open", why: "which entries of members the server takes" },
  });
  return answer.response !== undefined && !isRefusal(answer);
}
