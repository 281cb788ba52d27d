import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault, onGroupUpdate } from "./build.ts";
import { ALL_PATCHERS, isGroupPatch, rewriteOperations } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const lighton: readonly DialectName[] = ["lighton"];
const strongdm: readonly DialectName[] = ["strongdm"];

/** Faults that depend on how an operation is written: its path, its op, its value. */
export const PATCH_SPELLINGS: readonly Fault[] = [
  fault(
    {
      id: "patch-path-display-name-claimed",
      title: "A replace under the path displayName is acknowledged and passed over",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "attributes",
      difficulty: 2,
      dialects: strongdm,
      source: { reference: "NorthlandPositronics/Cogtrix#2803", note: "200 for a path that is not read" },
    },
    () => rewriteOperations((operation) => (pathOf(operation) === "displayName" ? undefined : operation)),
  ),
  fault(
    {
      id: "patch-readd-display-refused",
      title: "Adding a member again under another display is refused with 400",
      requirement: "RFC7644-3.5.2.1-EXISTING-OK",
      category: "membership",
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: { reference: "RFC 7644 §3.5.2.1", note: "the display of a member is taken for a part of who it is" },
    },
    () =>
      rewriteOperations((operation, call) => {
        const had = new Set(membersOf(call.before?.attributes ?? {}).map(({ value }) => value));
        const value = property(operation, "value");
        const entries = (Array.isArray(value) ? value : []).filter((entry) => isJsonObject(entry));
        const again = entries.some((entry) => {
          const id = property(entry, "value");
          return property(entry, "display") !== undefined && typeof id === "string" && had.has(id);
        });
        if (again && property(operation, "op") === "add") throw new ScimError(400, "The display cannot change.");
        return operation;
      }),
  ),
  fault(
    {
      id: "patch-op-absent-claimed",
      title: "An operation without op is passed over, and the request acknowledged",
      requirement: "STRONGDM-400-FORMAT",
      category: "errors",
      difficulty: 3,
      dialects: strongdm,
      source: { reference: "RFC 7644 §3.5.2", note: "a switch without a default branch" },
    },
    () => rewriteOperations((operation) => (property(operation, "op") === undefined ? undefined : operation)),
  ),
  fault(
    {
      id: "patch-bare-id-replaces",
      title: "An add of members by a bare id replaces the list",
      requirement: "RFC7644-3.5.2.1-MULTI-APPEND",
      category: "membership",
      difficulty: 4,
      dialects: lighton,
      source: { reference: "thomaspoignant/scim-patch#38", note: "a value of another shape took another branch" },
    },
    () =>
      rewriteOperations((operation) => {
        const value = property(operation, "value");
        const isBare = typeof value === "string" && value !== "" && !/^\s*[[{]/u.test(value);
        const isAdd = property(operation, "op") === "add" && pathOf(operation) === "members";
        return isAdd && isBare ? { op: "replace", path: "members", value } : operation;
      }),
  ),
  fault(
    {
      id: "patch-either-filter-first-only",
      title: "A removal by a filter that names two members removes the first of them",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category: "membership",
      difficulty: 4,
      dialects: lighton,
      source: { reference: "RFC 7644 §3.5.2.2", note: "a filter is read up to its first value" },
    },
    () =>
      rewriteOperations((operation) => {
        const path = pathOf(operation);
        const [first] = / or /iu.test(path) ? (/^members\[value eq "(?:[^"\\]|\\.)*"/u.exec(path) ?? []) : [];
        return first === undefined ? operation : { ...operation, path: `${first}]` };
      }),
  ),
  fault(
    {
      id: "patch-replace-without-match-adds",
      title: "A replace through a filter that selects nobody adds the value",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
      category: "membership",
      difficulty: 3,
      dialects: lighton,
      source: { reference: "RFC 7644 §3.5.2.3", note: "update or insert, where only the update was asked for" },
    },
    () =>
      rewriteOperations((operation, call) => {
        const [, quoted] = /^members\[value eq ("(?:[^"\\]|\\.)*")\]$/u.exec(pathOf(operation)) ?? [];
        if (quoted === undefined || property(operation, "op") !== "replace") return operation;
        const id: unknown = JSON.parse(quoted);
        const isMember = membersOf(call.before?.attributes ?? {}).some(({ value }) => value === id);
        const value = property(operation, "value") ?? "";
        return isMember ? operation : { op: "add", path: "members", value: [value] };
      }),
  ),
  fault(
    {
      id: "patch-id-path-becomes-id",
      title: "A replace of the path id gives the group that id",
      requirement: "RFC7643-3.1-ID-NOT-CLIENT",
      category: "identity",
      difficulty: 3,
      dialects: lighton,
      source: { reference: "RFC 7643 §3.1", note: "scim-patch 0.8.3 takes any path for one that can be written" },
    },
    () => {
      const wanted = new WeakMap<Call, string>();
      return {
        ...passOverId((call, id) => wanted.set(call, id)),
        ...onGroupUpdate((call, after) => {
          const id = wanted.get(call);
          if (id === undefined || id === after.id) return undefined;
          call.service.store.remove(after.id);
          return { ...after, id };
        }),
      };
    },
  ),
  fault(
    {
      id: "patch-id-path-claimed",
      title: "A replace of the path id is acknowledged and passed over",
      requirement: "RFC7644-3.5.2-MUT-COMPAT",
      category: "identity",
      difficulty: 2,
      dialects: lighton,
      source: { reference: "RFC 7644 §3.5.2", note: "what is readOnly is filtered out without a word" },
    },
    () => passOverId(() => undefined),
  ),
  fault(
    {
      id: "patch-one-attribute-in-request",
      title: "Of a request that changes name and members only what the last operation is about is changed",
      requirement: "RFC7644-3.5.2-SEQUENTIAL",
      category: "attributes",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: { reference: "langwatch/langwatch#7141", note: "one attribute of a group a request" },
    },
    () => ({
      onOperations: (_, operations, before) => {
        if (before.type !== "Group") return undefined;
        const isRename = ({ path = "displayName" }: { readonly path: string | undefined }): boolean =>
          /displayName$/iu.test(path);
        const last = operations.at(-1);
        return last === undefined ? undefined : operations.filter((one) => isRename(one) === isRename(last));
      },
    }),
  ),
];

/** Hooks that leave out a replace of `id`, and tell of it. */
function passOverId(tell: (call: Call, id: string) => unknown): Hooks {
  return rewriteOperations((operation, call) => {
    const id = property(operation, "value");
    if (pathOf(operation) !== "id" || typeof id !== "string" || !isGroupPatch(call)) return operation;
    tell(call, id);
    return undefined;
  });
}

function pathOf(operation: JsonObject): string {
  const path = isJsonObject(operation) ? property(operation, "path") : undefined;
  return typeof path === "string" ? path : "";
}
