import { type Json, type JsonObject, omit, sameJson } from "../core/json.ts";
import type { DialectName } from "../types.ts";
import { fault } from "./build.ts";
import { objectsIn, onUserList, onUserPut } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["maia"];
const requirement = "RFC7644-3.5.1-RW-REPLACED";
const category = "attributes";

/** Faults of PUT on users that need more than one edit to show: what was there before decides what comes. */
export const USER_HISTORIES_PUT: readonly Fault[] = [
  fault(
    {
      id: "user-emails-second-change-lost",
      title: "Every second change of a user's emails is acknowledged and not stored",
      requirement,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#644", note: "the outcome alternated on repetition" },
    },
    () => {
      const changes = new Map<string, number>();
      return onUserPut((attributes, { id, attributes: { emails } }) => {
        if (emails === undefined || sameJson(emails, attributes["emails"])) return attributes;
        const count = (changes.get(id) ?? 0) + 1;
        changes.set(id, count);
        return count % 2 === 0 ? { ...attributes, emails } : attributes;
      });
    },
  ),
  fault(
    {
      id: "user-primary-by-place",
      title: "When the entries of a list change their order, primary stays at its place",
      requirement,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7643 §2.4", note: "rows updated by index: the order of entries means nothing" },
    },
    () =>
      onUserPut((attributes, { attributes: before }) =>
        changedLists(attributes, before, (_, sent, had) => {
          const isReordered =
            !sameJson(valuesOf(sent), valuesOf(had)) && sameJson(valuesOf(sorted(sent)), valuesOf(sorted(had)));
          if (!isReordered) return sent;
          return sent.map((entry, at) => ({ ...omit(entry, "primary"), ...primaryOf(had[at]) }));
        }),
      ),
  ),
  fault(
    {
      id: "user-primary-stays",
      title: "Which email is the primary one is decided once: it stays it as long as it is there",
      requirement,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "wso2/product-is#10033", note: "which email was primary got lost in updates" },
    },
    () =>
      onUserList("emails", (sent, had) => {
        const old = had.find((entry) => entry["primary"] === true)?.["value"];
        if (!sent.some(({ value }) => value === old)) return sent;
        const kept = sent.find(({ value }) => value === old);
        return sent.map((entry) => (entry === kept ? { ...entry, primary: true } : omit(entry, "primary")));
      }),
  ),
  fault(
    {
      id: "user-emptied-list-dead",
      title: "A list that was emptied once cannot be filled again",
      requirement,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "GluuFederation/oxTrust#336", note: "an empty list was handled by a way of its own" },
    },
    () => {
      const dead = new Set<string>();
      return onUserPut((attributes, { id, attributes: before }) =>
        changedLists(attributes, before, (name, sent, had) => {
          if (sent.length === 0 && had.length > 0) dead.add(`${id} ${name}`);
          return dead.has(`${id} ${name}`) ? [] : sent;
        }),
      );
    },
  ),
  fault(
    {
      id: "user-retyped-entry-twice",
      title: "An entry that gets another type is there under the old one as well",
      requirement,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "a replacement that behaved as an addition" },
    },
    () =>
      onUserPut((attributes, { attributes: before }) =>
        changedLists(attributes, before, (_, sent, had) => {
          const isRetyped = (old: JsonObject): boolean =>
            old["value"] !== undefined &&
            sent.some(({ value, type }) => value === old["value"] && type !== old["type"]) &&
            !sent.some(({ value, type }) => value === old["value"] && type === old["type"]);
          return [...sent, ...had.filter(isRetyped).map((entry) => omit(entry, "primary"))];
        }),
      ),
  ),
  fault(
    {
      id: "user-twins-merged",
      title: "The same value under two types is stored under the first alone",
      requirement,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7643 §2.4", note: "a key of values: the RFC tells entries apart by type and value" },
    },
    () =>
      onUserPut((attributes, { attributes: before }) =>
        changedLists(attributes, before, (_, sent) =>
          sent.filter(
            ({ value }, at) => value === undefined || sent.findIndex((entry) => entry["value"] === value) === at,
          ),
        ),
      ),
  ),
  fault(
    {
      id: "user-inactive-frozen",
      title: "What is changed of an inactive user's lists is acknowledged and not stored",
      requirement,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "ssoready/ssoready#155", note: "a disabled user was handled by a way of its own" },
    },
    () =>
      onUserPut((attributes, { attributes: before }) =>
        before["active"] === false ? changedLists(attributes, before, (_, __, had) => had) : attributes,
      ),
  ),
  fault(
    {
      id: "user-second-list-lost",
      title: "When a PUT changes two lists the second is not stored",
      requirement,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "a loop that ends at the first difference" },
    },
    () =>
      onUserPut((attributes, { attributes: before }) => {
        let changed = 0;
        return changedLists(attributes, before, (_, sent, had) => {
          if (sameJson([...sent], [...had])) return sent;
          changed += 1;
          return changed > 1 ? had : sent;
        });
      }),
  ),
  fault(
    {
      id: "user-returned-entry-old",
      title: "A value that comes back to a list comes back with the type that it had",
      requirement,
      category,
      difficulty: 5,
      dialects,
      source: { reference: "getsentry/sentry#122540", note: "a mapping that outlived what it mapped" },
    },
    () => {
      const types = new Map<string, Json>();
      return onUserPut((attributes, { id, attributes: before }) =>
        changedLists(attributes, before, (name, sent, had) => {
          for (const { value, type } of had) if (type !== undefined) types.set(`${id} ${name} ${textOf(value)}`, type);
          return sent.map((entry) => {
            const { value, type } = entry;
            const old = types.get(`${id} ${name} ${textOf(value)}`);
            const isBack = value !== undefined && !had.some((other) => other["value"] === value);
            return isBack && old !== undefined && type !== old ? { ...entry, type: old } : entry;
          });
        }),
      );
    },
  ),
  fault(
    {
      id: "user-same-domain-changed",
      title: "A PUT that changes a user's emails takes the types of another user's of the same domain away",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "tale-project/tale#2036", note: "a user with an email of another organisation was changed" },
    },
    () => ({
      onStore(call, after, before) {
        const emails = objectsIn(after.attributes["emails"]);
        if (call.method !== "PUT" || after.type !== "User" || emails.length === 0) return undefined;
        if (sameJson(emails, objectsIn(before?.attributes["emails"]))) return undefined;
        const domains = new Set(emails.map(domainOf));
        const { store } = call.service;
        for (const other of store.list("User").filter(({ id }) => id !== after.id)) {
          const theirs = objectsIn(other.attributes["emails"]);
          if (!theirs.some((entry) => domains.has(domainOf(entry)))) continue;
          const untyped = theirs.map((entry) => omit(entry, "type"));
          store.save({ ...other, attributes: { ...other.attributes, emails: untyped } });
        }
        return undefined;
      },
    }),
  ),
];

/** The attributes with each list of theirs as a fault makes it. */
function changedLists(
  attributes: JsonObject,
  before: JsonObject,
  change: (name: string, sent: readonly JsonObject[], had: readonly JsonObject[]) => readonly JsonObject[],
): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, sent]) => [
      name,
      Array.isArray(sent) ? [...change(name, objectsIn(sent), objectsIn(before[name]))] : sent,
    ]),
  );
}

function valuesOf(entries: readonly JsonObject[]): Json[] {
  return entries.map(({ value = null }) => value);
}

function sorted(entries: readonly JsonObject[]): JsonObject[] {
  return entries.toSorted((left, right) => textOf(left["value"]).localeCompare(textOf(right["value"])));
}

function primaryOf(entry: JsonObject | undefined): JsonObject {
  return entry?.["primary"] === true ? { primary: true } : {};
}

function domainOf({ value }: JsonObject): string {
  return textOf(value).split("@").at(-1) ?? "";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
