import { URN } from "../scim/index.ts";
import type { GroupState, ScenarioContext } from "./context.ts";

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
    displayName: state.displayName,
    ...(state.members === undefined ? {} : { members: [...state.members].map((id) => memberEntry(context, id)) }),
    ...extra,
  };
}

/** A state from its parts. */
export function stateOf(displayName: string, members: Iterable<string>): GroupState {
  return { displayName, members: new Set(members) };
}
