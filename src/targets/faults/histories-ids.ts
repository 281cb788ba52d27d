import type { Member } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { joined, putMembers } from "./build-histories.ts";
import { onAddition, onRemoval, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";

/** Faults that show with certain ids, or with ids in a certain order. */
export const HISTORIES_IDS: readonly Fault[] = [
  putFault(
    {
      id: "put-same-beginning-stays",
      title: "A member whose id begins with the same two characters as one that the PUT names is not removed",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "RFC 7644 §3.5.1", note: "an index over the beginnings of ids" },
    },
    () =>
      putMembers(({ wanted, had }) => {
        const kept = new Set(wanted.map((member) => startOf(member)));
        return joined(
          wanted,
          had.filter((member) => kept.has(startOf(member))),
        );
      }),
  ),
  putFault(
    {
      id: "put-lowest-id-lost",
      title: "Who is new and has an id that sorts before those of all members is not stored",
      requirement: put,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "two sorted lists are merged from the first entry of the old one" },
    },
    () =>
      putMembers(({ wanted, had }) => {
        const lowest = had.map(({ value }) => value).sort()[0] ?? "";
        const known = new Set(had.map(({ value }) => value));
        return wanted.filter(({ value }) => known.has(value) || value > lowest);
      }),
  ),
  putFault(
    {
      id: "put-digit-ids-not-removed",
      title: "A PUT that removes members whose ids begin with a digit, and others, removes the others only",
      requirement: put,
      category,
      difficulty: 5,
      source: {
        reference: "RFC 7644 §3.5.1",
        note: "a list of texts and numbers, of which the database takes one kind",
      },
    },
    () =>
      putMembers(({ wanted, had }) => {
        const gone = without(had, wanted);
        const digits = gone.filter(({ value }) => /^\d/u.test(value));
        return digits.length < gone.length ? joined(wanted, digits) : wanted;
      }),
  ),
  fault(
    {
      id: "patch-remove-by-leading-number",
      title: "Ids are compared as numbers where they begin with one: a removal takes all that begin with the same",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "a database that makes a number of the beginning of a text" },
    },
    () =>
      onRemoval(({ members, named }) => {
        const numbers = new Set(named.map((member) => numberOf(member)));
        return without(members, named).filter(
          (member) => Number.isNaN(numberOf(member)) || !numbers.has(numberOf(member)),
        );
      }),
  ),
  fault(
    {
      id: "patch-add-unsorted-lost",
      title: "Of those whom one add names, who sorts before the one named before is not added",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "a merge of lists that takes both to be sorted" },
    },
    () =>
      onAddition(({ members, named }) =>
        joined(
          members,
          named.filter(({ value }, at) => value >= (named[at - 1]?.value ?? "")),
        ),
      ),
  ),
];

function startOf({ value }: Member): string {
  return value.slice(0, 2);
}

/** The number at the beginning of an id after a prefix such as `a-`, as a database reads it. */
function numberOf({ value }: Member): number {
  return Number.parseInt(value.replace(/^[a-z]-/u, ""), 10);
}
