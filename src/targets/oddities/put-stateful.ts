import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { inSteps, makeIds, oddity, refuseParallel, showMembers, showTimes } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const ids = "RFC7643-3.1-ID-STABLE";
const replaced = "RFC7644-3.5.1-MEMBERS-REPLACED";
const integrity = "RFC7643-2.3.7-REF-INTEGRITY";

/** Unusual and legal ways of a server with PUT that depend on what came before, or at the same time. */
export const PUT_STATEFUL: readonly Oddity[] = [
  oddity(
    {
      id: "put-parallel-409",
      title: "A PUT of a group that comes while another of it is being done is refused with 409, and changes nothing",
      requirement: replaced,
      legal: "RFC 7644 §3.12: 409 for a conflict with the state of the server",
      dialects: ["cube", "maia"],
    },
    () => refuseParallel("PUT", () => new ScimError(409, "The group is being changed.")),
  ),
  oddity(
    {
      id: "members-empty-by-turns",
      title: "A group without members is shown with an empty list and without the attribute, by turns",
      requirement: replaced,
      legal: "RFC 7643 §2.5: absent and empty are the same state; the document does not require members",
    },
    () => {
      let turn = 0;
      return showMembers((members) => {
        if (members.length > 0) return members;
        turn += 1;
        return turn % 2 === 0 ? undefined : [];
      });
    },
  ),
  oddity(
    {
      id: "member-display-first-kept",
      title: "The display of a member is the one with which it first came to the group",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      legal: "RFC 7643 §4.2: value identifies a member; §2.4: display is a name for people",
    },
    () => ({
      onPut(_, attributes, before) {
        if (before.type !== "Group") return undefined;
        const had = new Map(membersOf(before.attributes).map((member) => [member.value, member]));
        return { ...attributes, members: membersOf(attributes).map((member) => had.get(member.value) ?? member) };
      },
    }),
  ),
  oddity(
    {
      id: "times-in-steps",
      title: "The times in meta go in steps of two seconds",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      legal: "RFC 7643 §3.1 and §2.3.5 set no precision; two updates within two seconds share a time",
    },
    () => showTimes(inSteps),
  ),
  oddity(
    {
      id: "ids-with-dots",
      title: "Ids contain dots and hyphens",
      requirement: ids,
      legal: "RFC 7643 §3.1: an id is any non-empty text",
      dialects: ["cube", "maia"],
    },
    () => makeIds((count) => `g.${count}.eu-west-1`),
  ),
  oddity(
    {
      id: "ids-within-others",
      title: "Each id is the beginning of the next one",
      requirement: ids,
      legal: "RFC 7643 §3.1: an id is any non-empty text",
      dialects: ["cube", "maia"],
    },
    () => makeIds((count) => `u${"1".repeat(count)}`),
  ),
  oddity(
    {
      id: "group-members-shuffled",
      title: "Members are answered in another order each time",
      requirement: replaced,
      legal: "RFC 7643 §2.4: a multi-valued attribute is a set without an order",
      dialects: ["maia"],
    },
    () => {
      let turn = 0;
      return {
        onShow(_, shown, { type }) {
          const { members } = shown;
          if (type !== "Group" || !Array.isArray(members) || members.length === 0) return undefined;
          turn += 1;
          const at = turn % members.length;
          return { ...shown, members: [...members.slice(at), ...members.slice(0, at)] };
        },
      };
    },
  ),
  oddity(
    {
      id: "group-unknown-members-dropped",
      title: "Members that name no resource are left out, the others stored",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice; the answer shows what was stored",
      dialects: ["maia"],
    },
    () => ({ onUnknownMember: () => "drop" }),
  ),
  oddity(
    {
      id: "group-unknown-members-stored",
      title: "Members that name no resource are stored like others",
      requirement: integrity,
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice",
      dialects: ["maia"],
    },
    () => ({ onUnknownMember: () => "store" }),
  ),
];
