import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { fault, idsOf, without } from "./build.ts";
import { ALL_PATCHERS, changeOperations, isGroupPatch, onAddition, onRemoval, storePatched } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = ALL_PATCHERS;
const category = "membership";
const filtered = "RFC7644-3.5.2.2-FILTER-VALUE";
const stranger = "RFC7644-3.5.2.2-NONMEMBER-OK";

/** Faults by which a removal takes out the wrong members. */
export const PATCH_REMOVALS: readonly Fault[] = [
  fault(
    {
      id: "patch-remove-one-empties",
      title: "Removing one member removes all of them",
      requirement: filtered,
      category,
      difficulty: 1,
      dialects,
      source: {
        reference: "AzureAD/SCIMReferenceCode#10",
        note: "a removal by filter without value emptied the group",
      },
    },
    () => onRemoval(() => []),
  ),
  fault(
    {
      id: "patch-remove-one-ignored",
      title: "Removing a member is acknowledged and removes nobody",
      requirement: filtered,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "goauthentik/authentik#24173", note: "200, and the membership was unchanged" },
    },
    () => onRemoval(({ members }) => members),
  ),
  fault(
    {
      id: "patch-remove-one-hits-next",
      title: "Removing a member removes the one listed after it, the first one in place of the last",
      requirement: filtered,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "wrong memberships were removed" },
    },
    () =>
      onRemoval(({ members, named }) => {
        const ids = idsOf(named);
        const hit = members.filter((_, at) => ids.has(members.at(at - 1)?.value ?? ""));
        return without(members, hit);
      }),
  ),
  fault(
    {
      id: "patch-remove-one-takes-next-too",
      title: "Removing a member removes the one listed after it as well",
      requirement: filtered,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "a splice with the wrong count" },
    },
    () =>
      onRemoval(({ members, named }) => {
        const ids = idsOf(named);
        return members.filter(({ value }, at) => !ids.has(value) && !ids.has(members[at - 1]?.value ?? ""));
      }),
  ),
  fault(
    {
      id: "patch-removals-index-shift",
      title:
        "Of several removals in one request, those after the first miss by one, for positions are not counted anew",
      requirement: filtered,
      category,
      difficulty: 3,
      dialects,
      source: {
        reference: "Captain-P-Goldfish/SCIM-SDK#111",
        note: "index shift: first the match, then a wrong member",
      },
    },
    () =>
      onRemoval(({ members, named, had }) => {
        const ids = idsOf(named);
        const at = had.findIndex(({ value }) => ids.has(value));
        // Positions in the group as it was before the request, used on the list as it has become.
        return at === -1 ? undefined : members.filter((_, index) => index !== at);
      }),
  ),
  fault(
    {
      id: "patch-removals-only-first",
      title: "Of several removals in one request only the first is done",
      requirement: filtered,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "several removals in one request went wrong" },
    },
    () =>
      changeOperations((operations) => {
        const first = operations.findIndex(({ op }) => op === "remove");
        return operations.filter(({ op }, at) => op !== "remove" || at === first);
      }),
  ),
  fault(
    {
      id: "patch-remove-majority-500",
      title: "A request that removes more than half of the members is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "an exception when more than half are removed" },
    },
    () =>
      storePatched((wanted, had) => {
        if (without(had, wanted).length * 2 > had.length && had.length > 2) throw new ScimError(500, "Internal error.");
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-remove-majority-empties",
      title: "A request that removes more than half of the members, not all, removes all",
      requirement: filtered,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "what happened depended on the share removed" },
    },
    () => storePatched((wanted, had) => (without(had, wanted).length * 2 > had.length ? [] : undefined)),
  ),
  fault(
    {
      id: "patch-remove-last-ignored",
      title: "The only member of a group cannot be removed: acknowledged, and it stays",
      requirement: "RFC7644-3.5.2.2-FILTER-LAST",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "GluuFederation/oxTrust#336", note: "the last member could not be removed" },
    },
    () => onRemoval(({ members }) => (members.length === 1 ? members : undefined)),
  ),
  fault(
    {
      id: "patch-remove-by-first-letters",
      title: "The id in a filter is compared by the first character that is not the same for all",
      requirement: filtered,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "a lookup in a column that cuts the id off" },
    },
    () =>
      onRemoval(({ members, named }) => {
        const short = new Set(named.map(({ value }) => letterOf(value)));
        return members.filter(({ value }) => !short.has(letterOf(value)));
      }),
  ),
  fault(
    {
      id: "patch-large-group-cut",
      title: "Any PATCH that changes the members of a group of more than 100 keeps only the first 100",
      requirement: filtered,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2784", note: "a PATCH deleted what was beyond the first 100" },
    },
    () =>
      storePatched((wanted, had) => (had.length > 100 ? without(had.slice(0, 100), without(had, wanted)) : undefined)),
  ),
  fault(
    {
      id: "patch-remove-stranger-404",
      title: "Removing a user who is not a member is answered 404",
      requirement: stranger,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "a removal of nothing taken for an unknown resource" },
    },
    () =>
      onRemoval(({ named }) => {
        if (named.length === 0) throw new ScimError(404, "Member not found.");
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-remove-stranger-500",
      title: "Removing a user who is not a member is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#16097", note: "500 for client faults in a PATCH of a group" },
    },
    () =>
      onRemoval(({ named }) => {
        if (named.length === 0) throw new ScimError(500, "Internal error.");
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-remove-stranger-takes-last",
      title: "Removing a user who is not a member removes the last one in the list",
      requirement: stranger,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "position -1, not found, used as a position" },
    },
    () => onRemoval(({ members, named }) => (named.length === 0 ? members.slice(0, -1) : undefined)),
  ),
  fault(
    {
      id: "patch-remove-stranger-empties",
      title: "Removing a user who is not a member empties the group",
      requirement: stranger,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#201", note: "the entries that did not match were deleted" },
    },
    () => onRemoval(({ named }) => (named.length === 0 ? [] : undefined)),
  ),
  fault(
    {
      id: "patch-removed-member-locked-out",
      title: "Who was removed from a group once cannot be added to it again: acknowledged, and not a member",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "goauthentik/authentik#24173", note: "a later add was a no-op" },
    },
    () => {
      const removed = new Set<string>();
      const key = (id: string | undefined, value: string): string => `${id ?? ""} ${value}`;
      return {
        ...onAddition(({ members, named, call }) => {
          const taken = without(named, members).filter(({ value }) => !removed.has(key(call.id, value)));
          return [...members, ...taken];
        }),
        onStore(call, after, before) {
          if (before === undefined || after.type !== "Group") return undefined;
          for (const { value } of without(membersOf(before.attributes), membersOf(after.attributes))) {
            removed.add(key(call.id, value));
          }
          return undefined;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-rename-brings-back-removed",
      title: "A PATCH that only renames brings back the members that the PATCH before it removed",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "goauthentik/authentik#25686", note: "the result was overwritten from an older copy" },
    },
    () => {
      const gone = new Map<string, ReturnType<typeof membersOf>>();
      return storePatched((wanted, had, call) => {
        const id = call.id ?? "";
        const removed = without(had, wanted);
        const back = removed.length === 0 && wanted.length === had.length ? (gone.get(id) ?? []) : [];
        if (isGroupPatch(call)) gone.set(id, removed);
        return [...wanted, ...without(back, wanted)];
      });
    },
  ),
];

/** The first character of an id after a prefix such as `a-`. */
function letterOf(id: string): string {
  return id.replace(/^[a-z]-/u, "").slice(0, 1);
}
