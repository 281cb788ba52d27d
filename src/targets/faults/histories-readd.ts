import type { Hooks } from "../core/hooks.ts";
import type { Member } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { joined, patchMembers, perGroup, putMembers, type StoreMembers } from "./build-histories.ts";
import { onMemberEdit, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";
const add = "RFC7644-3.5.2.1-MEMBER-ADD";

/** Faults that show when somebody who was removed comes back. */
export const HISTORIES_READD: readonly Fault[] = [
  putFault(
    {
      id: "put-readd-brings-back-others",
      title: "Who comes back to a group brings back all who were removed by the same PUT",
      requirement: put,
      category,
      difficulty: 5,
      source: {
        reference: "goauthentik/authentik#25686",
        note: "the computed result was overwritten from the live group",
      },
    },
    () => bringBackOthers(putMembers),
  ),
  fault(
    {
      id: "patch-readd-brings-back-others",
      title: "Who comes back to a group brings back all who were removed by the same request",
      requirement: add,
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "goauthentik/authentik#25686",
        note: "the computed result was overwritten from the live group",
      },
    },
    () => bringBackOthers(patchMembers),
  ),
  putFault(
    {
      id: "put-second-removal-ignored",
      title: "Who was removed, and came back, cannot be removed again",
      requirement: put,
      category,
      difficulty: 5,
      source: {
        reference: "goauthentik/authentik#24173",
        note: "a removal did nothing, and a later add was a no-op",
      },
    },
    () => keepSecondTime(putMembers),
  ),
  fault(
    {
      id: "patch-second-removal-ignored",
      title: "Who was removed, and came back, cannot be removed again: acknowledged, and still a member",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "goauthentik/authentik#24173",
        note: "a removal did nothing, and a later add was a no-op",
      },
    },
    () => keepSecondTime(patchMembers),
  ),
  putFault(
    {
      id: "put-removal-repeated-later",
      title: "Each removal is carried out a second time by the second PUT after it",
      requirement: put,
      category,
      difficulty: 5,
      source: {
        reference: "fleetdm/fleet#50724",
        note: "a write from a stale replica deleted members whom nobody had named",
      },
    },
    () => {
      const removals = perGroup((): Member[][] => []);
      return putMembers(({ wanted, had, group }) => {
        const past = removals(group);
        past.push(without(had, wanted));
        return without(wanted, past.at(-3) ?? []);
      });
    },
  ),
  fault(
    {
      id: "patch-readd-listed-twice",
      title: "Who was removed and is added again is listed twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "wso2/product-is#5333", note: "a member that was added again was listed twice" },
    },
    () => {
      const removed = perGroup(() => new Set<string>());
      return patchMembers(({ wanted, had, group }) => {
        const gone = removed(group);
        const again = without(wanted, had).filter(({ value }) => gone.has(value));
        for (const { value } of without(had, wanted)) gone.add(value);
        return [...wanted, ...again];
      });
    },
  ),
  fault(
    {
      id: "patch-third-add-of-user-lost",
      title: "The third time that somebody is added to the same group is acknowledged and adds nobody",
      requirement: add,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "a history of each membership with room for two entries" },
    },
    () => {
      const counts = perGroup(() => new Map<string, number>());
      return patchMembers(({ wanted, had, group }) => {
        const count = counts(group);
        for (const { value } of without(wanted, had)) count.set(value, (count.get(value) ?? 0) + 1);
        const lost = without(wanted, had).filter(({ value }) => count.get(value) === 3);
        return without(wanted, lost);
      });
    },
  ),
  fault(
    {
      id: "patch-dropped-by-replace-locked-out",
      title: "Whom a replace has dropped cannot be added afterwards, only by another replace",
      requirement: add,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "goauthentik/authentik#24173", note: "a later add was a no-op" },
    },
    () => {
      const dropped = new Map<string, Set<string>>();
      return onMemberEdit(({ op, members, named, call }) => {
        const out = dropped.get(call.id ?? "") ?? new Set<string>();
        dropped.set(call.id ?? "", out);
        if (op === "replace") {
          for (const { value } of without(members, named)) out.add(value);
          for (const { value } of named) out.delete(value);
        }
        if (op !== "add") return undefined;
        return joined(
          members,
          named.filter(({ value }) => !out.has(value)),
        );
      });
    },
  ),
];

function bringBackOthers(store: StoreMembers): Hooks {
  const removals = perGroup((): Member[][] => []);
  return store(({ wanted, had, group }) => {
    const past = removals(group);
    const added = without(wanted, had);
    const back = past.filter((one) => without(one, added).length < one.length).flat();
    const gone = without(had, wanted);
    if (gone.length > 0) past.push(gone);
    return joined(wanted, back);
  });
}

function keepSecondTime(store: StoreMembers): Hooks {
  const removed = perGroup(() => new Set<string>());
  return store(({ wanted, had, group }) => {
    const once = removed(group);
    const gone = without(had, wanted);
    const kept = gone.filter(({ value }) => once.has(value));
    for (const { value } of gone) once.add(value);
    return joined(wanted, kept);
  });
}
