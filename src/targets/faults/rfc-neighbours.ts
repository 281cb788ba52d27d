import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, textOf } from "../core/json.ts";
import { membersOf, type Resource, type ResourceType, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { by, rfcFault } from "./build-rfc.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const sent = ({ body }: Call, name: string): Json | undefined => (isJsonObject(body) ? body[name] : undefined);

/** Hooks that write what is new over what has the same value of an attribute. */
const over = (type: ResourceType, name: string): Hooks => ({
  onNewId: (call, _, made) => {
    const value = sent(call, name);
    const isLike = ({ attributes }: Resource): boolean => value !== undefined && attributes[name] === value;
    return made === type ? call.service.store.list(type).find(isLike)?.id : undefined;
  },
});

/** Hooks that delete Groups with a Group. */
const withIt = (isGone: (group: Resource, deleted: Resource) => boolean): Hooks => ({
  onDelete({ service: { store } }, deleted) {
    if (deleted.type !== "Group") return;
    for (const group of store.list("Group")) if (isGone(group, deleted)) store.remove(group.id);
  },
});

/** Faults that show in what is beside the resource that a request is about. */
export const RFC_NEIGHBOURS: readonly Fault[] = [
  rfcFault(
    {
      id: "post-over-same-external-id",
      title: "A user who is made with the externalId of another is written over it",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "identity",
      difficulty: 3,
      source: by("RFC 7644 §3.3", "an upsert by externalId, told as a creation"),
    },
    () => over("User", "externalId"),
  ),
  rfcFault(
    {
      id: "post-over-same-group",
      title: "A group that is made with the name of another is written over it",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "identity",
      difficulty: 3,
      source: by("RFC 7644 §3.3", "an upsert by displayName, told as a creation"),
    },
    () => over("Group", "displayName"),
  ),
  rfcFault(
    {
      id: "post-refused-keeps-name",
      title: "The userName of a POST that was refused is taken ever after",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category: "lifecycle",
      difficulty: 3,
      source: by("RFC 7644 §3.12", "the name is reserved before the rest of the body is looked at"),
    },
    () => {
      const names = new Set<Json>();
      return {
        onIncoming(call) {
          const name = sent(call, "userName");
          if (call.method === "POST" && name !== undefined && names.has(name))
            throw new ScimError(409, "the userName is taken", { scimType: "uniqueness" });
          return undefined;
        },
        onError(call, { status }) {
          const name = sent(call, "userName");
          if (call.method === "POST" && status === 400 && name !== undefined) names.add(name);
          return undefined;
        },
      };
    },
  ),
  rfcFault(
    {
      id: "post-joins-groups",
      title: "A user who is made with groups is added to them",
      requirement: "RFC7643-4.1.2-GROUPS-RO",
      category: "membership",
      difficulty: 3,
      source: by("RFC 7643 §4.1.2", "groups of a user are written, though they are readOnly"),
    },
    () => ({
      onStore(call, after, before) {
        if (before !== undefined || after.type !== "User") return undefined;
        const { store } = call.service;
        for (const { value } of objectsIn(sent(call, "groups"))) {
          const group = store.get("Group", textOf(value));
          if (group === undefined) continue;
          const members = [...membersOf(group.attributes), { value: after.id }];
          store.save({ ...group, attributes: withMembers(group.attributes, members) });
        }
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "delete-takes-namesakes",
      title: "With a group, every other of its name is deleted",
      requirement: "RFC7644-3.6-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 3,
      source: by("RFC 7644 §3.6", "groups are deleted by name"),
    },
    () => withIt(({ attributes }, deleted) => attributes["displayName"] === deleted.attributes["displayName"]),
  ),
  rfcFault(
    {
      id: "delete-takes-nested",
      title: "With a group, the groups in it are deleted",
      requirement: "RFC7644-3.6-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 3,
      source: by("RFC 7644 §3.6", "a cascade that goes too far"),
    },
    () => withIt(({ id }, deleted) => membersOf(deleted.attributes).some(({ value }) => value === id)),
  ),
  rfcFault(
    {
      id: "id-revived-by-name",
      title: "A user who is made with the userName of a deleted one gets its id",
      requirement: "RFC7643-3.1-ID-NOT-REASSIGNED",
      category: "identity",
      difficulty: 3,
      source: by("RFC 7643 §3.1", "deleted rows are marked, and found again by name"),
    },
    () => {
      const ids = new Map<Json | undefined, string>();
      return {
        onDelete(_, { type, id, attributes }) {
          if (type === "User") ids.set(attributes["userName"], id);
        },
        onNewId: (call, _, type) => (type === "User" ? ids.get(sent(call, "userName")) : undefined),
      };
    },
  ),
];
