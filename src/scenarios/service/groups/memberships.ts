import { attributeOf, isObject, type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { readThere } from "../kit.ts";

/** True of a Group that shows this member. */
export const hasMember =
  (member: string) =>
  (group: JsonObject): boolean =>
    membersOf(group).values.has(member);

/**
 * A Group shows one that it was made with: who was never in it is not lost later.
 *
 * @throws NoVerdict `blocked` where it does not
 */
export async function needMember(
  context: ScenarioContext,
  {
    group,
    member,
    what = "member",
  }: { readonly group: string; readonly member: string; readonly what?: "member" | "members" },
): Promise<void> {
  const { resource } = await readThere(context, "Group", group, hasMember(member));
  if (!hasMember(member)(resource))
    throw new NoVerdict("blocked", `the Group does not show the ${what} that it was made with`);
}

/** The entry of a User's `groups` that names a Group. */
export function entryOf(user: JsonObject, group: string): JsonObject | undefined {
  const groups = attributeOf(user, "groups");
  return (Array.isArray(groups) ? groups : []).find(
    (entry): entry is JsonObject => isObject(entry) && textAttribute(entry, "value") === group,
  );
}
