import { URN } from "../scim/index.ts";
import type { GroupState, ScenarioContext } from "./context.ts";
import { renameTo, replaceMembers } from "./patch-operations.ts";

/** One entry of `members` as this vendor takes it. */
export function memberEntry(
  context: ScenarioContext,
  id: string,
  type: "User" | "Group" = "User",
): Record<string, unknown> {
  const typeName = context.contract.profile.members.types[type];
  return typeName === undefined ? { value: id } : { value: id, type: typeName };
}

/** A whole Group as the body of a PUT, members in the order given; `extra` is put beside. */
export function groupBody(
  context: ScenarioContext,
  state: { readonly displayName: string; readonly members?: Iterable<string> },
  extra: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    schemas: [URN.group],
    ...context.contract.profile.put.alwaysSend.Group,
    displayName: state.displayName,
    ...(state.members === undefined ? {} : { members: [...state.members].map((id) => memberEntry(context, id)) }),
    ...extra,
  };
}

/** A state from its parts. */
export function stateOf(displayName: string, members: Iterable<string>): GroupState {
  return { displayName, members: new Set(members) };
}

/** The method a scenario is written for, as its id begins. */
export type WriteMethod = "put" | "patch";

/** What each method is to leave alone: all but the resource it names (RFC 7644 sections 3.5.1 and 3.5.2). */
export const TARGET_ONLY = { put: "RFC7644-3.5.1-TARGET-ONLY", patch: "RFC7644-3.5.2-TARGET-ONLY" } as const;

/**
 * A body that brings a Group into a state by the operation under test: the whole resource for PUT, operations for PATCH.
 *
 * @throws NoVerdict when a PATCH server takes no shape of members that its profile lists
 */
export async function wholeBody(
  context: ScenarioContext,
  state: { readonly displayName: string; readonly members: Iterable<string> },
): Promise<unknown> {
  if (context.operation.method !== "PATCH") return groupBody(context, state);
  const members = [...state.members];
  const { profile } = context.contract;
  // A server that takes no member values may still take names.
  const shapes = members.length === 0 ? ({ value: "array", remove: "filter" } as const) : await context.patchShapes();
  const style = { shapes, profile };
  return [renameTo(style, state.displayName), ...(members.length === 0 ? [] : replaceMembers(style, members))];
}
