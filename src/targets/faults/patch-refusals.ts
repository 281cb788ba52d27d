import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault, without } from "./build.ts";
import {
  ALL_PATCHERS,
  isGroupPatch,
  onAddition,
  onGroupPatch,
  onReplacement,
  rewriteOperations,
} from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["strongdm"];
const category = "errors";
const filter = "STRONGDM-400-FILTER";
const entries = "STRONGDM-400-MEMBER-ENTRIES";
const unknown = "STRONGDM-404-USER";
const emptyName = "STRONGDM-400-EMPTY-NAME";
const PLAIN = /^members\[\s*value\s+eq\s+"[^"]*"\s*\]$/iu;
/** Stands for an empty name on its way past the refusal of one. */
const NO_NAME = "\u0000";

/** Faults by which a PATCH that must be refused is not, or is refused and not without effect. */
export const PATCH_REFUSALS: readonly Fault[] = [
  fault(
    {
      id: "patch-foreign-filter-empties",
      title: "A removal by a filter other than value eq removes all members",
      requirement: filter,
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "wso2/product-is#7040", note: "a filter of another form was answered 200" },
    },
    () => rewriteFilters(() => ({ op: "replace", path: "members", value: [] })),
  ),
  fault(
    {
      id: "patch-foreign-filter-claimed",
      title: "A removal by a filter other than value eq is acknowledged and removes nobody",
      requirement: filter,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#7040", note: "200, and the member was still there" },
    },
    () => rewriteFilters(() => undefined),
  ),
  fault(
    {
      id: "patch-foreign-filter-as-eq",
      title: "A removal by a filter of any kind removes the member whose id comes first in it",
      requirement: filter,
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "the id is cut out of the path by its quotation marks" },
    },
    () =>
      rewriteFilters((path) => {
        const [quoted = '"-"'] = /"[^"]*"/u.exec(path) ?? [];
        return { op: "remove", path: `members[value eq ${quoted}]` };
      }),
  ),
  fault(
    {
      id: "patch-remove-by-value-taken",
      title: "A removal without a filter removes whom its value names",
      requirement: "STRONGDM-400-FILTER",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "what Entra ID sends, which the page does not list" },
    },
    () =>
      rewriteOperations((operation) => {
        const [op, path, value] = ["op", "path", "value"].map((name) => property(operation, name));
        const [one] = Array.isArray(value) ? value : [];
        const id = one !== undefined && isJsonObject(one) ? property(one, "value") : undefined;
        return op === "remove" && path === "members" && typeof id === "string"
          ? { op, path: `members[value eq ${JSON.stringify(id)}]` }
          : operation;
      }),
  ),
  fault(
    {
      id: "patch-foreign-filter-500",
      title: "A removal by a filter other than value eq is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#16933", note: "500 for a path that was not known" },
    },
    () =>
      rewriteFilters(() => {
        throw new ScimError(500, "Internal error.");
      }),
  ),
  fault(
    {
      id: "patch-remove-without-filter-empties",
      title: "A removal of members without a filter removes all of them",
      requirement: "STRONGDM-400-REMOVE-WITHOUT-FILTER",
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "thomaspoignant/scim-patch#54", note: "the whole attribute was removed" },
    },
    () => rewriteBareRemovals(() => ({ op: "replace", path: "members", value: [] })),
  ),
  fault(
    {
      id: "patch-remove-without-filter-claimed",
      title: "A removal of members without a filter is acknowledged and removes nobody",
      requirement: "STRONGDM-400-REMOVE-WITHOUT-FILTER",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "BerriAI/litellm#34181", note: "a silent no-op: the id was looked for elsewhere" },
    },
    () => rewriteBareRemovals(() => undefined),
  ),
  fault(
    {
      id: "patch-bare-members-taken",
      title: "Members written as bare texts are taken for ids",
      requirement: entries,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "members are objects; seen as a shape in old Postman tests" },
    },
    () =>
      rewriteMembers((value) =>
        (Array.isArray(value) ? value : [value]).map((entry) => (typeof entry === "string" ? { value: entry } : entry)),
      ),
  ),
  fault(
    {
      id: "patch-bare-members-claimed",
      title: "Members written as bare texts are passed over, and the request acknowledged",
      requirement: entries,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "what is no object is filtered out" },
    },
    () => rewriteMembers((value) => (Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [])),
  ),
  fault(
    {
      id: "patch-members-without-value-claimed",
      title: "Members without a value are passed over, and the request acknowledged",
      requirement: entries,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#7143", note: "a member by display only was not refused as such" },
    },
    () =>
      rewriteMembers((value) =>
        Array.isArray(value)
          ? value.filter((entry) => !isJsonObject(entry) || property(entry, "value") !== undefined)
          : value,
      ),
  ),
  fault(
    {
      id: "patch-empty-name-stored",
      title: "An empty displayName is stored",
      requirement: emptyName,
      category: "names",
      difficulty: 2,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#104", note: "an empty name was accepted" },
    },
    () => ({
      ...rewriteName((name) => (name === "" ? NO_NAME : name)),
      ...onGroupPatch((_, attributes) =>
        attributes["displayName"] === NO_NAME ? { ...attributes, displayName: "" } : undefined,
      ),
    }),
  ),
  fault(
    {
      id: "patch-empty-name-claimed",
      title: "An empty displayName is passed over, and the request acknowledged",
      requirement: emptyName,
      category: "names",
      difficulty: 2,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#104", note: "an empty name was dropped without a word" },
    },
    () =>
      rewriteOperations((operation) => {
        const value = property(operation, "value");
        return isJsonObject(value) && property(value, "displayName") === "" ? undefined : operation;
      }),
  ),
  fault(
    {
      id: "patch-unknown-user-dropped",
      title: "An unknown user in an add is passed over, and the request acknowledged",
      requirement: unknown,
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "Metatavu/keycloak-scim-server#107", note: "200 for an unknown id" },
    },
    () => passUnknown("add"),
  ),
  fault(
    {
      id: "patch-unknown-user-dropped-in-replace",
      title: "An unknown user in a replace is passed over, and the others become the members",
      requirement: unknown,
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "Metatavu/keycloak-scim-server#107", note: "200 for an unknown id in a replace" },
    },
    () => passUnknown("replace"),
  ),
  fault(
    {
      id: "patch-unknown-user-stored",
      title: "An unknown user is stored as a member",
      requirement: unknown,
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "scim2-server 0.8.3 stores a dangling id" },
    },
    () => ({ onUnknownMember: (call) => (isGroupPatch(call) ? "store" : undefined) }),
  ),
  fault(
    {
      id: "patch-unknown-user-400",
      title: "An unknown user is refused with 400 in place of 404",
      requirement: unknown,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "fleetdm/fleet#52600", note: "400 for an unknown member; here the page names 404" },
    },
    () => ({
      onUnknownMember(call) {
        if (isGroupPatch(call)) throw new ScimError(400, "A member does not exist.");
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-unknown-user-empties",
      title: "A replace that names an unknown user is refused after the group has been emptied",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category: "membership",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: { reference: "Metatavu/keycloak-scim-server#107", note: "replace with an unknown id wiped the group" },
    },
    () => ({
      onUnknownMember(call) {
        const { before } = call;
        if (before !== undefined && isGroupPatch(call)) {
          call.service.store.save({ ...before, attributes: withMembers(before.attributes, []) });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-unknown-user-500",
      title: "A PATCH that names an unknown user is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 2,
      dialects: ALL_PATCHERS,
      source: { reference: "lightdash/lightdash#24458", note: "500 for an unknown id; the client retried for ever" },
    },
    () => ({
      onUnknownMember(call) {
        if (isGroupPatch(call)) throw new ScimError(500, "Internal error.");
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-remove-unknown-user-404",
      title: "The removal of an id that no user has is answered 404",
      requirement: "STRONGDM-REMOVE-UNKNOWN",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "getsentry/sentry#122540", note: "user not found, for an id that was not mapped" },
    },
    () =>
      rewriteOperations((operation, call) => {
        const path = property(operation, "path");
        const [, id] = (typeof path === "string" ? /^members\[value eq "([^"]*)"\]$/u.exec(path) : null) ?? [];
        if (id === undefined || call.service.store.get("User", id) !== undefined) return operation;
        throw new ScimError(404, "User not found.");
      }),
  ),
  fault(
    {
      id: "patch-other-attribute-claimed",
      title: "An operation on an attribute that does not exist is acknowledged and passed over",
      requirement: "STRONGDM-400-FORMAT",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "NorthlandPositronics/Cogtrix#2803", note: "200 for an unknown path, ignored" },
    },
    () =>
      rewriteOperations((operation) => {
        const path = property(operation, "path");
        return typeof path !== "string" || /^(?:members|displayName)\b/iu.test(path) ? operation : undefined;
      }),
  ),
];

function rewriteFilters(change: (path: string) => JsonObject | undefined): ReturnType<typeof rewriteOperations> {
  return rewriteOperations((operation) => {
    const path = property(operation, "path");
    const foreign = typeof path === "string" && /^members\[/iu.test(path) && !PLAIN.test(path);
    return foreign && property(operation, "op") === "remove" ? change(path) : operation;
  });
}

function rewriteBareRemovals(change: () => JsonObject | undefined): ReturnType<typeof rewriteOperations> {
  return rewriteOperations((operation) => {
    const bare = property(operation, "op") === "remove" && property(operation, "path") === "members";
    return bare ? change() : operation;
  });
}

function rewriteMembers(change: (value: Json) => Json): ReturnType<typeof rewriteOperations> {
  return rewriteOperations((operation) => {
    const value = property(operation, "value");
    const onMembers = property(operation, "path") === "members" && property(operation, "op") !== "remove";
    return onMembers && value !== undefined ? { ...operation, value: change(value) } : operation;
  });
}

function rewriteName(change: (name: string) => string): ReturnType<typeof rewriteOperations> {
  return rewriteOperations((operation) => {
    const value = property(operation, "value");
    const name = isJsonObject(value) ? property(value, "displayName") : undefined;
    return typeof name === "string" && isJsonObject(value)
      ? { ...operation, value: { ...value, displayName: change(name) } }
      : operation;
  });
}

/** Leaves the unknown users out of one kind of operation. */
function passUnknown(op: "add" | "replace"): ReturnType<typeof onAddition> {
  const on = op === "add" ? onAddition : onReplacement;
  return on(({ members, named, call }) => {
    const known = named.filter(({ value }) => call.service.store.get("User", value) !== undefined);
    return op === "add" ? [...members, ...without(known, members)] : known;
  });
}
