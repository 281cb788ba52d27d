import { isJsonObject, type Json } from "../core/json.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

/** What Users may have to do with each other, and with their Groups. */
export const USER_NEIGHBOURS_ODD: readonly Oddity[] = [
  oddity(
    {
      id: "user-values-unique",
      title: "An address, a number or an externalId that another User has is refused with 409",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      legal: "RFC 7644 §3.12: uniqueness is the server's to demand, of more than userName",
      dialects: ["maia", "rfc"],
    },
    () => ({
      onIncoming(call, attributes) {
        const { type, id, service } = call;
        if (type !== "User") return undefined;
        const wanted = new Set(namesOf(attributes));
        const taken = service.store
          .list("User")
          .some((one) => one.id !== id && namesOf(one.attributes).some((name) => wanted.has(name)));
        if (taken) throw new ScimError(409, "Another user has it.", { scimType: "uniqueness" });
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "user-inactive-leaves-groups",
      title: "A User who is deactivated leaves all groups",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      legal: "RFC 7643 §4.1.1: what active means is the provider's to say",
      dialects: ["maia", "rfc"],
    },
    () => ({
      onStore(call, after, before) {
        const isOff =
          before?.type === "User" && before.attributes["active"] !== false && after.attributes["active"] === false;
        if (!isOff) return undefined;
        const { store } = call.service;
        for (const group of store.list("Group")) {
          const left = membersOf(group.attributes).filter(({ value }) => value !== after.id);
          if (left.length < membersOf(group.attributes).length)
            store.save({ ...group, attributes: withMembers(group.attributes, left) });
        }
        return undefined;
      },
    }),
  ),
];

function namesOf(attributes: Readonly<Record<string, Json>>): readonly Json[] {
  const lists = [attributes["emails"], attributes["phoneNumbers"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const values = lists.flatMap((entry) => (isJsonObject(entry) ? [entry["value"] ?? null] : []));
  return [...values, attributes["externalId"] ?? null].filter((value) => value !== null);
}
