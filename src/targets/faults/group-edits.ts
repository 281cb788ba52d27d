import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import type { Member } from "../core/resource.ts";
import type { DialectName } from "../types.ts";
import { fault, onGroupPut, onGroupUpdate, putFault, storeMembers, storeName, without } from "./build.ts";
import { ALL_PATCHERS, onGroupPatch, onRemoval, storePatched } from "./build-patch.ts";
import { by } from "./build-rfc.ts";
import type { Fault } from "./fault.ts";

const PUTTERS: readonly DialectName[] = ["cube", "maia", "rfc"];
const replaced = "RFC7644-3.5.1-MEMBERS-REPLACED";
const named = "RFC7644-3.5.1-RW-REPLACED";
const filtered = "RFC7644-3.5.2.2-FILTER-VALUE";

function userOf(call: Call, { value }: Member): JsonObject {
  return call.service.store.get("User", value)?.attributes ?? {};
}

const isInactive =
  (call: Call) =>
  (member: Member): boolean =>
    userOf(call, member)["active"] === false;

const hasEmails =
  (call: Call) =>
  (member: Member): boolean =>
    userOf(call, member)["emails"] !== undefined;

/** What somebody is shown as: by the name to show, else by that of the family. */
function nameOf(call: Call, member: Member): Json | undefined {
  const { displayName, name = null } = userOf(call, member);
  return displayName ?? (isJsonObject(name) ? name["familyName"] : undefined);
}

/** Makes every member active whom a write of a Group leaves in it. */
function reactivated(method: string): Hooks {
  return onGroupUpdate((call, { attributes }) => {
    const { store } = call.service;
    const { members } = attributes;
    for (const entry of call.method === method && Array.isArray(members) ? members : []) {
      const user = store.get("User", (entry as unknown as Member).value);
      if (user?.attributes["active"] === false)
        store.save({ ...user, attributes: { ...user.attributes, active: true } });
    }
    return undefined;
  });
}

/** The old name where the new one begins with it. */
function keepsBeginning(attributes: JsonObject, before: JsonObject): JsonObject | undefined {
  const { displayName: name } = attributes;
  const { displayName: old } = before;
  const isLonger = typeof name === "string" && typeof old === "string" && name !== old && name.startsWith(old);
  return isLonger ? { ...attributes, displayName: old } : undefined;
}

