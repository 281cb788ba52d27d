import type { Call } from "../core/call.ts";
import type { Member } from "../core/resource.ts";
import { fault, without } from "./build.ts";
import { isSameSet, joined, patchMembers } from "./build-histories.ts";
import { changeOperations, onAddition, onRemoval, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const add = "RFC7644-3.5.2.1-MEMBER-ADD";
const remove = "RFC7644-3.5.2.2-FILTER-VALUE";
const sequential = "RFC7644-3.5.2-SEQUENTIAL";

/** Faults that show when several operations, or several members, come in one request. */
export const HISTORIES_OPERATIONS: readonly Fault[] = [
  fault(
    {
      id: "patch-add-beside-known-first-only",
      title: "Of an add in which one is a member already, only the first of the others is added",
      requirement: add,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "Infisical/infisical#2138", note: "an add of who is there already ended in an error" },
    },
    () =>
      onAddition(({ members, named }) => {
        const fresh = without(named, members);
        return fresh.length < named.length ? [...members, ...fresh.slice(0, 1)] : undefined;
      }),
  ),
  fault(
    {
      id: "patch-second-add-replaces-first",
      title: "The second add of a request starts from the group before the request: what the first added is lost",
      requirement: sequential,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "simpleidserver/SimpleIdServer#644",
        note: "of two operations on one attribute one was lost",
      },
    },
    () => {
      const added = new WeakMap<Call, readonly Member[]>();
      return onAddition(({ members, named, call }) => {
        const earlier = added.get(call) ?? [];
        added.set(call, without(named, members));
        return joined(without(members, earlier), named);
      });
    },
  ),
  fault(
    {
      id: "patch-add-twice-listed-twice",
      title: "Whom two add operations of one request name is listed twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "AzureAD/SCIMReferenceCode#10", note: "the same id could be added twice" },
    },
    () => {
      const added = new WeakMap<Call, Member[]>();
      const again = new WeakMap<Call, Member[]>();
      return {
        ...onAddition(({ named, call }) => {
          const earlier = added.get(call) ?? [];
          const repeated = named.filter((member) => without([member], earlier).length === 0);
          again.set(call, [...(again.get(call) ?? []), ...repeated]);
          added.set(call, [...earlier, ...named]);
          return undefined;
        }),
        ...patchMembers(({ wanted, call }) => [...wanted, ...(again.get(call) ?? [])]),
      };
    },
  ),
  fault(
    {
      id: "patch-swap-of-two-ignored",
      title: "A request that removes two or more and adds as many changes nothing: the group is as large as before",
      requirement: sequential,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "a check for changes that compares the sizes of two lists" },
    },
    () =>
      patchMembers(({ wanted, had }) =>
        wanted.length === had.length && without(had, wanted).length >= 2 ? had : wanted,
      ),
  ),
  fault(
    {
      id: "patch-middle-removal-ignored",
      title: "Of three or more removals in one request, the one in the middle is passed over",
      requirement: remove,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "several removals in one request went wrong" },
    },
    () =>
      changeOperations((operations) => {
        const removals = operations.filter(({ op }) => op === "remove");
        const middle = removals.length < 3 ? undefined : removals[Math.floor(removals.length / 2)];
        return operations.filter((operation) => operation !== middle);
      }),
  ),
  fault(
    {
      id: "patch-removals-in-list-order-only",
      title:
        "Removals of one request are looked for in one walk over the list: who is listed before the last one stays",
      requirement: remove,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "Captain-P-Goldfish/SCIM-SDK#111",
        note: "of two matches the second removed a wrong member",
      },
    },
    () => {
      const reached = new WeakMap<Call, number>();
      return onRemoval(({ members, named, had, call }) => {
        const at = had.findIndex(({ value }) => value === named[0]?.value);
        if (at < (reached.get(call) ?? 0)) return members;
        reached.set(call, at);
        return undefined;
      });
    },
  ),
  fault(
    {
      id: "patch-first-and-last-removed-empties",
      title: "A request that removes both the first and the last member of three or more removes all",
      requirement: remove,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "removals are joined to a range from the first to the last" },
    },
    () =>
      patchMembers(({ wanted, had }) => {
        const gone = without(had, wanted);
        return had.length > 2 && gone[0] === had[0] && gone.at(-1) === had.at(-1) && isSameSet(joined(wanted, had), had)
          ? []
          : wanted;
      }),
  ),
  fault(
    {
      id: "patch-removed-twice-takes-next",
      title: "A removal that finds nobody takes whoever came to the place of the removal before it in the same request",
      requirement: remove,
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "Captain-P-Goldfish/SCIM-SDK#111",
        note: "the place of a match was used after the list moved",
      },
    },
    () => {
      const removed = new WeakMap<Call, Set<number>>();
      return onRemoval(({ members, named, had, call }) => {
        const places = removed.get(call) ?? new Set<number>();
        removed.set(call, places);
        if (named.length > 0) {
          for (const { value } of named) places.add(members.findIndex((member) => member.value === value));
          return undefined;
        }
        // Nobody is found: what the request removed last is looked for at its old place.
        const [place] = [...places].slice(-1);
        return place === undefined || had.length === members.length
          ? undefined
          : members.filter((_, at) => at !== place);
      });
    },
  ),
];
