import { fault, putFault, without } from "./build.ts";
import { joined, putMembers } from "./build-histories.ts";
import { ALL_PATCHERS, onAddition, onRemoval, onReplacement, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";
const add = "RFC7644-3.5.2.1-MEMBER-ADD";
const remove = "RFC7644-3.5.2.2-FILTER-VALUE";

/** Faults that show in groups of a certain size: at the edge of a page, or beyond it. */
export const HISTORIES_SIZES: readonly Fault[] = [
  putFault(
    {
      id: "put-beyond-fifty-stays",
      title: "A PUT looks for members to remove among the first 50 only: the others stay",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "FusionAuth/fusionauth-issues#2784", note: "only one page of the members was looked at" },
    },
    () => putMembers(({ wanted, had }) => joined(wanted, had.slice(50))),
  ),
  putFault(
    {
      id: "put-page-edge-lost",
      title: "In a group that has more than 20 members already, the 21st of a PUT is not stored",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "pages of 20 whose first entry belongs to both and to none" },
    },
    () => putMembers(({ wanted, had }) => (had.length > 20 ? wanted.filter((_, at) => at !== 20) : wanted)),
  ),
  putFault(
    {
      id: "put-first-ten-compared",
      title: "A PUT whose first ten members are those that the group lists first is taken for no change",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "a check for changes that compares one page of two lists" },
    },
    () =>
      putMembers(({ wanted, had }) =>
        wanted.length >= 10 && wanted.slice(0, 10).every(({ value }, at) => value === had[at]?.value) ? had : wanted,
      ),
  ),
  fault(
    {
      id: "patch-remove-beyond-fifty-ignored",
      title: "A removal looks among the first 50 members only: beyond them it is acknowledged and removes nobody",
      requirement: remove,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2784", note: "only one page of the members was looked at" },
    },
    () => onRemoval(({ members, named }) => without(members, without(named, members.slice(50)))),
  ),
  fault(
    {
      id: "patch-add-capped-fifty",
      title: "Of an add of more than 50 members the first 50 are added",
      requirement: add,
      category,
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: { reference: "FusionAuth/fusionauth-issues#2784", note: "only one page of the members was looked at" },
    },
    () => onAddition(({ members, named }) => [...members, ...without(named.slice(0, 50), members)]),
  ),
  fault(
    {
      id: "patch-add-at-page-edge-lost",
      title: "Of an add to a group whose members fill pages of ten, the first one is lost",
      requirement: add,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "the entry that opens a page is written to the page before" },
    },
    () =>
      onAddition(({ members, named }) =>
        members.length > 0 && members.length % 10 === 0 ? [...members, ...without(named, members).slice(1)] : undefined,
      ),
  ),
  fault(
    {
      id: "patch-add-over-ten-cut",
      title: "Of an add that names more than ten, the first ten are added",
      requirement: add,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "slashdevops/idp-scim-sync#62", note: "a limit on the changes of one request" },
    },
    () => onAddition(({ members, named }) => joined(members, named.slice(0, 10))),
  ),
  fault(
    {
      id: "patch-remove-from-eleven-takes-last",
      title: "A removal from a group of more than ten takes the last member of the first ten as well",
      requirement: remove,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "wrong memberships were removed" },
    },
    () =>
      onRemoval(({ members, named }) =>
        members.length > 10 && named.length > 0 ? without(members, [...named, ...members.slice(9, 10)]) : undefined,
      ),
  ),
  fault(
    {
      id: "patch-replace-beyond-twenty-keeps",
      title: "A replace clears the first 20 members only: those beyond them stay",
      requirement: "RFC7644-3.5.2.3-MULTI-ALL",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "stale members were not removed by a replace" },
    },
    () => onReplacement(({ members, named }) => joined(named, members.slice(20))),
  ),
];
