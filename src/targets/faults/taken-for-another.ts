import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { type Member, membersOf, withMembers } from "../core/resource.ts";
import type { DialectName } from "../types.ts";
import { fault, idsOf, onGroupUpdate, storeMembers } from "./build.ts";
import { ALL_PATCHERS, isGroupPatch, rewriteOperations, storePatched, withoutEffect } from "./build-patch.ts";
import { by } from "./build-rfc.ts";
import { objectsIn, onUserPut } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const PUTTERS: readonly DialectName[] = ["cube", "maia", "rfc"];
const replaced = "RFC7644-3.5.1-MEMBERS-REPLACED";
const added = "RFC7644-3.5.2.1-MEMBER-ADD";

/** Who is active of members who come; those who were there stay. */
function activeOf(call: Call, wanted: readonly Member[], had: readonly Member[]): readonly Member[] {
  const stay = idsOf(had);
  return wanted.filter(
    ({ value }) => stay.has(value) || call.service.store.get("User", value)?.attributes["active"] !== false,
  );
}

/** A value of `members` as it was sent, also as JSON text, with one entry for each `display`. */
function oncePerDisplay(value: Json | undefined): Json | undefined {
  if (typeof value === "string" && value.startsWith("[")) {
    return JSON.stringify(oncePerDisplay(JSON.parse(value) as Json));
  }
  if (!Array.isArray(value)) return value;
  const seen = new Set<Json>();
  return value.filter((entry) => {
    const display = isJsonObject(entry) ? property(entry, "display") : undefined;
    if (display === undefined || !seen.has(display)) {
      if (display !== undefined) seen.add(display);
      return true;
    }
    return false;
  });
}

/** Ids of digits, of which a write by one method reads as much as is a number. */
function readAsNumber(method: string): Hooks {
  let count = 1000;
  return {
    onNewId() {
      count += 1;
      return String(count);
    },
    onLocate: (call, id) => (call.method === method && call.type === "Group" ? /^\d+/u.exec(id)?.[0] : undefined),
  };
}

function isReplaceWithoutValue(operation: Json): boolean {
  return isJsonObject(operation) && operation["op"] === "replace" && property(operation, "value") === undefined;
}

