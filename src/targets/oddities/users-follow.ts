import { membersOf } from "../core/resource.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

/** What may become of Users when a Group is written. */
export const USERS_FOLLOW: readonly Oddity[] = [
  oddity(
    {
      id: "users-follow-groups",
      title: "A User whose groups change with a Group counts as modified",
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      legal: "RFC 7643 §4.1.2: the groups of a User change with the Group, and meta (§3.1) is the provider's",
      dialects: ["cube", "maia", "lighton", "strongdm", "rfc"],
    },
    () => ({
      onStore(call, after, before) {
        if (after.type !== "Group") return undefined;
        const { store, clock } = call.service;
        const [had, has] = [before, after].map((group) =>
          group === undefined ? [] : membersOf(group.attributes).map(({ value }) => value),
        );
        for (const id of new Set([...(had ?? []), ...(has ?? [])])) {
          const user = store.get("User", id);
          if (user === undefined || had?.includes(id) === has?.includes(id)) continue;
          store.save({ ...user, lastModified: clock.next(), version: user.version + 1 });
        }
        return undefined;
      },
    }),
  ),
];