/** Faults in edits of Groups that ordinary Users and ordinary names do not show. */
export const GROUP_EDITS: readonly Fault[] = [
  fault(
    {
      id: "put-inactive-member-stays",
      title: "A member who is not active stays in the Group whatever a PUT sends",
      requirement: replaced,
      category: "membership",
      difficulty: 3,
      dialects: PUTTERS,
      source: by("RFC 7644 §3.5.1", "who leaves is looked up among those who are active"),
    },
    () => storeMembers(({ call, wanted, had }) => [...wanted, ...without(had, wanted).filter(isInactive(call))]),
  ),
  fault(
    {
      id: "patch-inactive-member-stays",
      title: "A removal of a member who is not active is acknowledged and not done",
      requirement: filtered,
      category: "membership",
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2.2", "who leaves is looked up among those who are active"),
    },
    () =>
      onRemoval(({ members, named: gone, call }) =>
        without(
          members,
          gone.filter((one) => !isInactive(call)(one)),
        ),
      ),
  ),
  fault(
    {
      id: "put-member-reactivated",
      title: "A PUT makes every User active who is in the Group",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 4,
      dialects: PUTTERS,
      source: by("RFC 7644 §3.5.1", "whoever gets access is let in"),
    },
    () => reactivated("PUT"),
  ),
  fault(
    {
      id: "patch-member-reactivated",
      title: "A PATCH makes every User active who is in the Group",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "lifecycle",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2", "whoever gets access is let in"),
    },
    () => reactivated("PATCH"),
  ),
  fault(
    {
      id: "put-longer-name-ignored",
      title: "A PUT of a name that begins with the old one keeps the old one",
      requirement: named,
      category: "names",
      difficulty: 3,
      dialects: PUTTERS,
      source: by("RFC 7644 §3.5.1", "whether the name is new is asked with a search by beginning"),
    },
    () => onGroupPut((_, attributes, before) => keepsBeginning(attributes, before.attributes)),
  ),
  fault(
    {
      id: "patch-longer-name-ignored",
      title: "A PATCH of a name that begins with the old one keeps the old one",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "names",
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2.3", "whether the name is new is asked with a search by beginning"),
    },
    () => onGroupPatch((_, attributes, before) => keepsBeginning(attributes, before.attributes)),
  ),
  fault(
    {
      id: "put-namesakes-leave-together",
      title: "A PUT that takes one of two members of one name out takes out both",
      requirement: replaced,
      category: "membership",
      difficulty: 4,
      dialects: PUTTERS,
      source: by("RFC 7643 §4.2", "members are told apart by what people are called"),
    },
    () =>
      storeMembers(({ call, wanted, had }) => {
        const names = new Set(without(had, wanted).map((one) => nameOf(call, one)));
        names.delete(undefined);
        return wanted.filter((one) => !names.has(nameOf(call, one)));
      }),
  ),
  fault(
    {
      id: "patch-namesakes-leave-together",
      title: "A removal of one of two members of one name takes out both",
      requirement: filtered,
      category: "membership",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: by("RFC 7643 §4.2", "members are told apart by what people are called"),
    },
    () =>
      onRemoval(({ members, named: gone, call }) => {
        const names = new Set(gone.map((one) => nameOf(call, one)));
        names.delete(undefined);
        return without(members, gone).filter((one) => !names.has(nameOf(call, one)));
      }),
  ),
  fault(
    {
      id: "put-member-without-emails-left-out",
      title: "A PUT leaves out members who have no email",
      requirement: replaced,
      category: "membership",
      difficulty: 3,
      dialects: PUTTERS,
      source: by("RFC 7643 §4.1", "members are joined with a table of addresses"),
    },
    () => storeMembers(({ call, wanted }) => wanted.filter(hasEmails(call))),
  ),
  fault(
    {
      id: "patch-member-without-emails-left-out",
      title: "A PATCH leaves out members who have no email",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category: "membership",
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: by("RFC 7643 §4.1", "members are joined with a table of addresses"),
    },
    () => storePatched((wanted, _, call) => wanted.filter(hasEmails(call))),
  ),
  fault(
    {
      id: "patch-clears-external-id",
      title: "A PATCH of anything takes the externalId from a Group",
      requirement: "RFC7644-3.5.2-ONLY-NAMED",
      category: "attributes",
      difficulty: 3,
      dialects: ["lighton"],
      source: by("RFC 7644 §3.5.2", "the Group is written anew of name and members"),
    },
    () =>
      onGroupPatch((_, attributes) =>
        Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== "externalId")),
      ),
  ),
  putFault(
    {
      id: "name-formula-guarded",
      title: "An apostrophe is put before names that begin like a formula",
      requirement: named,
      category: "names",
      difficulty: 3,
      source: by("RFC 7643 §2.3.1", "names are made safe for a table that is exported"),
    },
    () => storeName((name) => (/^[=+@-]/u.test(name) ? `'${name}` : name)),
  ),
  putFault(
    {
      id: "name-word-emptied",
      title: "A name that is a word for nothing or for a truth value is stored as something else",
      requirement: named,
      category: "names",
      difficulty: 3,
      source: by("RFC 7643 §2.3.1", "texts are read as YAML"),
    },
    () => storeName((name) => (/^(?:null|none|true|false)$/iu.test(name) ? "-" : name)),
  ),
  putFault(
    {
      id: "name-lines-joined",
      title: "Tabs and line breaks in a name become spaces",
      requirement: named,
      category: "names",
      difficulty: 3,
      source: by("RFC 7643 §2.3.1", "a name goes through a field of one line"),
    },
    () => storeName((name) => name.replaceAll(/[\t\r\n]/gu, " ")),
  ),
];
