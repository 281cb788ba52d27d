import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import { membersOf, type Resource, withMembers } from "../core/resource.ts";
import { fault, idsOf, onGroupUpdate } from "./build.ts";
import { ALL_PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const category = "lifecycle";
const PUTTERS = ["cube", "maia"] as const;

/** Does something to the Users who were members before a write of a Group and are none after it. */
function onLeaving(method: string, change: (call: Call, user: Resource) => void): Hooks {
  return onGroupUpdate((call, after, before) => {
    if (call.method !== method) return undefined;
    const stay = idsOf(membersOf(after.attributes));
    for (const { value } of membersOf(before.attributes)) {
      const user = stay.has(value) ? undefined : call.service.store.get("User", value);
      if (user !== undefined) change(call, user);
    }
    return undefined;
  });
}

function withAttributes({ service }: Call, user: Resource, attributes: JsonObject): void {
  service.store.save({ ...user, attributes });
}

/** Writes of a Group that do something to the Users in it. */
export const USERS_TOUCHED: readonly Fault[] = [
  fault(
    {
      id: "put-display-renames-user",
      title: "The display that a PUT gives a member becomes the User's own displayName",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 4,
      dialects: [...PUTTERS, "rfc"],
      source: {
        reference: "RFC 7644 §3.5.1",
        note: "members kept as objects of the database, saved with what they cascade to",
      },
    },
    () =>
      onGroupUpdate((call) => {
        const sent = isJsonObject(call.body) ? call.body["members"] : undefined;
        for (const entry of call.method === "PUT" && Array.isArray(sent) ? sent.filter(isJsonObject) : []) {
          const { value, display } = entry;
          const user = typeof value === "string" ? call.service.store.get("User", value) : undefined;
          if (user !== undefined && typeof display === "string")
            withAttributes(call, user, { ...user.attributes, displayName: display });
        }
        return undefined;
      }),
  ),
  fault(
    {
      id: "put-left-out-member-unlinked",
      title: "A User whom a PUT of a Group leaves out loses the externalId",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 4,
      dialects: [...PUTTERS, "rfc"],
      source: {
        reference: "RFC 7644 §3.5.1",
        note: "who is in no group of the identity provider's is taken for unprovisioned",
      },
    },
    () => onLeaving("PUT", (call, user) => withAttributes(call, user, omit(user.attributes, "externalId"))),
  ),
  fault(
    {
      id: "patch-removed-member-deactivated",
      title: "A User whom a PATCH removes from a Group is deactivated",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: { reference: "RFC 7644 §3.5.2", note: "to be taken out of a group is mistaken for an offboarding" },
    },
    () => onLeaving("PATCH", (call, user) => withAttributes(call, user, { ...user.attributes, active: false })),
  ),
  fault(
    {
      id: "patch-removed-member-deleted",
      title: "A User whom a PATCH removes from a Group is deleted",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: {
        reference: "RFC 7644 §3.5.2",
        note: "a relation that is removed with orphan removal takes the user with it",
      },
    },
    () => onLeaving("PATCH", ({ service }, user) => service.store.remove(user.id)),
  ),
  fault(
    {
      id: "user-rename-leaves-groups",
      title: "A PUT that gives a User another userName takes the User out of all groups",
      requirement: "RFC7643-4.1.2-GROUPS-RO",
      category: "membership",
      difficulty: 4,
      dialects: ["maia", "rfc"],
      source: { reference: "RFC 7643 §4.1.2", note: "members kept by name, which nobody changes with the user's" },
    },
    () => ({
      onStore(call, after, before) {
        const isRenamed = before?.type === "User" && before.attributes["userName"] !== after.attributes["userName"];
        if (call.method !== "PUT" || !isRenamed) return undefined;
        const { store } = call.service;
        for (const group of store.list("Group")) {
          const left = membersOf(group.attributes).filter(({ value }) => value !== after.id);
          store.save({ ...group, attributes: withMembers(group.attributes, left) });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-user-leaves-second-group",
      title: "A PATCH of a User takes it out of every Group but the first",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 4,
      dialects: ["rfc"],
      source: { reference: "RFC 7644 §3.5.2", note: "the user is read with one group and saved with it" },
    },
    () => ({
      onStore(call, after, before) {
        if (call.method !== "PATCH" || before === undefined || after.type !== "User") return undefined;
        const { store } = call.service;
        const has = (group: Resource): boolean => idsOf(membersOf(group.attributes)).has(after.id);
        for (const group of store.list("Group").filter(has).slice(1)) {
          const left = membersOf(group.attributes).filter(({ value }) => value !== after.id);
          store.save({ ...group, attributes: withMembers(group.attributes, left) });
        }
        return undefined;
      },
    }),
  ),
];
