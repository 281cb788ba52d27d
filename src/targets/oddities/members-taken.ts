import { membersOf } from "../core/resource.ts";
import { invalidValue, ScimError } from "../core/scim-error.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const integrity = "RFC7643-2.3.7-REF-INTEGRITY";

/** Unusual ways to take unknown, repeated and nested members. The target without oddities refuses unknown ones with 400. */
export const MEMBERS_TAKEN: readonly Oddity[] = [
  oddity(
    {
      id: "unknown-members-dropped",
      title: "Members that name no resource are left out, the others stored",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice; the answer shows what was stored",
    },
    () => ({ onUnknownMember: () => "drop" }),
  ),
  oddity(
    {
      id: "unknown-members-stored",
      title: "Members that name no resource are stored like others",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice",
    },
    () => ({ onUnknownMember: () => "store" }),
  ),
  oddity(
    {
      id: "unknown-members-404",
      title: "A request that names an unknown member is refused with 404",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7 leaves it open; 404 is declared by the document and nothing changes",
    },
    () => ({
      onUnknownMember(_, id) {
        throw new ScimError(404, `Member not found: ${id}`);
      },
    }),
  ),
  oddity(
    {
      id: "unknown-members-409",
      title: "A request that names an unknown member is refused with 409",
      requirement: integrity,
      legal: "RFC 7644 §3.12 Table 8: 409 for a conflict with the state of the server; nothing changes",
    },
    () => ({
      onUnknownMember(_, id) {
        throw new ScimError(409, `Member not found: ${id}`);
      },
    }),
  ),
  oddity(
    {
      id: "repeated-members-refused",
      title: "A list that names a member twice is refused with 400",
      requirement: "RFC7643-2.4-NO-DUP",
      legal: "RFC 7643 §2.4: values should not be repeated; no RFC says that a repetition must be taken",
    },
    () => ({
      onIncoming(_, attributes) {
        const ids = membersOf(attributes).map(({ value }) => value);
        if (new Set(ids).size < ids.length) throw invalidValue("members names a resource twice.");
        return undefined;
      },
    }),
  ),
  oddity(
    {
      id: "group-member-refused",
      title: "A group as the member of a group is refused with 400",
      requirement: "RFC7643-4.2-NESTED",
      legal: "RFC 7643 §4.2: nested groups are an option; the document speaks of users only",
    },
    () => ({
      onIncoming(call, attributes) {
        const nested = membersOf(attributes).some(({ value }) => call.service.store.get("Group", value) !== undefined);
        if (nested) throw invalidValue("A group cannot be a member.");
        return undefined;
      },
    }),
  ),
];
