import { answeredResource, isRefusal, type ScenarioContext, valueAt, withValue } from "../../scenarios/index.ts";
import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import type { ListAttribute, UserAttributes } from "./attributes.ts";
import { UserBinder } from "./bind.ts";

/**
 * The attributes without those that the server does not take: which values of a role exist is its own affair, and so is
 * whether there is an attribute that the document does not tell of. Tried on a User of their own; one that is taken and
 * stored wrongly is for the histories to find.
 */
export async function takenAttributes(context: ScenarioContext, attributes: UserAttributes): Promise<UserAttributes> {
  const unsure = attributes.lists.filter(({ isSure }) => !isSure);
  if (unsure.length === 0) return attributes;
  const label = "attributes to try";
  const user = await context.user(label);
  const binder = new UserBinder(context, attributes, label, user.body);
  const refused = new Set<string>();
  for (const list of unsure) {
    const isTaken = await isTakenBy(context, user.id, list, binder);
    context.learn({
      id: `user.histories.${list.path}`,
      title: `Entries of \`${list.path}\``,
      value: isTaken ? "are taken" : "are not taken",
    });
    if (!isTaken) refused.add(list.path);
  }
  await context.discard(user);
  return { ...attributes, lists: attributes.lists.filter(({ path }) => !refused.has(path)) };
}

async function isTakenBy(
  context: ScenarioContext,
  id: string,
  { path, types, entries, open }: ListAttribute,
  binder: UserBinder,
): Promise<boolean> {
  const value = binder.contentOf(
    path,
    entries.map((_, index) => ({ value: `v${index + 1}`, ...typeOf(types, index) })),
  );
  const isPut = context.operation.method === "PUT";
  const body: unknown = isPut ? withValue(binder.body, path, value) : [{ op: "replace", path, value }];
  const answer = await context.write(id, body, {
    title: `try entries of ${path}`,
    intent: { kind: "open", why: `which values of ${path} the server takes` },
  });
  if (answer.response === undefined || isRefusal(answer)) return false;
  // What the document tells of, and the server acknowledges, must be there: that is judged later.
  if (open && isPut) return true;
  const shown: JsonObject = answeredResource(answer) ?? {};
  if (!isUnassigned(valueAt(shown, path))) return true;
  const seen = await context.readUser(id, { holds: () => true, names: [path] });
  return seen.kind === "present" && !isUnassigned(valueAt(seen.resource, path));
}

function typeOf(types: readonly string[], index: number): { readonly type?: string } {
  const type = types[index % Math.max(1, types.length)];
  return type === undefined ? {} : { type };
}
