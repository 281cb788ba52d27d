import type { Member } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { isSameSet, joined, patchMembers, perGroup, putMembers } from "./build-histories.ts";
import { onMemberEdit, onReplacement, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";
const replace = "RFC7644-3.5.2.3-MULTI-ALL";

/** Faults that show when a whole list takes the place of another that is like it in some way. */
export const HISTORIES_REPLACE: readonly Fault[] = [
  putFault(
    {
      id: "put-reordered-drops-moved",
      title: "A PUT of the same members in another order drops those that have moved",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "simpleidserver/SimpleIdServer#844", note: "a list that overlaps the old one went wrong" },
    },
    () =>
      putMembers(({ wanted, had }) =>
        isSameSet(wanted, had) ? wanted.filter(({ value }, at) => value === had[at]?.value) : wanted,
      ),
  ),
  putFault(
    {
      id: "put-smaller-than-half-ignored",
      title: "A PUT that leaves fewer than half of five or more members is taken for a mistake and ignored",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "removing more than half of the members failed" },
    },
    () => putMembers(({ wanted, had }) => (had.length >= 5 && wanted.length * 2 < had.length ? had : wanted)),
  ),
  putFault(
    {
      id: "put-compared-with-version-before-last",
      title: "Whom a PUT removes is worked out from the list before the last one: who joined by that last one stays",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "fleetdm/fleet#50724", note: "a write was worked out from a stale replica of the group" },
    },
    () => {
      const lists = perGroup((): (readonly Member[])[] => []);
      return putMembers(({ wanted, had, group }) => {
        const past = lists(group);
        past.push(had);
        const stale = past.at(-2) ?? had;
        return joined(wanted, without(had, stale));
      });
    },
  ),
  putFault(
    {
      id: "put-after-emptied-first-lost",
      title: "The first PUT with members after one that emptied the group loses the first of them",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "GluuFederation/oxTrust#336", note: "an empty list of members changed nothing" },
    },
    () => {
      const emptied = perGroup(() => ({ is: false }));
      return putMembers(({ wanted, had, group }) => {
        const state = emptied(group);
        const loses = state.is && wanted.length > 0;
        if (wanted.length > 0) state.is = false;
        else if (had.length > 0) state.is = true;
        return loses ? wanted.slice(1) : wanted;
      });
    },
  ),
  fault(
    {
      id: "patch-replace-reordered-empties",
      title: "Replacing three or more members by the same ones in another order empties the group",
      requirement: replace,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#844", note: "an overlapping replace left members empty" },
    },
    () =>
      onReplacement(({ members, named }) =>
        members.length >= 3 && isSameSet(members, named) && members.some(({ value }, at) => value !== named[at]?.value)
          ? []
          : undefined,
      ),
  ),
  fault(
    {
      id: "patch-replace-same-size-ignored",
      title: "Replacing the members by as many others changes nothing",
      requirement: replace,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "RFC 7644 §3.5.2.3",
        note: "a check for changes found none where there were some",
      },
    },
    () =>
      onReplacement(({ members, named }) =>
        members.length > 1 && members.length === named.length ? members : undefined,
      ),
  ),
  fault(
    {
      id: "patch-replace-smaller-than-half-ignored",
      title: "Replacing five or more members by fewer than half as many is acknowledged and ignored",
      requirement: replace,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "removing more than half of the members failed" },
    },
    () =>
      onReplacement(({ members, named }) =>
        members.length >= 5 && named.length * 2 < members.length ? members : undefined,
      ),
  ),
  fault(
    {
      id: "patch-replace-keeps-last-added",
      title: "A replace keeps those whom the edit before it has added",
      requirement: replace,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "members were not removed by a replace" },
    },
    () => {
      const pending = new Map<string, readonly Member[]>();
      return onMemberEdit(({ op, members, named, call }) => {
        const id = call.id ?? "";
        const last = pending.get(id) ?? [];
        pending.set(id, op === "add" ? without(named, members) : []);
        return op === "replace" ? joined(named, last) : undefined;
      });
    },
  ),
  fault(
    {
      id: "patch-add-after-emptied-lost",
      title: "An add to a group whose last member was removed is acknowledged and adds nobody",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "thomaspoignant/scim-patch#186",
        note: "an add over an attribute that was unassigned failed",
      },
    },
    () => {
      const emptied = perGroup(() => ({ is: false }));
      return patchMembers(({ wanted, had, group }) => {
        const state = emptied(group);
        const loses = state.is && wanted.length > 0;
        state.is = wanted.length === 0 && had.length > 0;
        return loses ? [] : wanted;
      });
    },
  ),
];
