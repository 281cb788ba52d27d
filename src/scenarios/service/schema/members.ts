import { membersOf } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, described } from "../described.ts";
import { keyOf, makeGroup, makeUser, readGroup, say, serviceScenario } from "../kit.ts";

const READ_ONLY = "RFC7643-7-MUT-RO";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

/** A server may keep the members of its Groups to itself; then no body sets them (RFC 7643 section 7). */
export const readOnlyMembers: Scenario = serviceScenario({
  id: "service.schema.read-only-members",
  title: "Where the server's schema calls the members of a Group readOnly, no body sets them",
  requirements: [READ_ONLY, HONEST],
  needs: ["POST User collection", "POST Group collection", "GET Group resource"],
  makes: { users: 1, groups: 1 },
  run: async (context) => {
    const members = attributeNamed((await described(context, "Group"))?.attributes, "members");
    if (members?.mutability !== "readOnly")
      throw new NoVerdict("not-applicable", "the server's own schema does not call the members of a Group readOnly");
    const user = await makeUser(context, "member");
    const group = await makeGroup(context, "own", [user.id]);
    const { resource } = await readGroup(context, group.id, () => true);
    const isSet = resource !== undefined && membersOf(resource).values.has(user.id);
    say(context, {
      requirement: READ_ONLY,
      alsoViolates: [HONEST],
      invariant: "members",
      holds: !isSet,
      expected: ["a Group without the User, or another schema"],
      actual: "the User is a member",
      message: "The server's schema calls the members of a Group readOnly, and a body sets them.",
      operation: keyOf(context, "POST Group collection"),
    });
  },
});
