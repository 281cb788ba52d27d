import { addMembers, type GroupState, renameTo, replaceMembers, type ScenarioContext } from "../scenarios/index.ts";
import { URN } from "../scim/index.ts";

/**
 * The body that brings a Group into a state by the operation under test: the whole resource, or operations.
 *
 * @param seen the Group as it is, where that is known: a PATCH then asks for what is lacking, and for no more
 */
export async function startingBody(
  context: Pick<ScenarioContext, "contract" | "operation" | "patchShapes">,
  wanted: GroupState,
  seen?: GroupState,
): Promise<unknown> {
  const { profile } = context.contract;
  if (context.operation.method === "PATCH") {
    const style = { shapes: await context.patchShapes(), profile };
    const rename = seen?.displayName === wanted.displayName ? [] : [renameTo(style, wanted.displayName)];
    const lacking = lackingIn(seen, wanted);
    return [
      ...rename,
      ...(lacking === undefined ? replaceMembers(style, [...wanted.members]) : addMembers(style, lacking)),
    ];
  }
  const type = profile.members.types.User;
  const members = [...wanted.members].map((value) => (type === undefined ? { value } : { value, type }));
  return { schemas: [URN.group], ...profile.put.alwaysSend.Group, displayName: wanted.displayName, members };
}

/** The requirement that is broken where that body, acknowledged or not, does not bring the Group there. */
export function startingRule(method: string, seen: GroupState | undefined, wanted: GroupState): string {
  if (method !== "PATCH") return "RFC7644-3.5.1-MEMBERS-REPLACED";
  return lackingIn(seen, wanted) === undefined ? "RFC7644-3.5.2.3-MULTI-ALL" : "RFC7644-3.5.2.1-MULTI-APPEND";
}

/** The members that are all that a Group lacks; undefined where that is not known, or not all. */
function lackingIn(seen: GroupState | undefined, wanted: GroupState): readonly string[] | undefined {
  if (seen === undefined || [...seen.members].some((id) => !wanted.members.has(id))) return undefined;
  const lacking = [...wanted.members].filter((id) => !seen.members.has(id));
  return lacking.length === 0 ? undefined : lacking;
}
