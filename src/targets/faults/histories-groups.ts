import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { type Member, membersOf, type Resource, withMembers } from "../core/resource.ts";
import { fault, idsOf, putFault, without } from "./build.ts";
import {
  isSameSet,
  joined,
  onUpdate,
  patchMembers,
  putMembers,
  type StoreMembers,
  saveMembers,
} from "./build-histories.ts";
import { isGroupPatch, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const putOnly = "RFC7644-3.5.1-TARGET-ONLY";
const patchOnly = "RFC7644-3.5.2-TARGET-ONLY";

/** Faults that show when there is more than one group. */
export const HISTORIES_GROUPS: readonly Fault[] = [
  putFault(
    {
      id: "put-third-group-of-user-lost",
      title: "Who is in two groups already is not stored in a third",
      requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
      category,
      difficulty: 5,
      source: {
        reference: "simpleidserver/SimpleIdServer#269",
        note: "adding a user who is in another group went wrong",
      },
    },
    () => twoGroupsAtMost(putMembers),
  ),
  fault(
    {
      id: "patch-third-group-of-user-lost",
      title: "Adding somebody who is in two groups already to a third is acknowledged and adds nobody",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "simpleidserver/SimpleIdServer#269",
        note: "adding a user who is in another group went wrong",
      },
    },
    () => twoGroupsAtMost(patchMembers),
  ),
  putFault(
    {
      id: "put-removal-leaves-all-groups",
      title: "Whom a PUT removes is removed from every other group as well",
      requirement: putOnly,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "memberships are deleted by user, and not by user and group" },
    },
    () => removeEverywhere(),
  ),
  fault(
    {
      id: "patch-removal-leaves-all-groups",
      title: "Whom a PATCH removes is removed from every other group as well",
      requirement: patchOnly,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "memberships are deleted by user, and not by user and group" },
    },
    () => removeEverywhere(),
  ),
  fault(
    {
      id: "patch-removal-hits-newest-group",
      title: "Somebody who is in several groups is removed from the one created last, whichever is meant",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category,
      difficulty: 5,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "wrong memberships were removed" },
    },
    () =>
      patchMembers(({ wanted, had, call, group }) => {
        const gone = without(had, wanted);
        const hit = gone.map((member) => ({ member, newest: groupsOf(call, member).at(-1) ?? group }));
        for (const { member, newest } of hit) {
          if (newest.id !== group.id) saveMembers(call, newest, without(membersOf(newest.attributes), [member]));
        }
        const kept = hit.filter(({ newest }) => newest.id !== group.id).map(({ member }) => member);
        return joined(wanted, kept);
      }),
  ),
  putFault(
    {
      id: "put-overwrites-next-of-same-size",
      title: "A PUT overwrites the members of the group created next, where both then have the same number of them",
      requirement: putOnly,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "lists are shared by what is not enough to tell them apart" },
    },
    () =>
      onUpdate((call, after) => {
        const next = nextGroup(call, after);
        const members = membersOf(after.attributes);
        if (call.method !== "PUT" || next === undefined || members.length === 0) return;
        if (membersOf(next.attributes).length === members.length) saveMembers(call, next, members);
      }),
  ),
  fault(
    {
      id: "patch-add-spills-into-next-empty",
      title: "The first members added to an empty group are added to the group created next as well, if it is empty",
      requirement: patchOnly,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "RFC 7644 §3.5.2",
        note: "one empty list is shared by all groups that begin without members",
      },
    },
    () =>
      onUpdate((call, after, before) => {
        const next = nextGroup(call, after);
        if (!isGroupPatch(call) || next === undefined || membersOf(before.attributes).length > 0) return;
        if (membersOf(next.attributes).length === 0) saveMembers(call, next, membersOf(after.attributes));
      }),
  ),
  putFault(
    {
      id: "put-undone-by-next-group",
      title: "What a PUT removes comes back when the next PUT is of another group",
      requirement: putOnly,
      category,
      difficulty: 5,
      source: { reference: "fleetdm/fleet#50724", note: "an older copy of a group was written over a newer one" },
    },
    () => undoneByNextGroup((had, wanted) => joined(wanted, had), "PUT"),
  ),
  fault(
    {
      id: "patch-undone-by-next-group",
      title: "What a PATCH adds is gone when the next PATCH is of another group that has the same number of members",
      requirement: patchOnly,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "fleetdm/fleet#50724", note: "an older copy of a group was written over a newer one" },
    },
    () =>
      undoneByNextGroup(
        (had, wanted) => without(wanted, without(wanted, had)),
        "PATCH",
        (one, other) => membersOf(one.attributes).length === membersOf(other.attributes).length,
      ),
  ),
  fault(
    {
      id: "patch-rename-restores-other-group",
      title: "A rename writes back, as it was before, the group that was edited last, another one",
      requirement: patchOnly,
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "goauthentik/authentik#25686",
        note: "the computed result was overwritten from the live group",
      },
    },
    () => {
      let last: Resource | undefined;
      return onUpdate((call, after, before) => {
        if (!isGroupPatch(call)) return;
        const renames = after.attributes["displayName"] !== before.attributes["displayName"];
        const stale = renames && last !== undefined && last.id !== after.id ? last : undefined;
        const found = call.service.store.get("Group", stale?.id ?? "");
        if (stale !== undefined && found !== undefined) saveMembers(call, found, membersOf(stale.attributes));
        last = isSameSet(membersOf(before.attributes), membersOf(after.attributes)) ? undefined : before;
      });
    },
  ),
];

function groupsOf(call: Call, { value }: Member): Resource[] {
  return call.service.store.list("Group").filter(({ attributes }) => idsOf(membersOf(attributes)).has(value));
}

function nextGroup(call: Call, { id }: Resource): Resource | undefined {
  const groups = call.service.store.list("Group");
  return groups[groups.findIndex((group) => group.id === id) + 1];
}

function twoGroupsAtMost(store: StoreMembers): Hooks {
  return store(({ wanted, had, call }) => {
    const full = without(wanted, had).filter((member) => groupsOf(call, member).length >= 2);
    return without(wanted, full);
  });
}

function removeEverywhere(): Hooks {
  return onUpdate((call, after, before) => {
    const gone = without(membersOf(before.attributes), membersOf(after.attributes));
    for (const other of call.service.store.list("Group").filter(({ id }) => id !== after.id)) {
      const left = without(membersOf(other.attributes), gone);
      call.service.store.save({ ...other, attributes: withMembers(other.attributes, left) });
    }
  });
}

/** The write of a group takes back what the write before it, of another one, has done. */
function undoneByNextGroup(
  undo: (had: readonly Member[], wanted: readonly Member[]) => readonly Member[],
  method: string,
  fits: (one: Resource, other: Resource) => boolean = () => true,
): Hooks {
  let last: { readonly before: Resource; readonly after: Resource } | undefined;
  return onUpdate((call, after, before) => {
    if (call.method !== method) return;
    const found = call.service.store.get("Group", last?.after.id ?? "");
    if (last !== undefined && found !== undefined && found.id !== after.id && fits(found, after)) {
      saveMembers(call, found, undo(membersOf(last.before.attributes), membersOf(found.attributes)));
    }
    last = { before, after };
  });
}
