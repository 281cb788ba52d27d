import { setImmediate as turn } from "node:timers/promises";
import { type Member, membersOf, withMembers } from "../core/resource.ts";
import { fault, without } from "./build.ts";
import { gathered, joined, perGroup, rebased } from "./build-histories.ts";
import { PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";
const kept = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";

/** Faults of PATCH that show only when requests come in parallel. */
export const HISTORIES_PARALLEL: readonly Fault[] = [
  fault(
    {
      id: "patch-parallel-last-wins",
      title: "Of parallel edits of a group, each acknowledged, only the one stored last is there afterwards",
      requirement: kept,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "scimmyjs/scimmy#79", note: "parallel adds: the last write won, one member was left" },
    },
    () => gathered(),
  ),
  fault(
    {
      id: "patch-parallel-first-wins",
      title: "Of parallel edits of a group, each acknowledged, only the one stored first is there afterwards",
      requirement: kept,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#2869", note: "PATCHes of a group close together, not atomic" },
    },
    () => ({
      ...gathered(),
      // The version is compared before the write, and what the comparison says is thrown away.
      onCommit: (call, after, before) =>
        before === undefined || call.service.store.get("Group", after.id)?.version === before.version,
    }),
  ),
  fault(
    {
      id: "patch-parallel-removal-undone",
      title: "A removal that is stored right after a parallel edit of the same group removes nobody",
      requirement: kept,
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "fleetdm/fleet#50724",
        note: "a read-modify-write without a lock: an edit undid what another had done",
      },
    },
    () => ({
      ...gathered(),
      onStore(call, after, before) {
        if (before === undefined || after.type !== "Group") return undefined;
        const found = call.service.store.get("Group", after.id);
        const isLate = found?.version !== before.version;
        const lost = isLate ? without(membersOf(before.attributes), membersOf(after.attributes)) : [];
        const merged = rebased(call, after, before);
        const back = without(membersOf(found?.attributes ?? {}), membersOf(merged.attributes));
        const names = new Set(lost.map(({ value }) => value));
        return withList(
          merged,
          joined(
            membersOf(merged.attributes),
            back.filter(({ value }) => names.has(value)),
          ),
        );
      },
    }),
  ),
  fault(
    {
      id: "patch-parallel-rename-reverts",
      title: "A rename writes the members back as they were when it began, a parallel edit of them is lost",
      requirement: kept,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "pond/scimitar#6", note: "a change of one attribute was a read-modify-write of others" },
    },
    () => {
      const window = gathered();
      return {
        async onBeforeStore(call, before) {
          await window.onBeforeStore?.(call, before);
          // The whole of a group takes longer to write than its members.
          if (/displayName/u.test(call.bytes.toString("utf8"))) await turn();
        },
        onStore(call, after, before) {
          if (before === undefined || after.type !== "Group") return undefined;
          const renames = after.attributes["displayName"] !== before.attributes["displayName"];
          return renames ? undefined : rebased(call, after, before);
        },
      };
    },
  ),
  fault(
    {
      id: "patch-parallel-third-lost",
      title: "Of parallel edits of a group two are stored; a third is acknowledged and lost",
      requirement: kept,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "a queue of two in front of the store that throws away the rest" },
    },
    () => {
      const gone = perGroup(() => ({ version: 0, stored: 0 }));
      return {
        ...gathered(),
        onStore: (call, after, before) =>
          before === undefined || after.type !== "Group" ? undefined : rebased(call, after, before),
        onCommit(_, after, before) {
          if (before === undefined || after.type !== "Group") return true;
          const state = gone(after);
          // Those that have read the same version are parallel to each other.
          if (state.version !== before.version) Object.assign(state, { version: before.version, stored: 0 });
          state.stored += 1;
          return state.stored <= 2;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-parallel-add-twice",
      title: "A user whom two parallel requests add to a group is listed twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category,
      difficulty: 5,
      dialects,
      source: {
        reference: "AzureAD/SCIMReferenceCode#10",
        note: "the same id could be added twice",
      },
    },
    () => ({
      ...gathered(),
      onStore(call, after, before) {
        if (before === undefined || after.type !== "Group") return undefined;
        const found = membersOf(call.service.store.get("Group", after.id)?.attributes ?? {});
        const added = without(membersOf(after.attributes), membersOf(before.attributes));
        const merged = rebased(call, after, before);
        const fresh = without(added, found);
        return withList(merged, [
          ...membersOf(merged.attributes),
          ...added.filter((member) => !fresh.includes(member)),
        ]);
      },
    }),
  ),
  fault(
    {
      id: "patch-parallel-groups-mixed",
      title: "Of parallel additions to any groups, each one adds those whom the last of the requests names",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 5,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.1", note: "what a request adds is held in a variable of the whole server" },
    },
    () => {
      const window = gathered(() => "all groups");
      let held: Member[] = [];
      return {
        onBeforeStore: (call, before) => window.onBeforeStore?.(call, before),
        onPatch(_, attributes, before) {
          held = without(membersOf(attributes), membersOf(before.attributes));
          return undefined;
        },
        onStore(call, after, before) {
          if (before === undefined || after.type !== "Group") return undefined;
          const added = without(membersOf(after.attributes), membersOf(before.attributes));
          const merged = rebased(call, after, before);
          if (added.length === 0 || held.length === 0) return merged;
          return withList(merged, joined(without(membersOf(merged.attributes), added), held));
        },
      };
    },
  ),
];

function withList<T extends { readonly attributes: Parameters<typeof withMembers>[0] }>(
  group: T,
  members: readonly Member[],
): T {
  return { ...group, attributes: withMembers(group.attributes, members) };
}
