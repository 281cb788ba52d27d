import type { Call, Reply } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type JsonObject, textOf } from "../core/json.ts";
import { membersOf, type Resource, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { jsonReply, locationFor, showResource } from "../core/show.ts";
import { showGroup } from "./build.ts";
import { by, rfcFault } from "./build-rfc.ts";
import { mapIn, objectsIn, showUser } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "lifecycle";
const follow = "RFC7643-4.1.2-GROUPS-FOLLOW";
const gone = "RFC7644-3.6-404-ALL";

/** Hooks that answer a method on what was deleted, and what they answer. */
function afterDelete(method: string, reply: (call: Call, shown: JsonObject) => Reply): Hooks {
  const shown = new Map<string, JsonObject>();
  return {
    onDelete(call, resource) {
      shown.set(resource.id, showResource(call, resource));
    },
    onError(call, { status }) {
      const found = status === 404 && call.method === method ? shown.get(call.id ?? "") : undefined;
      return found === undefined ? undefined : reply(call, found);
    },
  };
}

/** Hooks that show other groups of a user than those that the user is in. */
function groupsAs(change: (groups: JsonObject[], user: Resource, call: Call) => JsonObject[]): Hooks {
  return showUser((shown, user, call) => ({ ...shown, groups: change(objectsIn(shown["groups"]), user, call) }));
}

/** Hooks that restore the members of groups that a DELETE takes out. */
export function keepDeletedMembers(): Hooks {
  const before = new WeakMap<Call, readonly Resource[]>();
  return {
    onRequest(call) {
      if (call.method === "DELETE") before.set(call, call.service.store.list("Group"));
      return undefined;
    },
    onDelete(call, { id }) {
      const { store } = call.service;
      for (const group of before.get(call) ?? []) {
        const isIn = membersOf(group.attributes).some(({ value }) => value === id);
        if (isIn && store.get("Group", group.id) !== undefined) store.save(group);
      }
    },
  };
}

/** Faults of DELETE, and of what users show of their groups. */
export const RFC_LIFECYCLE: readonly Fault[] = [
  rfcFault(
    {
      id: "delete-200",
      title: "A DELETE is answered 200, with the resource",
      requirement: "RFC7644-3.6-204",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.6", "the default of a framework"),
    },
    () => {
      const shown = new WeakMap<Call, JsonObject>();
      return {
        onDelete(call, resource) {
          shown.set(call, showResource(call, resource));
        },
        onRespond(call) {
          const body = shown.get(call);
          return body === undefined ? undefined : jsonReply(call, 200, body);
        },
      };
    },
  ),
  rfcFault(
    {
      id: "delete-again-204",
      title: "A second DELETE is answered 204",
      requirement: gone,
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.6", "a DELETE of no row is taken for a success"),
    },
    () => afterDelete("DELETE", () => ({ status: 204, headers: {}, body: undefined, mediaType: "" })),
  ),
  rfcFault(
    {
      id: "delete-still-read",
      title: "What was deleted is answered 200 to a GET",
      requirement: gone,
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.6", "deleted is a column, which GET does not look at"),
    },
    () => afterDelete("GET", (call, shown) => jsonReply(call, 200, shown)),
  ),
  rfcFault(
    {
      id: "delete-still-patched",
      title: "A PATCH of what was deleted is answered 200",
      requirement: gone,
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.6", "only GET and DELETE look at the column"),
    },
    () => afterDelete("PATCH", (call, shown) => jsonReply(call, 200, shown)),
  ),
  rfcFault(
    {
      id: "delete-put-revives",
      title: "A PUT to what was deleted is answered 200",
      requirement: gone,
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.6", "an upsert brings it back"),
    },
    () => afterDelete("PUT", (call, shown) => jsonReply(call, 200, shown)),
  ),
  rfcFault(
    {
      id: "delete-keeps-name-taken",
      title: "The userName of a user who was deleted stays taken",
      requirement: "RFC7644-3.6-REUSE",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.6", "deleted rows are in the unique index"),
    },
    () => {
      const names = new Set<string>();
      return {
        onDelete(_, { attributes }) {
          names.add(textOf(attributes["userName"]).toLowerCase());
        },
        onIncoming(call, attributes) {
          if (call.method === "POST" && names.has(textOf(attributes["userName"]).toLowerCase())) {
            throw new ScimError(409, "userName is already taken.", { scimType: "uniqueness" });
          }
          return undefined;
        },
      };
    },
  ),
  rfcFault(
    {
      id: "id-reassigned",
      title: "What is new gets the id of what was last removed",
      requirement: "RFC7643-3.1-ID-NOT-REASSIGNED",
      category: "identity",
      difficulty: 2,
      source: by("RFC 7643 §3.1", "the id is a row number that the database gives again"),
    },
    () => {
      const free: Record<string, string[]> = {};
      return {
        onDelete(_, { type, id }) {
          free[type] = [...(free[type] ?? []), id];
        },
        onNewId: (_, __, type) => free[type]?.pop(),
      };
    },
  ),
  rfcFault(
    {
      id: "delete-leaves-references",
      title: "A group keeps a user who was deleted as a member, with a $ref that cannot be fetched",
      requirement: "RFC7643-4.2-DANGLING",
      category: "membership",
      difficulty: 3,
      source: by("RFC 7643 §2.3.7", "members are rows that nobody cleans"),
    },
    () => ({
      ...keepDeletedMembers(),
      ...showGroup((shown, call) => ({
        ...shown,
        members: mapIn(shown["members"], (member) => ({
          $ref: locationFor(call.service, "User", textOf(member["value"])),
          ...member,
        })),
      })),
    }),
  ),
  rfcFault(
    {
      id: "delete-takes-groups",
      title: "With a user, the groups are deleted in which nobody else is",
      requirement: "RFC7643-4.2-DANGLING",
      category: "membership",
      difficulty: 4,
      source: by("RFC 7644 §3.6", "a cascade that goes too far"),
    },
    () => {
      const alone = new WeakMap<Call, readonly string[]>();
      return {
        onRequest(call) {
          const groups = call.service.store.list("Group").filter(({ attributes }) => {
            const [first, ...others] = membersOf(attributes);
            return others.length === 0 && first !== undefined && call.path.endsWith(`/${first.value}`);
          });
          if (call.method === "DELETE")
            alone.set(
              call,
              groups.map(({ id }) => id),
            );
          return undefined;
        },
        onDelete(call) {
          for (const id of alone.get(call) ?? []) call.service.store.remove(id);
        },
      };
    },
  ),
  rfcFault(
    {
      id: "user-groups-of-creation",
      title: "groups of a user has only groups that were created with the user in them",
      requirement: follow,
      category: "membership",
      difficulty: 2,
      source: by("RFC 7643 §4.1.2", "groups is kept beside members, and not by PATCH"),
    },
    () => {
      const first = new Map<string, ReadonlySet<string>>();
      return {
        onStore(_, after, before) {
          if (before === undefined) first.set(after.id, new Set(membersOf(after.attributes).map(({ value }) => value)));
          return undefined;
        },
        ...groupsAs((groups, user) =>
          groups.filter(({ value, type }) => type === "indirect" || first.get(textOf(value))?.has(user.id)),
        ),
      };
    },
  ),
  rfcFault(
    {
      id: "user-groups-after-removal",
      title: "groups of a user keeps the groups that the user was taken out of",
      requirement: follow,
      category: "membership",
      difficulty: 2,
      source: by("RFC 7643 §4.1.2", "groups is kept beside members, and not by removals"),
    },
    () => remembered((group, call) => call.service.store.get("Group", textOf(group["value"])) !== undefined),
  ),
  rfcFault(
    {
      id: "user-groups-after-delete",
      title: "groups of a user keeps the groups that were deleted",
      requirement: follow,
      category: "membership",
      difficulty: 3,
      source: by("RFC 7643 §4.1.2", "groups is kept beside members, and not by DELETE"),
    },
    () => remembered((group, call) => call.service.store.get("Group", textOf(group["value"])) === undefined),
  ),
  rfcFault(
    {
      id: "user-groups-all-direct",
      title: "groups of a user calls the groups of groups direct",
      requirement: follow,
      category: "membership",
      difficulty: 4,
      source: by("RFC 7643 §4.1.2", "type tells direct from indirect membership"),
    },
    () => groupsAs((groups) => groups.map((group) => ({ ...group, type: "direct" }))),
  ),
  rfcFault(
    {
      id: "user-groups-old-name",
      title: "groups of a user has the names that groups were created with",
      requirement: follow,
      category: "names",
      difficulty: 4,
      source: by("RFC 7643 §4.1.2", "a copy that no rename reaches"),
    },
    () => {
      const names = new Map<string, string>();
      return {
        onStore(_, after, before) {
          if (before === undefined) names.set(after.id, textOf(after.attributes["displayName"]));
          return undefined;
        },
        ...groupsAs((groups) =>
          groups.map((group) => ({ ...group, display: names.get(textOf(group["value"])) ?? group["display"] ?? "" })),
        ),
      };
    },
  ),
  rfcFault(
    {
      id: "user-groups-written-by-put",
      title: "groups in a PUT of a user makes the user a member",
      requirement: "RFC7643-4.1.2-GROUPS-RO",
      category: "membership",
      difficulty: 3,
      source: by("RFC 7643 §4.1.2", "membership changes through the group alone"),
    },
    () => ({
      onStore(call, { id, type }) {
        if (call.method !== "PUT" || type !== "User" || !isJsonObject(call.body)) return undefined;
        const { store } = call.service;
        for (const { value } of objectsIn(call.body["groups"])) {
          const group = store.get("Group", textOf(value));
          const members = membersOf(group?.attributes ?? {});
          if (group === undefined || members.some((member) => member.value === id)) continue;
          store.save({ ...group, attributes: withMembers(group.attributes, [...members, { value: id, type }]) });
        }
        return undefined;
      },
    }),
  ),
];

/** Hooks that show a user's groups of former times, too, as far as they are of a kind. */
function remembered(isShown: (group: JsonObject, call: Call) => boolean): Hooks {
  const known = new Map<string, Map<string, JsonObject>>();
  return {
    // Whatever changes a group, those who are in it then are remembered.
    onStore(_, after, before) {
      if (after.type !== "Group") return undefined;
      for (const { value } of [...membersOf(before?.attributes ?? {}), ...membersOf(after.attributes)]) {
        const groups = known.get(value) ?? new Map<string, JsonObject>();
        const { displayName = "" } = after.attributes;
        known.set(value, groups.set(after.id, { value: after.id, display: displayName, type: "direct" }));
      }
      return undefined;
    },
    ...groupsAs((groups, user, call) => {
      const shown = new Set(groups.map(({ value }) => value));
      const former = [...(known.get(user.id)?.values() ?? [])].filter(
        (group) => !shown.has(group["value"] ?? "") && isShown(group, call),
      );
      return [...groups, ...former];
    }),
  };
}
