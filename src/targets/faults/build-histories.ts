import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { type Member, membersOf, type Resource, withMembers } from "../core/resource.ts";
import { type MemberChange, storeMembers, without } from "./build.ts";
import { onGroupPatch } from "./build-patch.ts";

/** Hooks that store other members than a write of one kind asks for. */
export type StoreMembers = (choose: (change: MemberChange) => readonly Member[]) => Hooks;

/** Hooks that store other members than a PUT of a group asks for. */
export const putMembers: StoreMembers = storeMembers;

/** Hooks that store other members than all operations of a PATCH of a group lead to. */
export function patchMembers(choose: (change: MemberChange) => readonly Member[]): Hooks {
  return onGroupPatch((call, attributes, group) => {
    const wanted = membersOf(attributes);
    const had = membersOf(group.attributes);
    const { displayName: name } = attributes;
    const renamed = name !== group.attributes["displayName"];
    return withMembers(attributes, choose({ wanted, had, renamed, name, call, group }));
  });
}

/** What a fault remembers of each group, made when it is first asked for. */
export function perGroup<T>(make: () => T): (group: Resource) => T {
  const kept = new Map<string, T>();
  return ({ id }) => {
    const found = kept.get(id) ?? make();
    kept.set(id, found);
    return found;
  };
}

/** The members and those of the others that are not among them. */
export function joined(members: readonly Member[], others: readonly Member[]): Member[] {
  return [...members, ...without(others, members)];
}

/** Whether two lists have the same members, in any order. */
export function isSameSet(left: readonly Member[], right: readonly Member[]): boolean {
  return without(left, right).length + without(right, left).length === 0;
}

/** Hooks that are told of every update of a group before it is stored. */
export function onUpdate(see: (call: Call, after: Resource, before: Resource) => void): Hooks {
  return {
    onStore(call, after, before) {
      if (before !== undefined && after.type === "Group") see(call, after, before);
      return undefined;
    },
  };
}

/** Hooks that answer what was asked for and keep other members, where `choose` has any. */
export function keepOthers(
  choose: (after: Resource, before: Resource, call: Call) => readonly Member[] | undefined,
): Hooks {
  return {
    onCommit(call, after, before) {
      const members = before === undefined || after.type !== "Group" ? undefined : choose(after, before, call);
      if (members === undefined) return true;
      saveMembers(call, after, members);
      return false;
    },
  };
}

/** Puts other members into a group, past every answer. */
export function saveMembers(call: Call, group: Resource, members: readonly Member[]): void {
  call.service.store.save({ ...group, attributes: withMembers(group.attributes, members) });
}

/** How long those that come together are gathered. */
const WINDOW_MS = 25;

/**
 * Holds the updates of a group, all that come within a short time of the first of them, until that time is over. They
 * have all read the same state by then, and go on in the order in which they came.
 */
export function gathered(keyOf: (group: Resource) => string = ({ id }) => id): Hooks {
  const open = new Map<string, Promise<void>>();
  async function close(key: string): Promise<void> {
    await wait(WINDOW_MS);
    // What has arrived at the socket by now belongs to them, however late this machine is.
    await turn();
    await turn();
    open.delete(key);
  }
  return {
    onBeforeStore(_, before) {
      if (before.type !== "Group") return undefined;
      const key = keyOf(before);
      const closing = open.get(key) ?? close(key);
      open.set(key, closing);
      return closing;
    },
  };
}

/** A group with what an update changes in it, applied to its state of this moment instead of the one that was read. */
export function rebased(call: Call, after: Resource, before: Resource): Resource {
  const current = call.service.store.get("Group", after.id) ?? before;
  const [had, wanted] = [membersOf(before.attributes), membersOf(after.attributes)];
  const members = joined(without(membersOf(current.attributes), without(had, wanted)), without(wanted, had));
  const { displayName = "" } =
    after.attributes["displayName"] === before.attributes["displayName"] ? current.attributes : after.attributes;
  const { lastModified } = after;
  const attributes = withMembers({ ...current.attributes, displayName }, members);
  return { ...current, attributes, lastModified, version: current.version + 1 };
}
