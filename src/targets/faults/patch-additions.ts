import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, omit, sameJson } from "../core/json.ts";
import { type Member, membersOf, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { fault, onGroupUpdate, without } from "./build.ts";
import { ALL_PATCHERS, type MemberEdit, onAddition, onGroupPatch, onReplacement, storePatched } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = ALL_PATCHERS;
const category = "membership";
const add = "RFC7644-3.5.2.1-MEMBER-ADD";
const append = "RFC7644-3.5.2.1-MULTI-APPEND";
const existing = "RFC7644-3.5.2.1-EXISTING-OK";
const replace = "RFC7644-3.5.2.3-MULTI-ALL";

/** Faults by which members that are added or set are not those that the group has afterwards. */
export const PATCH_ADDITIONS: readonly Fault[] = [
  fault(
    {
      id: "patch-add-replaces",
      title: "Adding members replaces those that were there",
      requirement: append,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "msaad00/agent-bom#3533", note: "add replaced the list" },
    },
    () => onAddition(({ named }) => named),
  ),
  fault(
    {
      id: "patch-add-ignored",
      title: "Adding members is acknowledged and adds nobody",
      requirement: add,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "pond/scimitar#8", note: "the member was not added" },
    },
    () => onAddition(({ members }) => members),
  ),
  fault(
    {
      id: "patch-add-no-path-ignored",
      title: "Members in the value of an add without path are acknowledged and not added",
      requirement: "RFC7644-3.5.2.1-NO-PATH",
      category,
      difficulty: 2,
      dialects: ["rfc"],
      source: { reference: "msaad00/agent-bom#3701", note: "a path-less add did not append" },
    },
    () => onOperationsWithoutPath((op) => (op === "add" ? "ignore" : "keep")),
  ),
  fault(
    {
      id: "patch-add-no-path-replaces",
      title: "Members in the value of an add without path replace those that were there",
      requirement: "RFC7644-3.5.2.1-NO-PATH",
      category,
      difficulty: 2,
      dialects: ["rfc"],
      source: { reference: "thomaspoignant/scim-patch#220", note: "a path-less add on an array replaced it" },
    },
    () => onOperationsWithoutPath((op) => (op === "add" ? "replace" : "keep")),
  ),
  fault(
    {
      id: "patch-replace-no-path-adds",
      title: "Members in the value of a replace without path are added to those that were there",
      requirement: "RFC7644-3.5.2.3-NO-PATH",
      category,
      difficulty: 2,
      dialects: ["rfc"],
      source: { reference: "RFC 7644 §3.5.2.3", note: "stale members are never removed" },
    },
    () => onOperationsWithoutPath((op) => (op === "replace" ? "add" : "keep")),
  ),
  fault(
    {
      id: "patch-members-lose-external-id",
      title: "An edit of the members of a group takes its externalId away",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 3,
      dialects: ["rfc"],
      source: { reference: "RFC 7644 §3.5.2", note: "the group is written anew from name and members" },
    },
    () =>
      onGroupPatch((_, attributes, before) =>
        sameJson(
          membersOf(attributes).map(({ value }) => value),
          membersOf(before.attributes).map(({ value }) => value),
        )
          ? undefined
          : omit(attributes, "externalId"),
      ),
  ),
  fault(
    {
      id: "patch-add-first-only",
      title: "Of several members in one add only the first is added",
      requirement: add,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "thomaspoignant/scim-patch#38", note: "a list in an add was taken for one entry" },
    },
    () => onAddition(({ members, named }) => [...members, ...without(named.slice(0, 1), members)]),
  ),
  fault(
    {
      id: "patch-add-several-replaces",
      title: "An add of two or more members replaces the list, an add of one appends to it",
      requirement: append,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "thomaspoignant/scim-patch#220", note: "an add of an array replaced the array" },
    },
    () => onAddition(({ named }) => (named.length > 1 ? named : undefined)),
  ),
  fault(
    {
      id: "patch-add-to-empty-ignored",
      title: "Adding members to a group without any is acknowledged and adds nobody",
      requirement: add,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "thomaspoignant/scim-patch#186", note: "an add over nothing failed" },
    },
    () => onAddition(({ members }) => (members.length === 0 ? members : undefined)),
  ),
  fault(
    {
      id: "patch-add-drops-first",
      title: "A group holds five members by way of PATCH: an add beyond that pushes out the first",
      requirement: append,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "a cache of a fixed size taken for the list" },
    },
    () => onAddition(({ members, named }) => [...members, ...without(named, members)].slice(-5)),
  ),
  fault(
    {
      id: "patch-readd-duplicates",
      title: "Adding a member again lists it twice",
      requirement: existing,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#5333", note: "a member that was added again was listed twice" },
    },
    () =>
      storeTwice(({ members, named }) => {
        const fresh = without(named, members);
        return named.filter((member) => !fresh.includes(member));
      }),
  ),
  fault(
    {
      id: "patch-readd-display-duplicates",
      title: "Adding a member again under another display lists it twice",
      requirement: existing,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "wso2/product-is#5333", note: "entries are compared by all that they say, not by value" },
    },
    () =>
      storeTwice(({ members, named, call }) => {
        const fresh = without(named, members);
        const hasDisplay = /\\?"display\\?"/u.test(call.bytes.toString("utf8"));
        return hasDisplay ? named.filter((member) => !fresh.includes(member)) : [];
      }),
  ),
  fault(
    {
      id: "patch-add-beside-known-ignored",
      title: "An add in which one is a member already adds none of the others",
      requirement: add,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#245", note: "a duplicate key ended the whole insertion" },
    },
    () => onAddition(({ members, named }) => (without(named, members).length < named.length ? members : undefined)),
  ),
  fault(
    {
      id: "patch-readd-409",
      title: "Adding a member again is answered 409",
      requirement: existing,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#245", note: "409, duplicate reference" },
    },
    () =>
      onAddition(({ members, named }) => {
        if (without(named, members).length < named.length) throw new ScimError(409, "The member exists already.");
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-readd-500",
      title: "Adding a member again is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#8589", note: "500 for a member that is there already" },
    },
    () =>
      onAddition(({ members, named }) => {
        if (without(named, members).length < named.length) throw new ScimError(500, "Internal error.");
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-readd-removes",
      title: "Adding a member again removes it",
      requirement: existing,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "a symmetric difference in place of a union" },
    },
    () => onAddition(({ members, named }) => [...without(members, named), ...without(named, members)]),
  ),
  fault(
    {
      id: "patch-readd-moves-last-modified",
      title: "Adding a member again moves lastModified",
      requirement: "RFC7644-3.5.2.1-EXISTING-LASTMOD",
      category: "meta",
      difficulty: 3,
      dialects: ["lighton"],
      source: { reference: "RFC 7644 §3.5.2.1", note: "every request is saved, with a change or without" },
    },
    () =>
      onGroupUpdate((call, after, before) =>
        call.method === "PATCH" && after === before ? { ...after, lastModified: call.service.clock.next() } : undefined,
      ),
  ),
  fault(
    {
      id: "patch-add-keeps-last-modified",
      title: "A PATCH of the members does not move lastModified",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      category: "meta",
      difficulty: 2,
      dialects: ["lighton"],
      source: { reference: "wso2/product-is#22244", note: "lastModified stood still when members changed" },
    },
    () =>
      onGroupUpdate((call, after, before) =>
        call.method === "PATCH" && sameJson(after.attributes["displayName"], before.attributes["displayName"])
          ? { ...after, lastModified: before.lastModified }
          : undefined,
      ),
  ),
  fault(
    {
      id: "patch-add-repeat-in-request",
      title: "A member that one add names twice is listed twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "AzureAD/SCIMReferenceCode#10", note: "the same id could be added twice" },
    },
    () =>
      storeTwice(({ members, named }) => {
        const added = without(named, members);
        return added.filter(({ value }, at) => added.findIndex((other) => other.value === value) < at);
      }),
  ),
  fault(
    {
      id: "patch-add-leaves-other-groups",
      title: "A user can be in one group only: adding it to one takes it out of the others",
      requirement: append,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "simpleidserver/SimpleIdServer#269",
        note: "adding a user who is in another group gave a duplicate-reference error",
      },
    },
    () =>
      onAddition(({ named, call }) => {
        const { store } = call.service;
        for (const other of store.list("Group").filter(({ id }) => id !== call.before?.id)) {
          const left = without(membersOf(other.attributes), named);
          store.save({ ...other, attributes: withMembers(other.attributes, left) });
        }
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-replace-adds",
      title: "Replacing the members adds to them",
      requirement: replace,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "replace behaved as add: stale members stayed" },
    },
    () => onReplacement(({ members, named }) => [...members, ...without(named, members)]),
  ),
  fault(
    {
      id: "patch-replace-empties",
      title: "Replacing the members removes all and adds nobody",
      requirement: replace,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "Metatavu/keycloak-scim-server#107", note: "the group was wiped first" },
    },
    () => onReplacement(() => []),
  ),
  fault(
    {
      id: "patch-replace-ignored",
      title: "Replacing the members is acknowledged and changes nothing",
      requirement: replace,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "indigo-iam/iam#934", note: "replace was not supported on groups" },
    },
    () => onReplacement(({ members }) => members),
  ),
  fault(
    {
      id: "patch-replace-drops-those-kept",
      title: "Replacing the members drops those who are in the old list and the new one",
      requirement: replace,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#844", note: "a list that overlaps the old one failed" },
    },
    () => onReplacement(({ members, named }) => without(named, members)),
  ),
  fault(
    {
      id: "patch-replace-last-only",
      title: "Replacing the members keeps only the last one of the new list",
      requirement: replace,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "each entry replaces the list in turn" },
    },
    () => onReplacement(({ named }) => named.slice(-1)),
  ),
  fault(
    {
      id: "patch-replace-with-none-ignored",
      title: "Replacing the members with an empty list is acknowledged and changes nothing",
      requirement: replace,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "GluuFederation/oxTrust#336", note: "an empty list changed nothing" },
    },
    () => onReplacement(({ members, named }) => (named.length === 0 ? members : undefined)),
  ),
  fault(
    {
      id: "patch-replace-with-none-refused",
      title: "Replacing the members with an empty list is refused with 400",
      requirement: replace,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#757", note: "400, a member was demanded in the empty list" },
    },
    () =>
      onReplacement(({ named }) => {
        if (named.length === 0) throw new ScimError(400, "members.value is required.");
        return undefined;
      }),
  ),
  fault(
    {
      id: "patch-replace-disjoint-keeps-one",
      title: "Replacing the members by entirely other ones keeps one of the old",
      requirement: replace,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "stale members were not removed" },
    },
    () =>
      onReplacement(({ members, named }) =>
        named.length > 0 && without(members, named).length === members.length
          ? [...members.slice(0, 1), ...named]
          : undefined,
      ),
  ),
];

/** Lists once more those members of an add that `choose` picks. */
function storeTwice(choose: (edit: MemberEdit) => readonly Member[]): Hooks {
  const repeats = new WeakMap<Call, readonly Member[]>();
  return {
    ...onAddition((edit) => {
      repeats.set(edit.call, choose(edit));
      return undefined;
    }),
    ...storePatched((wanted, _, call) => [...wanted, ...(repeats.get(call) ?? [])]),
  };
}

/** Hooks that read operations on members without a path as others, or pass over them. */
function onOperationsWithoutPath(choose: (op: string) => "add" | "replace" | "ignore" | "keep"): Hooks {
  return {
    onOperations: (_, operations, before) =>
      before.type === "Group"
        ? operations.flatMap((operation) => {
            const { value } = operation;
            if (operation.path !== undefined || !isJsonObject(value) || value["members"] === undefined)
              return [operation];
            const chosen = choose(operation.op);
            return chosen === "ignore" ? [] : [{ ...operation, op: chosen === "keep" ? operation.op : chosen }];
          })
        : undefined,
  };
}