/** Faults that take one thing for another that is like it. */
export const TAKEN_FOR_ANOTHER: readonly Fault[] = [
  fault(
    {
      id: "put-inactive-member-left-out",
      title: "A User who is not active is left out of the members that a PUT sends",
      requirement: replaced,
      category: "membership",
      difficulty: 3,
      dialects: PUTTERS,
      source: by("RFC 7644 §3.5.1", "members are looked up among those who may sign in"),
    },
    () => storeMembers(({ call, wanted, had }) => activeOf(call, wanted, had)),
  ),
  fault(
    {
      id: "patch-inactive-member-left-out",
      title: "A User who is not active is left out of the members that a PATCH adds",
      requirement: added,
      category: "membership",
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2.1", "members are looked up among those who may sign in"),
    },
    () => storePatched((wanted, had, call) => activeOf(call, wanted, had)),
  ),
  fault(
    {
      id: "put-same-display-merged",
      title: "Of members of one display a PUT keeps the first",
      requirement: replaced,
      category: "membership",
      difficulty: 3,
      dialects: PUTTERS,
      source: by("RFC 7643 §4.2", "entries are told apart by what people see of them"),
    },
    () =>
      storeMembers(({ call, wanted }) => {
        const sent = oncePerDisplay(isJsonObject(call.body) ? property(call.body, "members") : undefined);
        return wanted.filter(({ value }) => objectsIn(sent).some((entry) => property(entry, "value") === value));
      }),
  ),
  fault(
    {
      id: "patch-same-display-merged",
      title: "Of members of one display a PATCH adds the first",
      requirement: added,
      category: "membership",
      difficulty: 3,
      dialects: ["strongdm", "rfc"],
      source: by("RFC 7643 §4.2", "entries are told apart by what people see of them"),
    },
    () =>
      rewriteOperations((operation) =>
        operation["op"] === "add" ? { ...operation, value: oncePerDisplay(operation["value"]) ?? [] } : operation,
      ),
  ),
  fault(
    {
      id: "put-id-read-as-number",
      title: "A PUT to an id of digits with a letter after it writes to the group of those digits",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 4,
      dialects: ["cube", "rfc"],
      source: by("RFC 7643 §3.1", "ids are numbers of a database, which reads `12x` as 12"),
    },
    () => readAsNumber("PUT"),
  ),
  fault(
    {
      id: "patch-id-read-as-number",
      title: "A PATCH to an id of digits with a letter after it writes to the group of those digits",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: by("RFC 7643 §3.1", "ids are numbers of a database, which reads `12x` as 12"),
    },
    () => readAsNumber("PATCH"),
  ),
  fault(
    {
      id: "patch-remove-by-prefix",
      title: "A removal takes out whoever has an id that begins like the one it names",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category: "membership",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.4.2.2", "`eq` becomes a search by beginning"),
    },
    () => ({
      onOperation(call, { op, path = "" }, attributes) {
        const [, id] = /^members\[value eq "([^"]+)"\]$/iu.exec(path) ?? [];
        if (call.type !== "Group" || op !== "remove" || id === undefined) return undefined;
        return withMembers(
          attributes,
          membersOf(attributes).filter(({ value }) => !value.startsWith(id)),
        );
      },
    }),
  ),
  fault(
    {
      id: "patch-replace-without-value-claimed",
      title: "A replace of members without a value is passed over, and the request acknowledged",
      requirement: "STRONGDM-400-MEMBER-ENTRIES",
      category: "errors",
      difficulty: 3,
      dialects: ["strongdm"],
      source: by("RFC 7644 §3.5.2.3", "an operation without a value has nothing to do"),
    },
    () => rewriteOperations((operation) => (isReplaceWithoutValue(operation) ? undefined : operation)),
  ),
  fault(
    {
      id: "patch-replace-without-value-stops-all",
      title: "A PATCH with a replace without a value is acknowledged, and none of it done",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "errors",
      difficulty: 3,
      dialects: ["lighton", "rfc"],
      source: by("RFC 7644 §3.12", "the error that an operation raises is caught and forgotten"),
    },
    () => ({
      onBody(call, body) {
        const operations = property(body, "Operations");
        return isGroupPatch(call) && Array.isArray(operations) && operations.some(isReplaceWithoutValue)
          ? withoutEffect(body)
          : undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-emails-follow-user-name",
      title: "A PUT with another userName makes that the first email",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "attributes",
      difficulty: 3,
      dialects: ["maia", "rfc"],
      source: by("RFC 7643 §4.1.1", "one column for the name to sign in by and the address"),
    },
    () =>
      onUserPut((attributes, { attributes: { userName: before } }) => {
        const { userName = "", emails } = attributes;
        const [first, ...more] = objectsIn(emails);
        return userName === before || first === undefined
          ? attributes
          : { ...attributes, emails: [{ ...first, value: userName }, ...more] };
      }),
  ),
  fault(
    {
      id: "user-null-as-text",
      title: "null in a PUT becomes the text “null”",
      requirement: "RFC7643-2.5-UNASSIGNED",
      category: "attributes",
      difficulty: 3,
      dialects: ["maia", "rfc"],
      source: by("RFC 7643 §2.5", "every value is made a text before it is stored"),
    },
    () => ({
      onBody: (call, body) => (call.method === "PUT" && call.type === "User" ? textsForNull(body) : undefined),
    }),
  ),
  fault(
    {
      id: "put-group-name-as-title",
      title: "A User whom a PUT of a Group leaves in it gets the Group's name for a title",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 4,
      dialects: PUTTERS,
      source: by("RFC 7644 §3.5.1", "the group is a role, and the role is taken for the job"),
    },
    () => titled("PUT"),
  ),
  fault(
    {
      id: "patch-group-name-as-title",
      title: "A User whom a PATCH of a Group leaves in it gets the Group's name for a title",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2", "the group is a role, and the role is taken for the job"),
    },
    () => titled("PATCH"),
  ),
];

/** The texts of a user that may be null, as a program writes null into a text. */
function textsForNull(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, value === null && name !== "externalId" ? "null" : value]),
  );
}

/** Gives members a title who have one. */
function titled(method: string): Hooks {
  return onGroupUpdate((call, after) => {
    const { store } = call.service;
    for (const { value } of call.method === method ? membersOf(after.attributes) : []) {
      const user = store.get("User", value);
      const { displayName = "" } = after.attributes;
      if (user?.attributes["title"] !== undefined)
        store.save({ ...user, attributes: { ...user.attributes, title: displayName } });
    }
    return undefined;
  });
}
