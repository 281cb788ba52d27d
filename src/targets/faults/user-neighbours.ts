import type { Hooks } from "../core/hooks.ts";
import { type JsonObject, omit } from "../core/json.ts";
import { membersOf, type Resource, withMembers } from "../core/resource.ts";
import { fault, idsOf } from "./build.ts";
import { mapIn, objectsIn, onUserPut } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const replaced = "RFC7644-3.5.1-RW-REPLACED";

/** What a write of a User takes from another one, or from what it sends beside. */
export const USER_NEIGHBOURS: readonly Fault[] = [
  fault(
    {
      id: "user-deactivation-empties-groups",
      title: "A PUT that deactivates a User empties the groups that the User is in",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "membership",
      difficulty: 4,
      dialects: ["maia", "rfc"],
      source: { reference: "RFC 7644 §3.5.1", note: "the groups of a user are cleared in place of the user's entries" },
    },
    () => onDeactivated("PUT"),
  ),
  fault(
    {
      id: "patch-user-deactivation-empties-groups",
      title: "A PATCH that deactivates a User empties the groups that the User is in",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "membership",
      difficulty: 4,
      dialects: ["rfc"],
      source: { reference: "RFC 7644 §3.5.2", note: "the groups of a user are cleared in place of the user's entries" },
    },
    () => onDeactivated("PATCH"),
  ),
  fault(
    {
      id: "user-mail-taken-over",
      title: "An address that a PUT gives a User is taken from another one who has it",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "attributes",
      difficulty: 4,
      dialects: ["maia", "rfc"],
      source: { reference: "RFC 7644 §3.5.1", note: "rows of addresses keyed by the address: an upsert moves them" },
    },
    () => ({
      onStore(call, after, before) {
        if (call.method !== "PUT" || before === undefined || after.type !== "User") return undefined;
        const has = new Set(objectsIn(after.attributes["emails"]).map(({ value }) => value));
        const { store } = call.service;
        for (const user of store.list("User").filter(({ id }) => id !== after.id)) {
          const emails = objectsIn(user.attributes["emails"]);
          const left = emails.filter(({ value }) => !has.has(value ?? ""));
          if (left.length < emails.length) store.save({ ...user, attributes: { ...user.attributes, emails: left } });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-rename-forgets-rights",
      title: "A PUT with another userName loses the entitlements that it sends",
      requirement: replaced,
      category: "attributes",
      difficulty: 4,
      dialects: ["maia", "rfc"],
      source: { reference: "RFC 7644 §3.5.1", note: "rights are kept by name, and read before the name is changed" },
    },
    () =>
      onUserPut((attributes, before) =>
        attributes["userName"] === before.attributes["userName"] ? attributes : omit(attributes, "entitlements"),
      ),
  ),
  fault(
    {
      id: "user-mail-tag-dropped",
      title: "What stands behind a plus in an address is dropped",
      requirement: replaced,
      category: "attributes",
      difficulty: 3,
      dialects: ["maia", "rfc"],
      source: { reference: "RFC 7643 §4.1.2", note: "addresses are made alike to find doubles, and stored so" },
    },
    () =>
      onUserPut((attributes) =>
        attributes["emails"] === undefined
          ? attributes
          : { ...attributes, emails: mapIn(attributes["emails"], withoutTag) },
      ),
  ),
];

function withoutTag(entry: JsonObject): JsonObject {
  const { value } = entry;
  return typeof value === "string" ? { ...entry, value: value.replace(/\+[^@]*/u, "") } : entry;
}

/** Empties the groups of a User whom a write of this method deactivates. */
function onDeactivated(method: string): Hooks {
  return {
    onStore(call, after, before) {
      const isOff =
        before?.type === "User" && before.attributes["active"] !== false && after.attributes["active"] === false;
      if (call.method !== method || !isOff) return undefined;
      const { store } = call.service;
      const has = (group: Resource): boolean => idsOf(membersOf(group.attributes)).has(after.id);
      for (const group of store.list("Group").filter(has))
        store.save({ ...group, attributes: withMembers(group.attributes, []) });
      return undefined;
    },
  };
}
