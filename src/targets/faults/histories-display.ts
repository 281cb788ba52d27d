import type { Call } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { fault, putFault, without } from "./build.ts";
import { joined, putMembers } from "./build-histories.ts";
import { isGroupPatch, onAddition, onRemoval, PATCHERS } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = PATCHERS;
const category = "membership";

/** Faults that show when some entries of members carry a display and others do not: they are compared whole. */
export const HISTORIES_DISPLAY: readonly Fault[] = [
  putFault(
    {
      id: "put-other-display-listed-twice",
      title: "A member that a PUT names with another display than before is listed twice",
      requirement: "RFC7643-2.4-NO-DUP",
      category,
      difficulty: 4,
      source: { reference: "RFC 7643 §2.4", note: "entries are told apart by all that they say; seen in scimmy 1.3.5" },
    },
    () =>
      putMembers(({ wanted, had }) =>
        wanted.flatMap((member) => {
          const old = had.find(({ value }) => value === member.value);
          return old === undefined || old["display"] === member["display"] ? [member] : [old, member];
        }),
      ),
  ),
  putFault(
    {
      id: "put-displayed-not-removed",
      title: "A member stored with a display is not removed by a PUT whose members have none",
      requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
      category,
      difficulty: 4,
      source: {
        reference: "RFC 7644 §3.5.1",
        note: "entries are compared whole; so does scim-patch 0.8.3 with a list to remove",
      },
    },
    () =>
      putMembers(({ wanted, had }) =>
        wanted.some(({ display }) => display !== undefined)
          ? wanted
          : joined(
              wanted,
              had.filter(({ display }) => display !== undefined),
            ),
      ),
  ),
  fault(
    {
      id: "patch-displayed-not-removed",
      title: "A member that was added with a display is not removed by its id: acknowledged, and still a member",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category,
      difficulty: 4,
      dialects,
      source: {
        reference: "RFC 7644 §3.5.2.2",
        note: "entries are compared whole; so does scim-patch 0.8.3 with a list to remove",
      },
    },
    () => {
      const displayed = new Map<string, Set<string>>();
      const those = (call: Call): Set<string> => {
        const found = displayed.get(call.id ?? "") ?? new Set<string>();
        displayed.set(call.id ?? "", found);
        return found;
      };
      return {
        ...onRemoval(({ members, named, call }) =>
          joined(
            without(members, named),
            named.filter(({ value }) => those(call).has(value)),
          ),
        ),
        onBody(call, body) {
          for (const { value, display } of sentIn(call, body)) {
            if (display !== undefined && typeof value === "string") those(call).add(value);
          }
          return undefined;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-add-mixed-display-lost",
      title: "Of an add in which some have a display, those without one are not added",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category,
      difficulty: 5,
      dialects,
      source: { reference: "wso2/product-is#16451", note: "a member with only a value was resolved by its display" },
    },
    () => {
      const bare = new WeakMap<Call, Set<unknown>>();
      return {
        ...onAddition(({ members, named, call }) =>
          joined(
            members,
            named.filter(({ value }) => !bare.get(call)?.has(value)),
          ),
        ),
        onBody(call, body) {
          const sent = sentIn(call, body);
          if (sent.some(({ display }) => display !== undefined)) {
            const plain = sent.filter(({ display }) => display === undefined);
            bare.set(call, new Set(plain.map(({ value }) => value)));
          }
          return undefined;
        },
      };
    },
  ),
];

/** The entries in the values of a PATCH, as they were sent. */
function sentIn(call: Call, body: JsonObject): JsonObject[] {
  const operations = property(body, "Operations");
  if (!isGroupPatch(call) || !Array.isArray(operations)) return [];
  return operations.flatMap((operation) => (isJsonObject(operation) ? entriesIn(operation["value"] ?? null) : []));
}

function entriesIn(value: Json): JsonObject[] {
  if (typeof value === "string" && /^\s*[[{]/u.test(value)) {
    try {
      return entriesIn(JSON.parse(value) as Json);
    } catch {
      return [];
    }
  }
  return (Array.isArray(value) ? value : [value]).filter((entry) => isJsonObject(entry));
}
