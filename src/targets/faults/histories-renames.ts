import type { Hooks } from "../core/hooks.ts";
import type { Member } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { joined, patchMembers, perGroup, putMembers, type StoreMembers } from "./build-histories.ts";
import { PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";
const nameAlone = "RFC7644-3.5.2.3-SINGLE";

/** Faults of the members that show after, or in, a change of the name. */
export const HISTORIES_RENAMES: readonly Fault[] = [
  putFault(
    {
      id: "put-rename-restores-members",
      title: "A PUT of another name with the same members brings back those whom the PUT before it removed",
      requirement: put,
      category,
      difficulty: 4,
      source: {
        reference: "goauthentik/authentik#25686",
        note: "the computed result was overwritten from the live group",
      },
    },
    () => {
      const removals = perGroup(() => ({ last: [] as Member[] }));
      return putMembers(({ wanted, had, group, renamed }) => {
        const state = removals(group);
        const back = renamed && without(had, wanted).length === 0 ? state.last : [];
        state.last = without(had, wanted);
        return joined(wanted, back);
      });
    },
  ),
  putFault(
    {
      id: "put-after-rename-ignored",
      title: "Who joins by the first PUT after a rename is not stored: they go to the old name",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "members are kept under the name of their group" },
    },
    () => loseAfterRename(putMembers),
  ),
  fault(
    {
      id: "patch-after-rename-ignored",
      title: "The first add after a rename is acknowledged and adds nobody: it goes to the old name",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "members are kept under the name of their group" },
    },
    () => loseAfterRename(patchMembers),
  ),
  putFault(
    {
      id: "put-old-name-brings-old-members",
      title: "A group that gets a name back which it had before gets the members of that time with it",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "a cache of members whose key is the name" },
    },
    () => cacheByName(putMembers),
  ),
  fault(
    {
      id: "patch-old-name-brings-old-members",
      title: "A group that gets a name back which it had before gets the members of that time with it",
      requirement: nameAlone,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "a cache of members whose key is the name" },
    },
    () => cacheByName(patchMembers),
  ),
  fault(
    {
      id: "patch-second-rename-drops-last-added",
      title: "The second rename of a group drops those who were added since the first",
      requirement: nameAlone,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "langwatch/langwatch#7131", note: "a change of another attribute changed the members" },
    },
    () => {
      const renames = perGroup(() => ({ count: 0, added: [] as Member[] }));
      return patchMembers(({ wanted, had, group, renamed }) => {
        const state = renames(group);
        if (state.count > 0) state.added.push(...without(wanted, had));
        if (!renamed) return wanted;
        state.count += 1;
        return without(wanted, state.added.splice(0));
      });
    },
  ),
];

function loseAfterRename(store: StoreMembers): Hooks {
  const renames = perGroup(() => ({ is: false }));
  return store(({ wanted, had, group, renamed }) => {
    const state = renames(group);
    const added = without(wanted, had);
    const loses = state.is && !renamed;
    if (renamed) state.is = true;
    else if (added.length > 0) state.is = false;
    return loses ? without(wanted, added) : wanted;
  });
}

function cacheByName(store: StoreMembers): Hooks {
  const caches = perGroup(() => new Map<unknown, readonly Member[]>());
  return store(({ wanted, had, group, renamed, name }) => {
    const cache = caches(group);
    cache.set(group.attributes["displayName"], had);
    return (renamed ? cache.get(name) : undefined) ?? wanted;
  });
}
