import type { ScenarioContext } from "../scenarios/index.ts";
import { attributeOf, isObject, type JsonObject } from "../scim/index.ts";
import type { Binder } from "./bind.ts";
import { isNobody, usersOfEdit } from "./history.ts";
import type { Ground } from "./run-types.ts";

const FOLLOWS = "RFC7643-4.1.2-GROUPS-FOLLOW";

// One history in so many is looked at from the users' side: it costs a request a user.
const EVERY = 3;
const USERS_AT_MOST = 2;

/**
 * Looks, after some of the histories, and after each from the first that fails on, whether `User.groups` tells what `Group.members` does (RFC 7643 section 4.1.2), on
 * servers that show `groups` at all.
 */
export function followGroups(context: ScenarioContext, binder: Binder): NonNullable<Ground["after"]> {
  let seen = 0;
  let shows = false;
  // What was found once, or before, is looked for every time: else what always fails would seem to come back by chance.
  let isFound = context.effort.replay !== undefined;
  return async ({ world, idOf, last }) => {
    seen += 1;
    if (!context.canRead || (!isFound && seen % EVERY !== 0) || last === undefined) return;
    for (const user of [...new Set(usersOfEdit(last))].filter((one) => !isNobody(one)).slice(0, USERS_AT_MOST)) {
      const observation = await context.read(binder.idOf(user), undefined, "User");
      if (observation.kind !== "present") return;
      const groups = groupsOf(observation.resource);
      shows ||= groups !== undefined && groups.size > 0;
      // A server that never shows groups offers no such look.
      if (!shows) continue;
      for (const [group, { members }] of world) {
        const common = { requirement: FOLLOWS, invariant: "groups", shape: "none" } as const;
        const isMember = members.has(user);
        if ((groups?.has(idOf(group)) ?? false) === isMember) {
          context.judge({ ...common, outcome: "passed" });
          continue;
        }
        isFound = true;
        context.judge({
          ...common,
          outcome: "failed",
          expected: [isMember ? "the Group among the user's `groups`" : "the Group not among the user's `groups`"],
          actual: groups === undefined ? "no `groups`" : `${groups.size} groups, ${isMember ? "without" : "with"} it`,
          message: "`groups` of a user does not tell what `members` of the Group does.",
          pointer: "/groups",
        });
      }
    }
  };
}

function groupsOf(user: JsonObject): ReadonlySet<string> | undefined {
  const groups = attributeOf(user, "groups");
  if (!Array.isArray(groups)) return undefined;
  const values = groups.flatMap((entry: unknown): string[] => {
    const value = isObject(entry) ? attributeOf(entry, "value") : undefined;
    return typeof value === "string" ? [value] : [];
  });
  return new Set(values);
}
