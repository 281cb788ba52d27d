import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { membersOf, type Resource } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { idsOf } from "../faults/build.ts";
import { gathered, rebased } from "../faults/build-histories.ts";
import { PATCHERS } from "../faults/build-patch.ts";
import { inSteps, makeIds, oddity, refuseParallel, rotateMembers, showMembers, showTimes } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const dialects = PATCHERS;
const kept = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";
const order = "RFC7644-3.5.2.1-MULTI-APPEND";
const ids = "RFC7643-3.1-ID-STABLE";
const anyId = "RFC 7643 §3.1: an id is any non-empty text; in a URL it is percent-encoded (RFC 3986 §2.1)";
const set = "RFC 7643 §2.4: a multi-valued attribute is a set without an order";

/** Unusual and legal ways of a server with PATCH that depend on what came before, or at the same time. */
export const PATCH_STATEFUL: readonly Oddity[] = [
  oddity(
    {
      id: "patch-parallel-409",
      title: "A PATCH of a group that comes while another of it is being done is refused with 409, and changes nothing",
      requirement: kept,
      legal: "RFC 7644 §3.12: 409 for a conflict with the state of the server; what is refused was never acknowledged",
      dialects,
    },
    () => refuseParallel("PATCH", (call) => new ScimError(409, `${call.id ?? ""} is being changed. Try again.`)),
  ),
  oddity(
    {
      id: "patch-parallel-429",
      title: "A PATCH of a group that comes while another of it is being done is refused with 429 and Retry-After: 0",
      requirement: kept,
      legal: "RFC 6585 §4: a server may limit the rate, and says when to try again",
      dialects,
    },
    () => refuseParallel("PATCH", () => new ScimError(429, "Too many changes.", { headers: { "Retry-After": "0" } })),
  ),
  oddity(
    {
      id: "patch-parallel-503",
      title: "A PATCH of a group that comes while another of it is being done is refused with 503 and Retry-After: 0",
      requirement: kept,
      legal: "RFC 9110 §15.6.4: a passing state that the server says will pass; nothing changes",
      dialects,
    },
    () =>
      refuseParallel("PATCH", () => new ScimError(503, "The group is locked.", { headers: { "Retry-After": "0" } })),
  ),
  oddity(
    {
      id: "patch-parallel-gathered",
      title: "PATCHes of a group that come within 25 ms are stored together, each on what the one before it left",
      requirement: kept,
      legal: "RFC 7644 §3.5.2 sets no time; nothing that was acknowledged is lost",
      dialects,
    },
    () => ({
      ...gathered(),
      onStore: (call, after, before) =>
        before === undefined || before === after || after.type !== "Group" ? undefined : rebased(call, after, before),
    }),
  ),
  oddity(
    {
      id: "patch-members-shuffled",
      title: "Members are answered in another order each time",
      requirement: order,
      legal: set,
      dialects,
    },
    rotateMembers,
  ),
  oddity(
    {
      id: "patch-members-sorted",
      title: "Members are answered in the order of their ids",
      requirement: order,
      legal: set,
      dialects,
    },
    () => showMembers((members) => members.sort((left, right) => (left.value < right.value ? -1 : 1))),
  ),
  oddity(
    {
      id: "patch-slow-by-turns",
      title: "Every second answer takes 30 ms, so that parallel answers come in another order than was asked",
      requirement: "OPENAPI-RESPONSE-RECEIVED",
      legal: "No RFC sets a time, or an order for answers on connections of their own",
      dialects,
    },
    () => {
      let count = 0;
      return {
        onWire(_, wire) {
          count += 1;
          return count % 2 === 0 ? { ...wire, delayMs: 30 } : undefined;
        },
      };
    },
  ),
  oddity(
    {
      id: "patch-rate-limited",
      title: "Every seventh PATCH is refused with 429 and Retry-After: 0",
      requirement: "OPENAPI-STATUS-DECLARED",
      legal: "RFC 6585 §4: a server may limit the rate, and says when to try again",
      dialects,
    },
    () => {
      let count = 0;
      return {
        onRequest(call) {
          if (call.method !== "PATCH") return undefined;
          count += 1;
          if (count % 7 === 0) throw new ScimError(429, "Too many requests.", { headers: { "Retry-After": "0" } });
          return undefined;
        },
      };
    },
  ),
  oddity(
    {
      id: "patch-deleted-user-stays",
      title: "A user who is deleted stays in the members of groups until somebody removes it",
      requirement: "RFC7643-2.3.7-REF-INTEGRITY",
      legal: "RFC 7643 §2.3.7: enforcing references is the server's choice",
      dialects,
    },
    () => keepDangling(),
  ),
  oddity(
    {
      id: "patch-times-in-steps",
      title: "created and lastModified go in steps of two seconds",
      requirement: "RFC7643-3.1-META-LASTMOD-MOVES",
      legal: "RFC 7643 §3.1 and §2.3.5 set no precision; two updates within two seconds share a time",
      dialects: ["lighton"],
    },
    () => showTimes(inSteps),
  ),
  oddity(
    { id: "patch-ids-with-dots", title: "Ids contain dots and hyphens", requirement: ids, legal: anyId, dialects },
    () => makeIds((count) => `u.${count}.eu-west-1`),
  ),
  oddity(
    {
      id: "patch-ids-with-spaces",
      title: "Ids contain spaces and an apostrophe",
      requirement: ids,
      legal: anyId,
      dialects,
    },
    () => makeIds((count) => `no ${count} o'neil`),
  ),
  oddity(
    {
      id: "patch-ids-with-slash",
      title: "Ids contain a slash, a percent sign and a question mark",
      requirement: ids,
      legal: anyId,
      dialects,
    },
    () => makeIds((count) => `eu/${count}%2F?x`),
  ),
  oddity(
    {
      id: "patch-ids-within-others",
      title: "Each id is the beginning of the next one",
      requirement: ids,
      legal: anyId,
      dialects,
    },
    () => makeIds((count) => `u${"1".repeat(count)}`),
  ),
];

/** Puts a deleted user back into the groups that it was in. */
function keepDangling(): Hooks {
  const groups = new WeakMap<Call, readonly Resource[]>();
  return {
    onRequest(call) {
      if (call.method === "DELETE") groups.set(call, call.service.store.list("Group"));
      return undefined;
    },
    onDelete(call, { id, type }) {
      const had = (groups.get(call) ?? []).filter(({ attributes }) => idsOf(membersOf(attributes)).has(id));
      if (type === "User") for (const group of had) call.service.store.save(group);
    },
  };
}
