import { anyPutFault, storeMembers } from "./build.ts";
import type { Fault } from "./fault.ts";

const requirement = "RFC7644-3.5.1-MEMBERS-REPLACED";
const category = "membership";

/** Faults by which some of the members that a PUT names are not stored. */
export const MEMBERS_LOST: readonly Fault[] = [
  anyPutFault(
    {
      id: "put-members-ignored",
      title: "PUT stores the new name and leaves the members as they were",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "Metatavu/keycloak-scim-server#111", note: "200, the name changed, the members did not" },
    },
    () => storeMembers(({ had }) => had),
  ),
  anyPutFault(
    {
      id: "put-members-cleared",
      title: "PUT empties the group whatever members it names",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "gravitational/teleport#67372", note: "200, and no member was stored" },
    },
    () => storeMembers(() => []),
  ),
  anyPutFault(
    {
      id: "put-members-first-only",
      title: "PUT stores only the first member of the list",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "thomaspoignant/scim-patch#38", note: "a list of members was stored as one element" },
    },
    () => storeMembers(({ wanted }) => wanted.slice(0, 1)),
  ),
  anyPutFault(
    {
      id: "put-members-last-only",
      title: "PUT stores only the last member of the list",
      requirement,
      category,
      difficulty: 1,
      source: {
        reference: "grokability/snipe-it#19096",
        note: "reported that a group only ever held the last user; contested there",
      },
    },
    () => storeMembers(({ wanted }) => wanted.slice(-1)),
  ),
  anyPutFault(
    {
      id: "put-members-without-display-dropped",
      title: "Members that are sent without a display are not stored",
      requirement,
      category,
      difficulty: 2,
      source: { reference: "wso2/product-is#16451", note: "a member with only a value was resolved by its display" },
    },
    () => storeMembers(({ wanted }) => wanted.filter((member) => member["display"] !== undefined)),
  ),
  anyPutFault(
    {
      id: "put-members-singleton-ignored",
      title: "A list of exactly one member is not stored; the old members stay",
      requirement,
      category,
      difficulty: 2,
      source: { reference: "jelhub/scimgateway#150", note: "a group with exactly one member failed, two succeeded" },
    },
    () => storeMembers(({ wanted, had }) => (wanted.length === 1 ? had : wanted)),
  ),
  anyPutFault(
    {
      id: "put-members-capped-100",
      title: "Of more than 100 members only the first 100 are stored",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "FusionAuth/fusionauth-issues#2784", note: "members beyond the first 100 were deleted" },
    },
    () => storeMembers(({ wanted }) => wanted.slice(0, 100)),
  ),
  anyPutFault(
    {
      id: "put-members-batch-edge-lost",
      title: "Members are written in batches of 25, and the first of every later batch is lost",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §3.5.1", note: "an off-by-one where a list is cut into batches" },
    },
    () => storeMembers(({ wanted }) => wanted.filter((_, index) => index === 0 || index % 25 !== 0)),
  ),
  anyPutFault(
    {
      id: "put-members-readd-blocked",
      title: "A member that was removed from a group once can never be added to it again",
      requirement,
      category,
      difficulty: 4,
      source: {
        reference: "goauthentik/authentik#24173",
        note: "after a removal a later add of the member did nothing",
      },
    },
    () => {
      const removed = new Map<string, Set<string>>();
      return storeMembers(({ wanted, had, group }) => {
        const gone = removed.get(group.id) ?? new Set<string>();
        removed.set(group.id, gone);
        const kept = wanted.filter((member) => !gone.has(member.value));
        const left = new Set(kept.map((member) => member.value));
        for (const member of had) if (!left.has(member.value)) gone.add(member.value);
        return kept;
      });
    },
  ),
];
