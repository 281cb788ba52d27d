import type { Call } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { notFound, ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { fault } from "./build.ts";
import { objectsIn, onUserList, onUserName, onUserPut, onUserStored, showUser } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const dialects: readonly DialectName[] = ["maia"];
const replaced = "RFC7644-3.5.1-RW-REPLACED";
const category = "attributes";

/** A fault by which one attribute of a user is never stored. */
function lost(name: string, difficulty: 1 | 2 | 3 | 4): Fault {
  return fault(
    {
      id: `user-${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}-lost`,
      title: `PUT does not store ${name} of a user`,
      requirement: replaced,
      category,
      difficulty,
      dialects,
      source: { reference: "GluuFederation/oxTrust#1376", note: "an attribute was shown as changed and not stored" },
    },
    () => onUserPut((attributes) => omit(attributes, name)),
  );
}

/** Faults of PUT on users. */
export const USERS: readonly Fault[] = [
  lost("nickName", 2),
  lost("profileUrl", 3),
  lost("timezone", 3),
  lost("addresses", 2),
  lost("x509Certificates", 4),
  lost("entitlements", 4),
  fault(
    {
      id: "user-title-kept",
      title: "A new title is not stored when there is one already",
      requirement: replaced,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "attevon-llc/OpenTranscribe#582", note: "PUT merged, and could not take anything away" },
    },
    () =>
      onUserPut((attributes, { attributes: { title } }) =>
        title === undefined ? attributes : { ...attributes, title },
      ),
  ),
  fault(
    {
      id: "user-emails-merged",
      title: "Emails of a PUT are added to those that were there",
      requirement: replaced,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "keycloak/keycloak#52752", note: "a replacement that behaved as an addition" },
    },
    () =>
      onUserList("emails", (sent, had) => {
        const values = new Set(sent.map(({ value }) => value));
        const stale = had.filter(({ value }) => !values.has(value));
        return [...sent, ...stale.map((entry) => omit(entry, "primary"))];
      }),
  ),
  fault(
    {
      id: "user-phone-numbers-first-only",
      title: "Of several phone numbers only the first is stored",
      requirement: replaced,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "a column for one number" },
    },
    () => onUserList("phoneNumbers", (sent) => sent.slice(0, 1)),
  ),
  fault(
    {
      id: "user-emails-empty-ignored",
      title: "An empty list of emails is taken for no change",
      requirement: replaced,
      category,
      difficulty: 4,
      dialects,
      source: { reference: "GluuFederation/oxTrust#336", note: "an empty list changed nothing" },
    },
    () => onUserList("emails", (sent, had) => (sent.length === 0 ? had : sent)),
  ),
  fault(
    {
      id: "user-email-type-lost",
      title: "The type of an email is not stored",
      requirement: replaced,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#59", note: "other sub-attributes were dropped" },
    },
    () => onUserList("emails", (sent) => sent.map((entry) => omit(entry, "type"))),
  ),
  fault(
    {
      id: "user-email-primary-lost",
      title: "Which email is the primary one is not stored",
      requirement: replaced,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "wso2/product-is#10033", note: "the primary email was lost" },
    },
    () => onUserList("emails", (sent) => sent.map((entry) => omit(entry, "primary"))),
  ),
  fault(
    {
      id: "user-addresses-without-value-lost",
      title: "Entries of a list without a value are thrown away, addresses therefore all",
      requirement: replaced,
      category,
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §4.1.2", note: "addresses have no value" },
    },
    () => onUserList("addresses", (sent) => sent.filter(({ value }) => value !== undefined)),
  ),
  fault(
    {
      id: "user-inactive-ignored",
      title: "active false is acknowledged and not stored",
      requirement: replaced,
      category,
      difficulty: 1,
      dialects,
      source: { reference: "getprobo/probo#711", note: "active false was ignored; an update reactivates" },
    },
    () => onUserPut((attributes) => (attributes["active"] === false ? { ...attributes, active: true } : attributes)),
  ),
  fault(
    {
      id: "user-reactivation-ignored",
      title: "A user who was deactivated cannot be activated again: acknowledged, and not stored",
      requirement: replaced,
      category,
      difficulty: 3,
      dialects,
      source: { reference: "FusionAuth/fusionauth-issues#3311", note: "a reactivation failed" },
    },
    () =>
      onUserPut((attributes, before) =>
        before.attributes["active"] === false ? { ...attributes, active: false } : attributes,
      ),
  ),
  fault(
    {
      id: "user-inactive-unreadable",
      title: "A user who was deactivated is answered 404 from then on",
      requirement: "RFC7644-3.4.1-GET",
      category: "lifecycle",
      difficulty: 2,
      dialects,
      source: { reference: "ssoready/ssoready#155", note: "a disabled user could not be read afterwards" },
    },
    () => ({
      onRequest(call) {
        const { service, method, path } = call;
        const id = decodeURIComponent(/\/Users\/([^/]+)$/u.exec(path)?.[1] ?? "");
        if (method === "GET" && service.store.get("User", id)?.attributes["active"] === false) throw notFound();
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "user-active-as-text",
      title: "active is answered as a text",
      requirement: "OPENAPI-BODY-SCHEMA",
      category: "schema",
      difficulty: 2,
      dialects,
      source: { reference: "thomaspoignant/scim-patch#872", note: "active was stored as the text False" },
    },
    () =>
      showUser((shown) =>
        typeof shown["active"] === "boolean" ? { ...shown, active: shown["active"] ? "True" : "False" } : shown,
      ),
  ),
  fault(
    {
      id: "user-password-returned",
      title: "The password of a user is in every answer",
      requirement: "RFC7643-4.1.1-PASSWORD-NEVER",
      category: "security",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7643 §4.1.1", note: "the schema of the document has it in the answer" },
    },
    () => showUser((shown, { attributes: { password } }) => (password === undefined ? shown : { ...shown, password })),
  ),
  fault(
    {
      id: "user-password-returned-by-put",
      title: "The password of a user is in the answer to the PUT that sets it, and nowhere else",
      requirement: "RFC7643-4.1.1-PASSWORD-NEVER",
      category: "security",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §7", note: "the answer is made of the request" },
    },
    () =>
      showUser((shown, { attributes: { password } }, call) =>
        call.method === "PUT" && password !== undefined ? { ...shown, password } : shown,
      ),
  ),
  fault(
    {
      id: "user-groups-written",
      title: "groups in a PUT of a user makes the user a member",
      requirement: "RFC7643-4.1.2-GROUPS-RO",
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §4.1.2", note: "groups is read-only: members change through the group" },
    },
    () =>
      onUserStored((call, after) => {
        const { store } = call.service;
        for (const id of groupsIn(call)) {
          const group = store.get("Group", id);
          const members = membersOf(group?.attributes ?? {});
          if (group === undefined || members.some(({ value }) => value === after.id)) continue;
          store.save({ ...group, attributes: withMembers(group.attributes, [...members, { value: after.id }]) });
        }
      }),
  ),
  fault(
    {
      id: "user-groups-absent-leaves",
      title: "A PUT of a user without groups takes the user out of all groups",
      requirement: "RFC7643-4.1.2-GROUPS-RO",
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "pond/scimitar#6", note: "an update through a partial view cleared what it did not show" },
    },
    () =>
      onUserStored((call, after) => {
        const { store } = call.service;
        const named = new Set(groupsIn(call));
        for (const group of store.list("Group").filter(({ id }) => !named.has(id))) {
          const left = membersOf(group.attributes).filter(({ value }) => value !== after.id);
          store.save({ ...group, attributes: withMembers(group.attributes, left) });
        }
      }),
  ),
  fault(
    {
      id: "user-omitted-inconsistent",
      title: "The answer to a PUT shows what the body left out as it was; a read shows it cleared",
      requirement: "RFC7644-3.5.1-RW-OMITTED",
      category,
      difficulty: 3,
      dialects,
      source: { reference: "GluuFederation/oxTrust#1376", note: "the answer and the store did not agree" },
    },
    () =>
      showUser((shown, _, call) =>
        call.method === "PUT" ? { ...omit(call.before?.attributes ?? {}, "password"), ...shown } : shown,
      ),
  ),
  fault(
    {
      id: "user-names-swapped",
      title: "givenName and familyName are stored the other way round",
      requirement: replaced,
      category: "names",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "two columns mixed up" },
    },
    () =>
      onUserName((name) => ({
        ...omit(name, "givenName", "familyName"),
        ...(name["familyName"] === undefined ? {} : { givenName: name["familyName"] }),
        ...(name["givenName"] === undefined ? {} : { familyName: name["givenName"] }),
      })),
  ),
  fault(
    {
      id: "user-middle-name-lost",
      title: "The middle name is not stored",
      requirement: replaced,
      category: "names",
      difficulty: 3,
      dialects,
      source: { reference: "Captain-P-Goldfish/scim-for-keycloak#26", note: "parts of the name were ignored" },
    },
    () => onUserName((name) => omit(name, "middleName")),
  ),
  fault(
    {
      id: "user-honorifics-lost",
      title: "What stands before and after a name is not stored",
      requirement: replaced,
      category: "names",
      difficulty: 4,
      dialects,
      source: { reference: "RFC 7644 §3.5.1", note: "a model of names with fewer parts" },
    },
    () => onUserName((name) => omit(name, "honorificPrefix", "honorificSuffix")),
  ),
  fault(
    {
      id: "user-names-ascii-only",
      title: "Letters of a name beyond ASCII are stored as question marks",
      requirement: "RFC7644-3.8-UTF8",
      category: "names",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.8", note: "a column in another encoding" },
    },
    () =>
      onUserName((name) =>
        Object.fromEntries(
          Object.entries(name).map(([part, text]) => [
            part,
            typeof text === "string" ? text.replaceAll(/[\u0080-\u{10FFFF}]/gu, "?") : text,
          ]),
        ),
      ),
  ),
  fault(
    {
      id: "user-put-echo-without-store",
      title: "A PUT of a user is answered with the new state and stores none of it",
      requirement: "RFC7644-3.1-RESPONSE-STATE",
      category,
      difficulty: 2,
      dialects,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#188", note: "a copy was answered, not what was stored" },
    },
    () => ({ onCommit: (call) => !(call.method === "PUT" && call.type === "User") }),
  ),
  fault(
    {
      id: "user-taken-name-stored",
      title: "A PUT gives a user the userName of another",
      requirement: "RFC7643-4.1.1-USERNAME",
      category: "identity",
      difficulty: 3,
      dialects,
      source: { reference: "ory/polis#4067", note: "a userName in another case was not found to be taken" },
    },
    () => {
      const names = new WeakMap<Call, Json>();
      return {
        onIncoming(call, attributes) {
          if (call.method !== "PUT" || call.type !== "User") return undefined;
          names.set(call, attributes["userName"] ?? "");
          // Past the check under a name that nobody has.
          return { ...attributes, userName: `${call.id ?? ""}@unchecked.example.test` };
        },
        onPut: (call, attributes) => (names.has(call) ? { ...attributes, userName: names.get(call) ?? "" } : undefined),
      };
    },
  ),
  fault(
    {
      id: "user-put-taken-name-500",
      title: "A PUT that gives a user the userName of another is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "NorthlandPositronics/Cogtrix#121", note: "500 for a userName that is taken" },
    },
    () => ({
      onError: (call, { scimType }) =>
        scimType === "uniqueness" && call.method === "PUT" ? new ScimError(500, "Internal error.") : undefined,
    }),
  ),
  fault(
    {
      id: "user-external-id-lower-cased",
      title: "externalId of a user is stored in lower case",
      requirement: "RFC7643-3.1-EXTID-CASE",
      category: "identity",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7643 §3.1", note: "externalId is compared with case" },
    },
    () =>
      onUserPut((attributes) => {
        const { externalId } = attributes;
        return typeof externalId === "string" ? { ...attributes, externalId: externalId.toLowerCase() } : attributes;
      }),
  ),
  fault(
    {
      id: "group-type-lower-case",
      title: "The type of an entry of groups, and of a member, is written in lower case",
      requirement: "OPENAPI-BODY-SCHEMA",
      category: "schema",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7643 §4.1.2", note: "the RFC has direct, the document DIRECT: a closed list" },
    },
    () => ({
      onShow(_, shown) {
        const name = shown["members"] === undefined ? "groups" : "members";
        return { ...shown, [name]: objectsIn(shown[name]).map((entry) => withLowerType(entry)) };
      },
    }),
  ),
  fault(
    {
      id: "project-id-not-uuid",
      title: "projectId of a group is not a UUID",
      requirement: "OPENAPI-BODY-SCHEMA",
      category: "schema",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 7643 §4.2", note: "the document gives it the format uuid" },
    },
    () => ({ onShow: (_, shown) => ("projectId" in shown ? { ...shown, projectId: "project-4711" } : undefined) }),
  ),
  fault(
    {
      id: "problem-as-json",
      title: "Errors have the media type application/json",
      requirement: "OPENAPI-MEDIA-TYPE-DECLARED",
      category: "media-type",
      difficulty: 1,
      dialects,
      source: { reference: "RFC 9110 §8.3", note: "the document declares application/problem+json" },
    },
    () => ({
      onRespond: (_, reply) => (reply.status >= 400 ? { ...reply, mediaType: "application/json" } : undefined),
    }),
  ),
  fault(
    {
      id: "problem-status-400",
      title: "Each problem tells the status 400, whatever its answer has",
      requirement: "RFC9457-3.1.2-STATUS",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 9457 §3.1.2", note: "a constant in the one place that makes problems" },
    },
    () => ({
      onRespond: (_, reply) =>
        reply.status >= 400 && isJsonObject(reply.body)
          ? { ...reply, body: { ...reply.body, status: 400 } }
          : undefined,
    }),
  ),
  fault(
    {
      id: "problem-type-not-uri",
      title: "The type of a problem is a text with spaces, and no URI",
      requirement: "OPENAPI-BODY-SCHEMA",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 9110 §15", note: "the document gives it the format uri" },
    },
    () => ({
      onRespond: (_, reply) =>
        reply.status >= 400 && isJsonObject(reply.body)
          ? { ...reply, body: { ...reply.body, type: "not found at all" } }
          : undefined,
    }),
  ),
];

function withLowerType(entry: JsonObject): JsonObject {
  const { type } = entry;
  return typeof type === "string" ? { ...entry, type: type.toLowerCase() } : entry;
}

/** The ids of the groups in the body of a PUT of a user. */
function groupsIn(call: Call): string[] {
  const groups = isJsonObject(call.body) ? objectsIn(call.body["groups"]) : [];
  return groups.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}
