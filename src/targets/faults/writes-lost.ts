import type { JsonObject } from "../core/json.ts";
import type { Resource } from "../core/resource.ts";
import { anyPutFault, isGroupPut, onGroupPut } from "./build.ts";
import type { Fault } from "./fault.ts";

/** Faults by which a PUT is acknowledged and not, or not wholly, done. */
export const WRITES_LOST: readonly Fault[] = [
  anyPutFault(
    {
      id: "put-rename-ignored",
      title: "PUT stores the members and never the new name",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "attributes",
      difficulty: 1,
      source: { reference: "RFC 7644 §3.5.1", note: "the name is treated as fixed once the group exists" },
    },
    () => onGroupPut((_, attributes, { attributes: { displayName = "" } }) => ({ ...attributes, displayName })),
  ),
  anyPutFault(
    {
      id: "put-echo-without-store",
      title: "PUT answers what was sent and stores none of it",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category: "attributes",
      difficulty: 2,
      source: { reference: "GluuFederation/oxTrust#1376", note: "the answer showed the change, the store did not" },
    },
    () => ({ onCommit: (call) => !isGroupPut(call) }),
  ),
  anyPutFault(
    {
      id: "put-third-lost",
      title: "Every third PUT is acknowledged with the new state and not stored",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "attributes",
      difficulty: 5,
      source: { reference: "fleetdm/fleet#50724", note: "rapid edits of one group lost members that nobody named" },
    },
    () => {
      let count = 0;
      return {
        onCommit(call) {
          if (isGroupPut(call)) count += 1;
          return !isGroupPut(call) || count % 3 !== 0;
        },
      };
    },
  ),
  anyPutFault(
    {
      id: "put-forgotten-later",
      title: "A hundred requests after a PUT the group is again what it was before",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "membership",
      difficulty: 5,
      source: { reference: "RFC 7644 §3.12", note: "stored in a cache from which it falls, and never behind it" },
    },
    () => {
      let count = 0;
      let kept: readonly { readonly from: number; readonly after: Resource; readonly before: Resource }[] = [];
      return {
        onRequest({ service }) {
          count += 1;
          const forgotten = kept.filter(({ from }) => from + 100 <= count);
          kept = kept.filter(({ from }) => from + 100 > count);
          for (const { after, before } of forgotten) {
            if (service.store.get("Group", after.id)?.version === after.version) service.store.save(before);
          }
          return undefined;
        },
        onStore(call, after, before) {
          if (isGroupPut(call) && before !== undefined) kept = [...kept, { from: count, after, before }];
          return undefined;
        },
      };
    },
  ),
  anyPutFault(
    {
      id: "put-second-group-lost",
      title: "PUT on the second group ever created is acknowledged and not stored",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "attributes",
      difficulty: 4,
      source: { reference: "RFC 7644 §3.12", note: "a cache of groups whose key was taken once" },
    },
    () => {
      const created: string[] = [];
      return {
        onStore(_, after, before) {
          if (before === undefined && after.type === "Group") created.push(after.id);
          return undefined;
        },
        onCommit: (call, after) => !(isGroupPut(call) && after.id === created[1]),
      };
    },
  ),
  anyPutFault(
    {
      id: "put-fourth-update-of-group-lost",
      title: "A group takes three updates; each later one is acknowledged and not stored",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "attributes",
      difficulty: 4,
      source: { reference: "RFC 7644 §3.12", note: "a version counter that stops" },
    },
    () => ({ onCommit: (call, after) => !(isGroupPut(call) && after.version > 4) }),
  ),
  anyPutFault(
    {
      id: "read-one-update-behind",
      title: "A read shows the group as it was before the last update, until the next one",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category: "attributes",
      difficulty: 2,
      source: { reference: "MicrosoftDocs/azure-docs#60316", note: "an old copy was read: the update was not awaited" },
    },
    () => {
      const earlier = new Map<string, JsonObject>();
      return {
        onStore(_, after, before) {
          if (before !== undefined) earlier.set(after.id, before.attributes);
          return undefined;
        },
        onShow: (call, shown, resource) =>
          call.method === "GET" ? { ...shown, ...structuredClone(earlier.get(resource.id) ?? {}) } : undefined,
      };
    },
  ),
];
