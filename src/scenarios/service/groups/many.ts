import type { JsonObject } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, makeGroup, makeUser, readThere, say, serviceScenario } from "../kit.ts";
import { entryOf } from "./memberships.ts";

const FOLLOW = "RFC7643-4.1.2-GROUPS-FOLLOW";

// Beyond the pages of 10 and 20 that lists are cut to, and few enough to be made.
const GROUPS = 21;

/** All Groups, not the first few: whoever decides by `groups` what a User may do is told of each. */
export const manyGroups: Scenario = serviceScenario({
  id: "service.groups.many",
  title: `\`groups\` of a User who is in ${GROUPS} Groups shows each of them`,
  requirements: [FOLLOW],
  needs: ["POST User collection", "POST Group collection", "GET User resource"],
  makes: { users: 1, groups: GROUPS },
  run: async (context) => {
    const user = await makeUser(context, "member");
    const first = (await makeGroup(context, "group 0", [user.id])).id;
    const isIn = (seen: JsonObject, group: string): boolean => entryOf(seen, group) !== undefined;
    const { resource: early } = await readThere(context, "User", user.id, (seen) => isIn(seen, first));
    if (!isIn(early, first))
      throw new NoVerdict("not-applicable", "the server does not show `groups` of a User who is in a Group");
    const groups = [first];
    for (let index = 1; index < GROUPS; index += 1)
      groups.push((await makeGroup(context, `group ${index}`, [user.id])).id);
    const { exchange, resource } = await readThere(context, "User", user.id, (seen) =>
      groups.every((group) => isIn(seen, group)),
    );
    const shown = groups.filter((group) => isIn(resource, group)).length;
    say(context, {
      requirement: FOLLOW,
      invariant: "many",
      holds: shown === GROUPS,
      expected: [`${GROUPS} Groups`],
      actual: `${shown} of them`,
      message: "A User who is in many Groups does not show all of them in `groups`.",
      operation: keyOf(context, "GET User resource"),
      exchanges: [exchange],
    });
  },
});
