import { anyPutFault, storeMembers, without } from "./build.ts";
import type { Fault } from "./fault.ts";

const requirement = "RFC7644-3.5.1-MEMBERS-REPLACED";
const category = "membership";

/** Faults by which members stay that a PUT no longer names. */
export const MEMBERS_KEPT: readonly Fault[] = [
  anyPutFault(
    {
      id: "put-members-merged",
      title: "PUT adds the members it names to the old ones instead of replacing them",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "keycloak/keycloak#52752", note: "replace acted as add, stale members were never removed" },
    },
    () => storeMembers(({ wanted, had }) => [...wanted, ...without(had, wanted)]),
  ),
  anyPutFault(
    {
      id: "put-members-empty-ignored",
      title: "An empty list of members is taken for none and the old members stay",
      requirement,
      category,
      difficulty: 2,
      source: {
        reference: "GluuFederation/oxTrust#336",
        note: "PUT with an empty list could not remove the last member",
      },
    },
    () => storeMembers(({ wanted, had }) => (wanted.length === 0 ? had : wanted)),
  ),
  anyPutFault(
    {
      id: "put-members-removal-only-dropped",
      title: "A PUT that only removes members, with nobody new, changes nothing",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "goauthentik/authentik#24173", note: "200, and the removed members were still there" },
    },
    () => storeMembers(({ wanted, had }) => (without(wanted, had).length === 0 ? had : wanted)),
  ),
  anyPutFault(
    {
      id: "put-members-swap-keeps-old",
      title: "When one PUT both adds and removes members, only the additions are made",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.5.1", note: "the difference is computed, and only its first half applied" },
    },
    () =>
      storeMembers(({ wanted, had }) =>
        without(wanted, had).length > 0 ? [...wanted, ...without(had, wanted)] : wanted,
      ),
  ),
  anyPutFault(
    {
      id: "put-members-removal-skips-next",
      title: "Removing members while walking over the list skips the one after each removed member",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#111", note: "indexes shifted after the first removal" },
    },
    () =>
      storeMembers(({ wanted, had }) => {
        const gone = new Set(without(had, wanted).map((member) => member.value));
        const left = [...had];
        for (let index = 0; index < left.length; index += 1) {
          if (gone.has(left[index]?.value ?? "")) left.splice(index, 1);
        }
        return [...wanted, ...without(left, wanted)];
      }),
  ),
  anyPutFault(
    {
      id: "put-members-removes-one-only",
      title: "Members are removed only when the list shrinks by exactly one",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "removing several members at once went wrong" },
    },
    () =>
      storeMembers(({ wanted, had }) => {
        const gone = without(had, wanted);
        return gone.length > 1 ? [...wanted, ...gone] : wanted;
      }),
  ),
  anyPutFault(
    {
      id: "put-members-disjoint-keeps-one",
      title: "When none of the old members is named any more, one of them stays",
      requirement,
      category,
      difficulty: 4,
      source: { reference: "FusionAuth/fusionauth-issues#2834", note: "removing more than half of the members failed" },
    },
    () =>
      storeMembers(({ wanted, had }) =>
        wanted.length > 0 && without(had, wanted).length === had.length ? [...wanted, ...had.slice(0, 1)] : wanted,
      ),
  ),
  anyPutFault(
    {
      id: "put-members-same-count-ignored",
      title: "The list counts as unchanged when it has as many members as before",
      requirement,
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.5.1", note: "a check for changes that compares the sizes of two lists" },
    },
    () => storeMembers(({ wanted, had }) => (wanted.length === had.length ? had : wanted)),
  ),
];
