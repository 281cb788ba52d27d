import type { Call, Reply } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { type Member, membersOf, type Resource, withMembers } from "../core/resource.ts";
import type { FaultRecord, Listed } from "../types.ts";
import type { Fault } from "./fault.ts";

/** A fault of the dialects that it names, of Cube where it names none. */
export function fault(record: Listed<FaultRecord>, install: () => Hooks): Fault {
  return { dialects: ["cube"], ...record, install };
}

/** A fault of the dialects that PUT groups, where it does not name others. */
export function putFault(record: Listed<FaultRecord>, install: () => Hooks): Fault {
  return fault({ dialects: ["cube", "maia"], ...record }, install);
}

/** A fault of all dialects that PUT groups, the strict one with them. */
export function anyPutFault(record: Omit<Listed<FaultRecord>, "dialects">, install: () => Hooks): Fault {
  return fault({ ...record, dialects: ["cube", "maia", "rfc"] }, install);
}

/** The members that a PUT asks for and those that the group has, as a fault sees them. */
export interface MemberChange {
  readonly wanted: readonly Member[];
  readonly had: readonly Member[];
  readonly renamed: boolean;
  /** The name that the group is to have. */
  readonly name: Json | undefined;
  readonly call: Call;
  readonly group: Resource;
}

/** Hooks that store other members than a PUT of a group asks for. */
export function storeMembers(choose: (change: MemberChange) => readonly Member[]): Hooks {
  return onGroupPut((call, attributes, group) => {
    const wanted = membersOf(attributes);
    const had = membersOf(group.attributes);
    const { displayName: name } = attributes;
    const renamed = name !== group.attributes["displayName"];
    return withMembers(attributes, choose({ wanted, had, renamed, name, call, group }));
  });
}

/** Hooks that store other attributes than a PUT of a group asks for. */
export function onGroupPut(
  choose: (call: Call, attributes: JsonObject, before: Resource) => JsonObject | undefined,
): Hooks {
  return {
    onPut: (call, attributes, before) => (before.type === "Group" ? choose(call, attributes, before) : undefined),
  };
}

/** Hooks that store another name than a client sends for a group. */
export function storeName(change: (name: string) => string): Hooks {
  return {
    onIncoming(call, attributes) {
      const { displayName } = attributes;
      if (call.type !== "Group" || typeof displayName !== "string") return undefined;
      return { ...attributes, displayName: change(displayName) };
    },
  };
}

/** Hooks that change the stored resource of every successful PUT of a group. */
export function onGroupUpdate(change: (call: Call, after: Resource, before: Resource) => Resource | undefined): Hooks {
  return {
    onStore: (call, after, before) =>
      before === undefined || after.type !== "Group" ? undefined : change(call, after, before),
  };
}

/** Hooks by which a write of a group gives its members to every group that has the same `externalId`. */
export function hitSameExternalId(method: "PUT" | "PATCH"): Hooks {
  return onGroupUpdate((call, after) => {
    const { externalId } = after.attributes;
    if (call.method !== method || externalId === undefined) return undefined;
    for (const other of call.service.store.list("Group")) {
      if (other.id === after.id || other.attributes["externalId"] !== externalId) continue;
      call.service.store.save({ ...other, attributes: withMembers(other.attributes, membersOf(after.attributes)) });
    }
    return undefined;
  });
}

/** Hooks that change how a group is shown, wherever it is. */
export function showGroup(change: (shown: JsonObject, call: Call) => JsonObject): Hooks {
  return { onShow: (call, shown, resource) => (resource.type === "Group" ? change(shown, call) : undefined) };
}

/** Hooks that change `meta` of every group that is shown. */
export function showMeta(change: (meta: JsonObject, call: Call) => JsonObject): Hooks {
  return showGroup((shown, call) => {
    const { meta } = shown;
    return isJsonObject(meta) ? { ...shown, meta: change(meta, call) } : shown;
  });
}

/** Hooks that change the answer to a successful PUT of a group. */
export function answerPut(change: (reply: Reply, body: JsonObject, call: Call) => Reply): Hooks {
  return {
    onRespond: (call, reply) =>
      isGroupPut(call) && reply.status === 200 && isJsonObject(reply.body)
        ? change(reply, reply.body, call)
        : undefined,
  };
}

/** Hooks that change the body of every error answer. */
export function answerErrors(change: (body: JsonObject, reply: Reply, call: Call) => Json | undefined): Hooks {
  return {
    onRespond: (call, reply) =>
      reply.status >= 400 && isJsonObject(reply.body) ? { ...reply, body: change(reply.body, reply, call) } : undefined,
  };
}

/** Whether a call is a PUT of one group. */
export function isGroupPut(call: Call): boolean {
  return call.method === "PUT" && call.type === "Group";
}

/** The ids of a list of members. */
export function idsOf(members: readonly Member[]): Set<string> {
  return new Set(members.map((member) => member.value));
}

/** The entries of the first list that are not in the second. */
export function without(members: readonly Member[], others: readonly Member[]): Member[] {
  const ids = idsOf(others);
  return members.filter((member) => !ids.has(member.value));
}

/** The name of a group; nothing where it has none. */
export function nameOf({ attributes }: Resource): string {
  const { displayName } = attributes;
  return typeof displayName === "string" ? displayName : "";
}

/** Hooks that give the members of a group that is written to all others whose names are like the one that it had. */
export function writeNamesakes(alike: (one: string, other: string) => boolean): Hooks {
  return onGroupUpdate((call, after, before) => {
    const { store } = call.service;
    for (const other of store.list("Group")) {
      if (other.id === after.id || !alike(nameOf(before), nameOf(other))) continue;
      store.save({ ...other, attributes: withMembers(other.attributes, membersOf(after.attributes)) });
    }
    return undefined;
  });
}
