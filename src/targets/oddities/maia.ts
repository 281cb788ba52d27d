import { isJsonObject, omit } from "../core/json.ts";
import { membersOf } from "../core/resource.ts";
import { invalidValue, ScimError } from "../core/scim-error.ts";
import type { DialectName } from "../types.ts";
import { oddity, showMembers } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects: readonly DialectName[] = ["maia"];
const schema = "OPENAPI-BODY-SCHEMA";

/** Unusual and legal behaviour of Maia. */
export const MAIA_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "meta-not-demanded",
      title: "A body without meta is taken",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      legal: "RFC 7643 §3.1: meta in a request is ignored; the document requires it and names no refusal",
      dialects,
    },
    () => ({ onBody: (_, body) => (isJsonObject(body["meta"]) ? undefined : { ...body, meta: {} }) }),
  ),
  oddity(
    {
      id: "meta-demanded-on-create",
      title: "POST without meta is refused with 400",
      requirement: "RFC7644-3.3-201",
      legal: "The document requires meta in the schema of what is sent, and describes no POST",
      dialects,
    },
    () => ({
      onBody(call, body) {
        if (call.method === "POST" && !isJsonObject(body["meta"])) throw invalidValue("meta is required.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "token-refused-401",
      title: "A wrong token is answered 401",
      requirement: "OPENAPI-SECURITY-ENFORCED",
      legal: "RFC 7644 §3.12: 401 for a missing or wrong credential; the document calls its 403 Unauthorized",
      dialects,
    },
    () => ({
      onError: (_, error) =>
        error.status === 403
          ? new ScimError(401, error.message, { headers: { "WWW-Authenticate": "Bearer" } })
          : undefined,
    }),
  ),
  oddity(
    {
      id: "member-dollar-ref",
      title: "The reference of a member is called $ref as well",
      requirement: schema,
      legal: "RFC 7643 §4.2 calls it $ref; the document's schema is open to further properties",
      dialects,
    },
    () => showMembers((members) => members.map((member) => Object.assign(member, { $ref: member["ref"] ?? "" }))),
  ),
  oddity(
    {
      id: "member-value-alone",
      title: "Members show their value and nothing else",
      requirement: schema,
      legal: "RFC 7643 §4.2: value identifies a member; the document requires no part of one",
      dialects,
    },
    () => showMembers((members) => members.map(({ value }) => ({ value }))),
  ),
  oddity(
    {
      id: "group-plain",
      title: "Groups have neither account, project, environment nor role",
      requirement: schema,
      legal: "RFC 7643 §4.2 has none of them; the document requires none",
      dialects,
    },
    () => ({
      onShow: (_, shown) => omit(shown, "accountId", "accountName", "environment", "projectId", "projectName", "role"),
    }),
  ),
  oddity(
    {
      id: "problem-type-blank",
      title: "The type of every problem is about:blank",
      requirement: schema,
      legal: "RFC 9457 §4.2.1: about:blank is a URI; the document asks for no more than a URI",
      dialects,
    },
    () => ({
      onRespond: (_, reply) =>
        reply.status >= 400 && isJsonObject(reply.body)
          ? { ...reply, body: { ...reply.body, type: "about:blank" } }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "problem-bare",
      title: "A problem has no more than a status",
      requirement: schema,
      legal: "RFC 9457 §3.1: every member is an option; the document requires none",
      dialects,
    },
    () => ({
      onRespond: (_, reply) =>
        reply.status >= 400 && isJsonObject(reply.body)
          ? { ...reply, body: { status: reply.body["status"] ?? reply.status } }
          : undefined,
    }),
  ),
  oddity(
    {
      id: "absent-members-kept",
      title: "A PUT of a group without members keeps those that it has",
      requirement: "RFC7644-3.5.1-OMITTED-CONSISTENT",
      legal: "RFC 7644 §3.5.1: what a body leaves out may be kept or cleared; the document says nothing",
      dialects,
    },
    () => ({
      onPut(call, attributes, before) {
        const absent =
          isJsonObject(call.body) && !Object.keys(call.body).some((name) => name.toLowerCase() === "members");
        return absent && before.type === "Group" ? { ...attributes, members: membersOf(before.attributes) } : undefined;
      },
    }),
  ),
  oddity(
    {
      id: "absent-user-attributes-kept",
      title: "A PUT of a user keeps what its body leaves out",
      requirement: "RFC7644-3.5.1-RW-OMITTED",
      legal: "RFC 7644 §3.5.1: what a body leaves out may be kept or cleared; the document says nothing",
      dialects,
    },
    () => ({
      onPut: (_, attributes, before) => (before.type === "User" ? { ...before.attributes, ...attributes } : undefined),
    }),
  ),
  oddity(
    {
      id: "groups-absent",
      title: "A user in no group is shown without groups",
      requirement: schema,
      legal: "RFC 7643 §2.5: absent and empty are the same state; the document does not require groups",
      dialects,
    },
    () => ({
      onShow: (_, shown) =>
        Array.isArray(shown["groups"]) && shown["groups"].length === 0 ? omit(shown, "groups") : undefined,
    }),
  ),
];
