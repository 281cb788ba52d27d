import { membersOf } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { joined, keepOthers, patchMembers, perGroup, putMembers } from "./build-histories.ts";
import { isGroupPatch, onRemoval, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";

/** Faults that show in the so many-th edit, member or removal of a group. */
export const HISTORIES_COUNTED: readonly Fault[] = [
  putFault(
    {
      id: "put-fifth-removed-stays",
      title: "Of all who are ever removed from a group every fifth stays",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "removals are flushed in fives, and the flush forgets the last" },
    },
    () => {
      const counts = perGroup(() => ({ removed: 0 }));
      return putMembers(({ wanted, had, group }) => {
        const count = counts(group);
        const kept = without(had, wanted).filter(() => {
          count.removed += 1;
          return count.removed % 5 === 0;
        });
        return joined(wanted, kept);
      });
    },
  ),
  putFault(
    {
      id: "put-eighth-ever-lost",
      title: "Who would be the eighth to be in a group, of all that ever were, is not stored",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "rows of past members are kept, and counted against a limit" },
    },
    () => {
      const evers = perGroup(() => new Set<string>());
      return putMembers(({ wanted, had, group }) => {
        const ever = evers(group);
        for (const { value } of had) ever.add(value);
        const lost = without(wanted, had).filter(({ value }) => {
          const isNew = !ever.has(value);
          ever.add(value);
          return isNew && ever.size === 8;
        });
        return without(wanted, lost);
      });
    },
  ),
  putFault(
    {
      id: "put-removes-three-at-most",
      title: "One PUT removes three members at most",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "it depended on how many were removed at once" },
    },
    () => putMembers(({ wanted, had }) => joined(wanted, without(had, wanted).slice(3))),
  ),
  putFault(
    {
      id: "put-fifth-edit-of-members-lost",
      title: "Every fifth PUT that changes the members of a group answers the new ones and keeps the old",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category,
      difficulty: 4,
      source: { reference: "GluuFederation/oxTrust#1376", note: "the answer showed the change, the store did not" },
    },
    () => {
      const counts = perGroup(() => ({ edits: 0 }));
      return keepOthers((after, before, call) => {
        const [had, wanted] = [membersOf(before.attributes), membersOf(after.attributes)];
        if (call.method !== "PUT" || without(had, wanted).length + without(wanted, had).length === 0) return undefined;
        const count = counts(after);
        count.edits += 1;
        return count.edits % 5 === 0 ? had : undefined;
      });
    },
  ),
  fault(
    {
      id: "patch-sixth-edit-lost",
      title: "Every sixth PATCH that changes the members of a group answers the new ones and keeps the old",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "Captain-P-Goldfish/SCIM-SDK#188",
        note: "the answer was a patched copy in memory, and not what was stored",
      },
    },
    () => {
      const counts = perGroup(() => ({ edits: 0 }));
      return keepOthers((after, before, call) => {
        if (!isGroupPatch(call) || after === before) return undefined;
        const [had, wanted] = [membersOf(before.attributes), membersOf(after.attributes)];
        if (without(had, wanted).length + without(wanted, had).length === 0) return undefined;
        const count = counts(after);
        count.edits += 1;
        return count.edits % 6 === 0 ? had : undefined;
      });
    },
  ),
  fault(
    {
      id: "patch-seventh-ever-lost",
      title: "Who would be the seventh to be in a group, of all that ever were, is not added",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "rows of past members are kept, and counted against a limit" },
    },
    () => {
      const evers = perGroup(() => new Set<string>());
      return patchMembers(({ wanted, had, group }) => {
        const ever = evers(group);
        for (const { value } of had) ever.add(value);
        const lost = without(wanted, had).filter(({ value }) => {
          const isNew = !ever.has(value);
          ever.add(value);
          return isNew && ever.size === 7;
        });
        return without(wanted, lost);
      });
    },
  ),
  fault(
    {
      id: "patch-fourth-removal-ignored",
      title: "The fourth removal from a group is acknowledged and removes nobody",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#696", note: "a removal by filter was not applied" },
    },
    () => {
      const counts = new Map<string, number>();
      return onRemoval(({ members, named, call }) => {
        if (named.length === 0) return undefined;
        const id = call.id ?? "";
        counts.set(id, (counts.get(id) ?? 0) + 1);
        return counts.get(id) === 4 ? members : undefined;
      });
    },
  ),
];
