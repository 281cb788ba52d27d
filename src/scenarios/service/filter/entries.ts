import { attributeOf } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { make, readThere } from "../kit.ts";
import { holds } from "../stored.ts";
import { ask } from "./ask.ts";
import { quoted } from "./cases.ts";
import { homeOf, threeBodies } from "./three-users.ts";

/**
 * Whether a filter on a part of a list finds nobody, whatever the list: by `emails.value`, asked as `service.filter.any-entry`
 * does, which tells of it.
 */
export async function findsNoEntry(context: ScenarioContext): Promise<boolean> {
  try {
    const { ann } = threeBodies(context, undefined);
    const { id, body } = await make(context, { type: "User", body: ann, title: "make a User with two emails" });
    const isShown = (seen: typeof body): boolean => holds(attributeOf(ann, "emails"), attributeOf(seen, "emails"));
    const { resource } = await readThere(context, "User", id, isShown);
    if (!isShown(resource)) return false;
    const { ids } = await ask(context, "User", `emails.value eq ${quoted(homeOf(body))}`, [id]);
    return !ids.includes(id);
  } catch (error) {
    // Where it cannot be asked, nothing is told of it either.
    if (error instanceof NoVerdict) return false;
    throw error;
  }
}
