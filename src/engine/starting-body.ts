import { type GroupState, renameTo, replaceMembers, type ScenarioContext } from "../scenarios/index.ts";
import { URN } from "../scim/index.ts";

/** The body that brings a Group into a state by the operation under test: the whole resource, or operations. */
export async function startingBody(
  context: Pick<ScenarioContext, "contract" | "operation" | "patchShapes">,
  wanted: GroupState,
): Promise<unknown> {
  const { profile } = context.contract;
  if (context.operation.method === "PATCH") {
    const style = { shapes: await context.patchShapes(), profile };
    return [renameTo(style, wanted.displayName), ...replaceMembers(style, [...wanted.members])];
  }
  const type = profile.members.types.User;
  const members = [...wanted.members].map((value) => (type === undefined ? { value } : { value, type }));
  return { schemas: [URN.group], ...profile.put.alwaysSend.Group, displayName: wanted.displayName, members };
}
