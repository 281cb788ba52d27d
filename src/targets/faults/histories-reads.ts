import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { type Member, membersOf, type Resource } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { isSameSet, joined, onUpdate, patchMembers, perGroup, putMembers, saveMembers } from "./build-histories.ts";
import { PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";
const kept = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";

/** Faults that depend on the reads between, or after, the writes: caches and stale copies. */
export const HISTORIES_READS: readonly Fault[] = [
  putFault(
    {
      id: "put-quick-second-only-adds",
      title:
        "A PUT that follows another one of the group, with no read between them, removes nobody whom that one named",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "fleetdm/fleet#50724", note: "rapid edits of one group worked on a stale copy of it" },
    },
    () => {
      const fresh = perGroup(() => ({ isUnread: false }));
      return {
        ...putMembers(({ wanted, had, group }) => {
          const state = fresh(group);
          const stale = state.isUnread ? had : [];
          state.isUnread = true;
          return joined(wanted, stale);
        }),
        ...onRead((_, group) => {
          fresh(group).isUnread = false;
        }),
      };
    },
  ),
  fault(
    {
      id: "patch-quick-second-loses-first",
      title:
        "A PATCH that follows another one of the group, with no read between them, loses those whom that one added",
      requirement: kept,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "fleetdm/fleet#50724", note: "rapid adds to one group worked on a stale copy of it" },
    },
    () => {
      const unread = perGroup(() => ({ added: [] as Member[] }));
      return {
        ...patchMembers(({ wanted, had, group }) => {
          const state = unread(group);
          const lost = state.added;
          state.added = without(wanted, had);
          return without(wanted, lost);
        }),
        ...onRead((_, group) => {
          unread(group).added = [];
        }),
      };
    },
  ),
  putFault(
    {
      id: "put-kept-for-two-reads",
      title: "Whom a PUT removes is back after two reads of the group",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "MicrosoftDocs/azure-docs#60316", note: "an old copy of the resource was answered" },
    },
    () => revertsAfter(2, "PUT", (had, now) => joined(now, had)),
  ),
  fault(
    {
      id: "patch-kept-for-one-read",
      title: "What a PATCH removes is back after the first read of the group",
      requirement: kept,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "goauthentik/authentik#25686",
        note: "the computed result was overwritten from the live group",
      },
    },
    () => revertsAfter(1, "PATCH", (had, now) => joined(now, had)),
  ),
  fault(
    {
      id: "patch-kept-for-three-reads",
      title: "What a PATCH has done to the members is undone after three reads of the group",
      requirement: kept,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "fleetdm/fleet#50724", note: "a stale replica was written back" },
    },
    () => revertsAfter(3, "PATCH", (had) => had),
  ),
  putFault(
    {
      id: "put-after-repeat-not-stored",
      title: "A PUT that follows one which changed nothing stores nobody new",
      requirement: put,
      category,
      difficulty: 5,
      source: {
        reference: "better-auth/better-auth#8549",
        note: "an update with the current values went a way of its own",
      },
    },
    () => {
      const clean = perGroup(() => ({ is: false }));
      return putMembers(({ wanted, had, renamed, group }) => {
        const state = clean(group);
        const loses = state.is;
        state.is = !renamed && isSameSet(wanted, had);
        return loses ? without(wanted, without(wanted, had)) : wanted;
      });
    },
  ),
  fault(
    {
      id: "patch-after-repeat-not-added",
      title: "An add that follows a PATCH which changed nothing is acknowledged and adds nobody",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "better-auth/better-auth#8549",
        note: "an update with the current values went a way of its own",
      },
    },
    () => {
      const clean = perGroup(() => ({ is: false }));
      return patchMembers(({ wanted, had, renamed, group }) => {
        const state = clean(group);
        const loses = state.is;
        state.is = !renamed && isSameSet(wanted, had);
        return loses ? without(wanted, without(wanted, had)) : wanted;
      });
    },
  ),
  fault(
    {
      id: "patch-read-of-other-group-mixed",
      title:
        "An add to a group adds to it, as well, the first member of the group read just before, if that is another",
      requirement: "RFC7644-3.5.2.1-MULTI-APPEND",
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "valon-technologies/gestalt#3162",
        note: "a list of members was taken before the lock (unverified)",
      },
    },
    () => {
      let last: Resource | undefined;
      return {
        ...patchMembers(({ wanted, had, group }) => {
          const other = last !== undefined && last.id !== group.id ? membersOf(last.attributes).slice(0, 1) : [];
          return without(wanted, had).length > 0 ? joined(wanted, other) : wanted;
        }),
        ...onRead((_, group) => {
          last = group;
        }),
      };
    },
  ),
];

/** Hooks that are told of each group that a GET shows. */
function onRead(see: (call: Call, group: Resource) => void): Hooks {
  return {
    onShow(call, _, resource) {
      if (call.method === "GET" && resource.type === "Group") see(call, resource);
      return undefined;
    },
  };
}

/** What an update has done to the members is undone once they have been read so many times. */
function revertsAfter(
  reads: number,
  method: string,
  undo: (had: readonly Member[], now: readonly Member[]) => readonly Member[],
): Hooks {
  const states = perGroup(() => ({ had: undefined as readonly Member[] | undefined, reads: 0 }));
  return {
    ...onUpdate((call, after, before) => {
      if (call.method === method) Object.assign(states(after), { had: membersOf(before.attributes), reads: 0 });
    }),
    ...onRead((call, group) => {
      const state = states(group);
      state.reads += 1;
      if (state.had === undefined || state.reads !== reads) return;
      saveMembers(call, group, undo(state.had, membersOf(group.attributes)));
    }),
  };
}
