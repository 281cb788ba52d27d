import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { type Member, membersOf } from "../core/resource.ts";
import { fault, putFault, without } from "./build.ts";
import { joined, onUpdate, patchMembers, perGroup, putMembers, saveMembers } from "./build-histories.ts";
import { isGroupPatch, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const put = "RFC7644-3.5.1-MEMBERS-REPLACED";
const atomic = "RFC7644-3.5.2-ATOMIC";

/** Faults that show in, or after, a request that is refused. */
export const HISTORIES_REFUSALS: readonly Fault[] = [
  fault(
    {
      id: "patch-first-of-three-kept",
      title: "When a request of three or more operations is refused, what its first one did stays",
      requirement: atomic,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#200", note: "the first operation was kept after one failed" },
    },
    () => {
      const first = new WeakMap<Call, JsonObject>();
      const counts = new WeakMap<Call, number>();
      return {
        onOperations(call, operations) {
          counts.set(call, operations.length);
          return undefined;
        },
        onOperation(call, _, attributes) {
          // The second operation gets what the first one made.
          if (attributes !== call.before?.attributes && !first.has(call)) first.set(call, attributes);
          return undefined;
        },
        onError(call) {
          const made = first.get(call);
          if (isGroupPatch(call) && call.before !== undefined && made !== undefined && (counts.get(call) ?? 0) >= 3) {
            saveMembers(call, call.before, membersOf(made));
          }
          return undefined;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-after-refusal-loses-last",
      title:
        "The first PATCH after one that was refused starts from the group as it was before the last one that was not",
      requirement: "RFC7644-3.5.2-ACKNOWLEDGED-KEPT",
      category,
      difficulty: 5,
      dialects,
      source: { reference: "zulip/zulip#39869", note: "a late failure left a state that nobody had asked for" },
    },
    () => {
      const states = new Map<string, { added: readonly Member[]; isRefused: boolean }>();
      return {
        ...patchMembers(({ wanted, had, group }) => {
          const { added = [], isRefused = false } = states.get(group.id) ?? {};
          states.set(group.id, { added: without(wanted, had), isRefused: false });
          return isRefused ? without(wanted, added) : wanted;
        }),
        ...afterRefusal((call) => {
          const state = states.get(call.id ?? "");
          if (state !== undefined) state.isRefused = true;
        }),
      };
    },
  ),
  fault(
    {
      id: "patch-refused-done-later",
      title: "Those whom a refused PATCH names and who exist are added by the next PATCH of the group",
      requirement: atomic,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "python-scim/scim2-models#155", note: "the resource was changed in place before it failed" },
    },
    () => {
      const waiting = perGroup(() => ({ members: [] as Member[] }));
      const reached = new WeakMap<Call, JsonObject>();
      return {
        ...patchMembers(({ wanted, group }) => joined(wanted, waiting(group).members.splice(0))),
        onOperation(call, _, attributes) {
          reached.set(call, attributes);
          return undefined;
        },
        ...afterRefusal((call) => {
          const { before } = call;
          if (before === undefined) return;
          const added = without(membersOf(reached.get(call) ?? {}), membersOf(before.attributes));
          waiting(before).members.push(...added.filter(({ value }) => exists(call, value)));
        }),
      };
    },
  ),
  putFault(
    {
      id: "put-after-refusal-only-adds",
      title: "The first PUT after one that was refused adds those whom it names and removes nobody",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "keycloak/keycloak#52752", note: "stale members were not removed" },
    },
    () => {
      const refused = new Set<string>();
      return {
        ...putMembers(({ wanted, had, group }) => (refused.delete(group.id) ? joined(wanted, had) : wanted)),
        ...afterRefusal((call) => refused.add(call.id ?? "")),
      };
    },
  ),
  putFault(
    {
      id: "put-refused-members-join-later",
      title: "Those whom a refused PUT names and who exist are stored by the next PUT of the group",
      requirement: put,
      category,
      difficulty: 5,
      source: { reference: "zulip/zulip#39869", note: "a part was committed of a request that was reported failed" },
    },
    () => {
      const waiting = perGroup(() => ({ members: [] as Member[] }));
      return {
        ...putMembers(({ wanted, group }) => joined(wanted, waiting(group).members.splice(0))),
        ...afterRefusal((call) => {
          const { before, body } = call;
          if (before === undefined || !isJsonObject(body)) return;
          waiting(before).members.push(...membersOf(body).filter(({ value }) => exists(call, value)));
        }),
      };
    },
  ),
  putFault(
    {
      id: "put-second-refusal-takes-last",
      title: "After two refused PUTs in a row the last member of the group is gone",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category,
      difficulty: 5,
      source: {
        reference: "Metatavu/keycloak-scim-server#107",
        note: "an unknown id in a request wiped the group first",
      },
    },
    () => {
      const counts = new Map<string, number>();
      return {
        ...onUpdate((_, { id }) => {
          counts.delete(id);
        }),
        ...afterRefusal((call) => {
          const { before } = call;
          if (before === undefined) return;
          const count = (counts.get(before.id) ?? 0) + 1;
          counts.set(before.id, count);
          if (count === 2) saveMembers(call, before, membersOf(before.attributes).slice(0, -1));
        }),
      };
    },
  ),
];

/** Hooks that are told of each update of a known group that is refused. */
function afterRefusal(see: (call: Call) => void): Hooks {
  return {
    onError(call) {
      if (call.before?.type === "Group" && call.after === undefined) see(call);
      return undefined;
    },
  };
}

function exists(call: Call, id: string): boolean {
  return call.service.store.get("User", id) !== undefined;
}
