import { namesIn } from "../core/projection.ts";
import { oddity, pathOf, rotateMembers, showMembers } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const replaced = "RFC7644-3.5.1-MEMBERS-REPLACED";

/** Unusual ways to show the members of a group. */
export const MEMBERS_SHOWN: readonly Oddity[] = [
  oddity(
    {
      id: "members-reversed",
      title: "Members are answered in the reverse of the order in which they were sent",
      requirement: replaced,
      legal: "RFC 7643 §2.4: a multi-valued attribute is a set without an order",
    },
    () => showMembers((members) => members.toReversed()),
  ),
  oddity(
    {
      id: "members-shuffled",
      title: "Members are answered in another order each time",
      requirement: replaced,
      legal: "RFC 7643 §2.4: a multi-valued attribute is a set without an order",
    },
    rotateMembers,
  ),
  oddity(
    {
      id: "member-display-own",
      title: "The display of a member is the server's own, not the one that was sent",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §2.4: display is a name for people; service providers may make it themselves",
    },
    () => showMembers((members) => members.map(({ value }) => ({ value, display: `User ${value.slice(0, 8)}` }))),
  ),
  oddity(
    {
      id: "member-display-absent",
      title: "Members are shown without the display that was sent",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §4.2: only value identifies a member; the document does not require display",
    },
    () => showMembers((members) => members.map(({ value }) => ({ value }))),
  ),
  oddity(
    {
      id: "member-type-and-ref",
      title: "Members carry type and an absolute $ref, which the document does not name",
      requirement: "OPENAPI-BODY-SCHEMA",
      legal: "RFC 7643 §4.2 defines both; the document's schema is open to further properties",
    },
    () =>
      showMembers((members, call) =>
        members.map((member) => {
          const type = call.service.store.find(member.value)?.type ?? "User";
          return Object.assign(member, { type, $ref: `${call.service.origin}${pathOf(call, type, member.value)}` });
        }),
      ),
  ),
  oddity(
    {
      id: "member-ref-relative",
      title: "Members carry a relative $ref",
      requirement: "OPENAPI-BODY-SCHEMA",
      legal: "RFC 7643 §2.3.7: a reference may be a relative URI",
    },
    () =>
      showMembers((members) =>
        members.map((member) => Object.assign(member, { $ref: `../Users/${encodeURIComponent(member.value)}` })),
      ),
  ),
  oddity(
    {
      id: "members-absent-when-empty",
      title: "A group without members has no members attribute",
      requirement: "RFC7644-3.5.1-200-FULL",
      legal: "RFC 7643 §2.5: absent and empty are the same state; the document does not require members",
    },
    () => showMembers((members) => (members.length === 0 ? undefined : members)),
  ),
  oddity(
    {
      id: "members-on-request",
      title: "A GET shows members only when attributes=members asks for them; the answer to a PUT shows them",
      requirement: replaced,
      legal: "RFC 7643 §7: returned may be request; the answer to a write shows what the write contained",
    },
    () =>
      showMembers((members, call) =>
        call.method === "GET" && !namesIn(call.query.get("attributes")).includes("members") ? undefined : members,
      ),
  ),
];
