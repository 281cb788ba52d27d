import type { JsonObject } from "../core/json.ts";
import { isJsonObject, omit, sameJson } from "../core/json.ts";
import { applyOperation } from "../core/patch/apply.ts";
import type { Operation } from "../core/patch/operation.ts";
import { ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault } from "./build.ts";
import { entriesOf, onUserListOperation, onUserOperation } from "./build-user-patch.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

// The page describes no PATCH of users; the target offers it, to be tested with a document of one's own.
const dialects: readonly DialectName[] = ["lighton", "rfc"];
const category = "attributes";

/** Faults of PATCH on users, most of which show in a row of edits only. */
export const USER_HISTORIES_PATCH: readonly Fault[] = [
  fault(
    {
      id: "user-patch-name-replaced-whole",
      title: "A PATCH of name with one of its parts throws the others away",
      requirement: "RFC7644-3.5.2.3-COMPLEX-MERGE",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "apache/directory-scimple#725", note: "sub-attributes that were not named became null" },
    },
    () =>
      onUserOperation(({ op, path, value }, attributes) =>
        op !== "remove" && path?.toLowerCase() === "name" && isJsonObject(value)
          ? { ...attributes, name: value }
          : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-filter-hits-first",
      title: "A change behind a filter is made to the first entry of the list, whichever the filter selects",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "a position taken from another list" },
    },
    () =>
      onUserListOperation(({ operation: { op, value = null }, target: { part }, had, selected }) =>
        op === "remove" || part === undefined || selected.length === 0
          ? undefined
          : had.map((entry, at) => (at === 0 ? { ...entry, [part.name]: value } : entry)),
      ),
  ),
  fault(
    {
      id: "user-patch-filter-names-exact",
      title: "The name of a sub-attribute in a filter is only known in its own case",
      requirement: "RFC7644-3.10-NAME-CASE",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "SAP-archive/scimono#29", note: "a path in another case was rejected" },
    },
    () => ({
      onOperations(call, operations) {
        const isOdd = operations.some(({ path = "" }) =>
          /\[\s*(?!type\b|value\b|streetAddress\b|primary\b)/u.test(path),
        );
        if (call.type === "User" && isOdd) {
          throw new ScimError(400, "The filter names no attribute.", { scimType: "invalidFilter" });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-patch-primary-not-reset",
      title: "An entry that is added as the primary one leaves the old one primary as well",
      requirement: "RFC7644-3.5.2-PRIMARY-RESET",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "sourcegraph/sourcegraph-public-snapshot#49210", note: "two primary values were stored" },
    },
    () =>
      onUserListOperation(({ operation, target, had }) =>
        operation.op === "add" && target.filter === undefined && target.part === undefined
          ? [...had, ...entriesOf(operation).filter((entry) => !had.some((known) => sameJson(known, entry)))]
          : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-replace-appends",
      title: "A list that is replaced is added to",
      requirement: "RFC7644-3.5.2.3-MULTI-ALL",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "replace behaved as add" },
    },
    () =>
      onUserOperation((operation, attributes) =>
        operation.op === "replace" && /^(?:emails|phoneNumbers|addresses)$/iu.test(operation.path ?? "")
          ? applyOperation("User", attributes, { ...operation, op: "add" })
          : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-add-replaces",
      title: "Entries that are added take the place of those that were there",
      requirement: "RFC7644-3.5.2.1-MULTI-APPEND",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#11678", note: "add acted as replace" },
    },
    () =>
      onUserListOperation(({ operation, target: { filter, part } }) =>
        operation.op === "add" && filter === undefined && part === undefined ? entriesOf(operation) : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-remove-first-only",
      title: "A list that is removed loses its first entry alone",
      requirement: "RFC7644-3.5.2.2-MULTI-ALL",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.2", note: "a statement with a limit of one row" },
    },
    () =>
      onUserListOperation(({ operation: { op }, target: { filter, part }, had }) =>
        op === "remove" && filter === undefined && part === undefined ? had.slice(1) : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-filter-removes-others",
      title: "A removal behind a filter removes the entries that it does not select",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#201", note: "all addresses that did not match were deleted" },
    },
    () =>
      onUserListOperation(({ operation: { op }, target: { filter, part }, selected }) =>
        op === "remove" && filter !== undefined && part === undefined && selected.length > 0 ? selected : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-filter-removes-one",
      title: "Of several entries that a removal's filter selects only the first goes",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#111", note: "only the first match was removed rightly" },
    },
    () =>
      onUserListOperation(({ operation: { op }, target: { filter, part }, had, selected: [first] }) =>
        op === "remove" && filter !== undefined && part === undefined && first !== undefined
          ? had.filter((entry) => entry !== first)
          : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-no-target-ignored",
      title: "A replacement through a filter that selects nothing is answered 200 and does nothing",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2.3", note: "an update of no rows that is taken for a success" },
    },
    () =>
      onUserListOperation(({ operation: { op }, target: { filter }, had, selected }) =>
        op === "replace" && filter !== undefined && selected.length === 0 ? had : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-no-target-added",
      title: "A replacement through a filter that selects nothing adds an entry to those that are there",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#58", note: "a filter that matched nothing added a record" },
    },
    () =>
      onUserListOperation(({ operation: { op, value = null }, target: { filter, part }, had, selected }) => {
        if (op !== "replace" || filter === undefined || selected.length > 0) return undefined;
        return [...had, isJsonObject(value) ? value : { [part?.name ?? "value"]: value }];
      }),
  ),
  fault(
    {
      id: "user-patch-entry-parts-lost",
      title: "A new value behind a filter takes type and primary of its entry away",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#59", note: "other sub-attributes were dropped" },
    },
    () =>
      onUserListOperation(({ operation: { op, value }, target: { part }, had, selected }) =>
        op === "replace" && part?.name === "value" && selected.length > 0 && value !== undefined
          ? had.map((entry) => (selected.includes(entry) ? { value } : entry))
          : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-part-refused",
      title: "A path of a sub-attribute behind a filter is refused with 400, in every spelling",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      category,
      difficulty: 2,
      dialects,
      source: {
        reference: "RFC 7644 §3.5.2",
        note: "paths from a list of known ones; seen in @better-auth/scim 1.7.5",
      },
    },
    () => ({
      onOperations(call, operations) {
        const path = operations.find((one) => one.path !== undefined && /\]\./u.test(one.path))?.path;
        if (call.type === "User" && path !== undefined) {
          throw new ScimError(400, `The path ${path} is not supported.`, { scimType: "invalidPath" });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-patch-not-atomic",
      title: "Operations before one that is refused stay done",
      requirement: "RFC7644-3.5.2-ATOMIC",
      category,
      difficulty: 3,
      dialects,
      source: {
        reference: "Captain-P-Goldfish/SCIM-SDK#200",
        note: "the first operation was kept after the second failed",
      },
    },
    () =>
      onUserOperation((operation, attributes, { before, service }) => {
        const done = applyOperation("User", attributes, operation);
        if (before !== undefined) service.store.save({ ...before, attributes: done });
        return done;
      }),
  ),
  fault(
    {
      id: "user-patch-last-operation-only",
      title: "Of several operations only the last is done",
      requirement: "RFC7644-3.5.2-SEQUENTIAL",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#644", note: "of two replacements one won" },
    },
    () => ({ onOperations: (call, operations) => (call.type === "User" ? operations.slice(-1) : undefined) }),
  ),
  fault(
    {
      id: "user-patch-active-add-ignored",
      title: "active is replaced, and not changed by an add",
      requirement: "RFC7644-3.5.2.1-SINGLE-REPLACES",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "rancher/rancher#54025", note: "only replace was taken for active" },
    },
    () =>
      onUserOperation(({ op, path }, attributes) =>
        op === "add" && path?.toLowerCase() === "active" ? attributes : undefined,
      ),
  ),
  fault(
    {
      id: "user-patch-emptied-list-dead",
      title: "A list that was emptied as a whole takes no added entries any more",
      requirement: "RFC7644-3.5.2.1-MULTI-APPEND",
      category,
      difficulty: 4,
      dialects: ["lighton"],
      source: { reference: "goauthentik/authentik#24173", note: "after a removal a later add did nothing" },
    },
    () => {
      const dead = new Set<string>();
      return onUserListOperation(({ operation, target: { name, filter, part }, had, call }) => {
        const { op } = operation;
        const key = `${call.id} ${name}`;
        const isWhole = filter === undefined && part === undefined;
        if (isWhole && had.length > 0 && (op === "remove" || isEmptied(operation))) dead.add(key);
        return op === "add" && dead.has(key) ? had : undefined;
      });
    },
  ),
  fault(
    {
      id: "user-patch-others-follow",
      title: "A value that one user gets by an add, the user who was changed before gets as well",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "a buffer that two requests share" },
    },
    () => {
      let last = "";
      return onUserListOperation(({ operation, target: { name, filter }, call }) => {
        const other = last === call.id ? undefined : call.service.store.get("User", last);
        last = call.id ?? "";
        if (operation.op !== "add" || filter !== undefined || other === undefined) return undefined;
        const entries = [...objectsIn(other.attributes[name]), ...entriesOf(operation).map(withoutPrimary)];
        call.service.store.save({ ...other, attributes: { ...other.attributes, [name]: entries } });
        return undefined;
      });
    },
  ),
];

function isEmptied(operation: Operation): boolean {
  return operation.op === "replace" && entriesOf(operation).length === 0;
}

function withoutPrimary(entry: JsonObject): JsonObject {
  return omit(entry, "primary");
}
