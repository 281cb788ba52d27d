import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { membersOf } from "../core/resource.ts";
import { answerList, onEach } from "../faults/build-rfc.ts";
import { mapIn, objectsIn, showUser } from "../faults/build-users.ts";
import { keepDeletedMembers } from "../faults/rfc-lifecycle.ts";
import { versionAs } from "../faults/rfc-versions.ts";
import type { OddityRecord } from "../types.ts";
import { answerMembersIf, oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects: OddityRecord["dialects"] = ["rfc"];

/** Hooks that write the `$ref` of groups and members in another way. */
function refsAs(change: (url: URL) => string): ReturnType<typeof showUser> {
  const withRef = (entry: JsonObject): JsonObject =>
    typeof entry["$ref"] === "string" ? { ...entry, $ref: change(new URL(entry["$ref"])) } : entry;
  return {
    onShow(_, shown, { type }) {
      const name = type === "User" ? "groups" : "members";
      return { ...shown, [name]: objectsIn(shown[name]).map(withRef) };
    },
  };
}

/** Says in the schema of Groups that members are returned on request. */
const MEMBERS_ON_REQUEST = onEach("Schemas", (schema) => ({
  ...schema,
  attributes: mapIn(schema["attributes"], (one) => (one["name"] === "members" ? { ...one, returned: "request" } : one)),
}));

/** Unusual forms of what is right. */
export const RFC_SHOWN: readonly Oddity[] = [
  oddity(
    {
      id: "versions-strong",
      title: "Versions are strong tags",
      requirement: "RFC7643-3.1-WEAK",
      legal: "RFC 7644 §3.14: a version may be weak or strong; only a weak one has W/ before it",
      dialects,
    },
    () => versionAs((version) => version.replace(/^W\//u, "")),
  ),
  oddity(
    {
      id: "refs-relative",
      title: "$ref is relative to the base URL, as in ../Users/1",
      requirement: "RFC7643-2.3.7-REF-GET",
      legal: "RFC 7643 §2.3.7: a reference may be a relative URI",
      dialects,
    },
    () => refsAs(({ pathname }) => `../${pathname.split("/").slice(-2).join("/")}`),
  ),
  oddity(
    {
      id: "refs-other-host",
      title: "$ref has the public host of a server behind a proxy",
      requirement: "RFC7643-4.2-MEMBER-REF",
      legal: "RFC 7643 §2.3.7: the URI of the resource; no RFC ties it to the host of the request",
      dialects,
    },
    () => refsAs(({ pathname }) => `https://scim.example.test${pathname}`),
  ),
  oddity(
    {
      id: "schemas-in-other-order",
      title: "schemas names the extensions first",
      requirement: "RFC7643-3-SCHEMAS-ORDER",
      legal: "RFC 7643 §3: the order of schemas says nothing",
      dialects,
    },
    () =>
      showUser((shown) => {
        const { schemas } = shown;
        return Array.isArray(schemas) ? { ...shown, schemas: schemas.toReversed() } : shown;
      }),
  ),
  oddity(
    {
      id: "unassigned-shown",
      title: "What is unassigned is shown, as null or as an empty list",
      requirement: "RFC7643-2.5-UNASSIGNED",
      legal: "RFC 7643 §2.5: null, an empty list and no attribute are the same",
      dialects,
    },
    () => showUser((shown) => ({ title: null, nickName: null, emails: [], phoneNumbers: [], name: null, ...shown })),
  ),
  oddity(
    {
      id: "names-in-odd-case",
      title: "Names of attributes are answered in another case than the RFC's",
      requirement: "RFC7643-2.1-NAME-CASE",
      legal: "RFC 7643 §2.1: names of attributes have no case",
      dialects,
    },
    () => ({
      onRespond: (_, reply) => (isJsonObject(reply.body) ? { ...reply, body: inSmallLetters(reply.body) } : undefined),
    }),
  ),
  oddity(
    {
      id: "parts-of-the-server",
      title: "Emails, members and meta have sub-attributes that no RFC knows, and so have users",
      requirement: "RFC7644-3.5.1-200-FULL",
      legal: "RFC 7643 §2.1 and RFC 7644 §3.1: what a client does not know it ignores",
      dialects,
    },
    () => ({
      onShow(_, shown) {
        const marked = (name: string): JsonObject =>
          shown[name] === undefined ? {} : { [name]: mapIn(shown[name], (entry) => ({ ...entry, verified: true })) };
        const { meta } = shown;
        return {
          ...shown,
          ...marked("emails"),
          ...marked("members"),
          ...(isJsonObject(meta) ? { meta: { ...meta, tenant: "acme" } } : {}),
          "x-source": "directory",
        };
      },
    }),
  ),
  oddity(
    {
      id: "empty-list-without-resources",
      title: "A list of nothing has no Resources",
      requirement: "RFC7644-3.4.2-LIST",
      legal: "RFC 7644 §3.4.2: Resources is required only where totalResults is not zero",
      dialects,
    },
    () =>
      answerList((body, found) =>
        found.length === 0 && body["totalResults"] === 0 ? omit(body, "Resources", "startIndex", "itemsPerPage") : body,
      ),
  ),
  oddity(
    {
      id: "indirect-groups-unknown",
      title: "groups of a user has direct groups alone",
      requirement: "RFC7643-4.1.2-GROUPS-FOLLOW",
      legal: "RFC 7643 §4.1.2 says which groups may be there, not that all kinds are",
      dialects,
    },
    () =>
      showUser((shown) => ({ ...shown, groups: objectsIn(shown["groups"]).filter(({ type }) => type !== "indirect") })),
  ),
  oddity(
    {
      id: "deleted-members-stay",
      title: "A group keeps the id of a user who was deleted, without a $ref",
      requirement: "RFC7643-4.2-DANGLING",
      legal: "RFC 7643 §2.3.7: a provider may, and need not, keep references whole",
      dialects,
    },
    () => ({
      ...keepDeletedMembers(),
      // What a group has may be sent back to it.
      onUnknownMember: ({ before }, id) =>
        membersOf(before?.attributes ?? {}).some(({ value }) => value === id) ? "store" : undefined,
    }),
  ),
  oddity(
    {
      id: "members-declared-on-request",
      title: "Members are shown when they are asked for, as the schema says",
      requirement: "RFC7643-7-RET-DEFAULT",
      legal: "RFC 7643 §7: returned request is a choice that the schema declares; RFC 7644 §3.9 is how to ask",
      dialects,
    },
    () =>
      answerMembersIf(
        (call) => call.method !== "GET" || /\bmembers\b/iu.test(call.query.get("attributes") ?? ""),
        MEMBERS_ON_REQUEST,
      ),
  ),
  oddity(
    {
      id: "members-shown-to-who-names-them",
      title: "Members are shown when they are asked for, and in the answer to a write that names them",
      requirement: "RFC7643-7-RET-REQUEST",
      legal: "RFC 7643 §7: what is returned on request is in the answer to a write where the client specified it",
      dialects,
    },
    () =>
      answerMembersIf((call) => {
        const asked = call.method === "GET" ? (call.query.get("attributes") ?? "") : call.bytes.toString("utf8");
        return /\bmembers\b/iu.test(asked);
      }, MEMBERS_ON_REQUEST),
  ),
];

/** Three names in small letters, in a resource and in those of a list: what is answered, not what the server knows them by. */
function inSmallLetters(body: JsonObject): JsonObject {
  const renamed = Object.entries(body).map(([name, value]): [string, Json] => [
    name === "userName" || name === "displayName" || name === "nickName" ? name.toLowerCase() : name,
    name === "Resources" ? objectsIn(value).map(inSmallLetters) : value,
  ]);
  return Object.fromEntries(renamed);
}
