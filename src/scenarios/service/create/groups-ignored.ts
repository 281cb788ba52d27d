import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { entryOf, hasMember, needMember } from "../groups/memberships.ts";
import { keyOf, makeGroup, makeUser, needSaid, open, readGroup, readThere, say, serviceScenario } from "../kit.ts";

const READ_ONLY = "RFC7643-4.1.2-GROUPS-RO";
const IGNORED = "RFC7644-3.3-RO-IGNORED";

/** Who says of himself that he is in a Group is not: membership is changed through the Group (RFC 7643 section 4.1.2). */
export const groupsIgnored: Scenario = serviceScenario({
  id: "service.create.groups-ignored",
  title: "A User who is made with a Group in `groups` is no member of it",
  requirements: [READ_ONLY, IGNORED],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "GET User resource"],
  makes: { users: 2, groups: 1 },
  run: async (context) => {
    const member = await makeUser(context, "member");
    const group = await makeGroup(context, "group", [member.id]);
    await needMember(context, { group: group.id, member: member.id });
    const { exchange, id } = await context.service.create({
      type: "User",
      body: {
        ...context.userBody("own"),
        groups: [{ value: group.id, display: group.body["displayName"], type: "direct" }],
      },
      title: "make a User with a Group in `groups`",
      intent: open("readOnly attributes in the body of a creation"),
    });
    needAnswer(exchange);
    needSaid(exchange);
    if (id === undefined || !isSuccess(exchange)) {
      // That it is to be ignored and no reason to refuse is what `service.create.read-only-ignored` says.
      throw new NoVerdict("not-applicable", `a User with \`groups\` was answered ${statusText(exchange)}`);
    }
    const after = await readGroup(context, group.id, hasMember(member.id));
    const user = await readThere(context, "User", id);
    const where = [
      ...(after.resource !== undefined && hasMember(id)(after.resource) ? ["`members` of the Group"] : []),
      ...(entryOf(user.resource, group.id) !== undefined ? ["`groups` of the User"] : []),
    ];
    say(context, {
      requirement: READ_ONLY,
      alsoViolates: [IGNORED],
      invariant: "made",
      shape: "body-read-only",
      holds: where.length === 0,
      expected: ["no member of the Group"],
      actual: `it is in ${where.join(" and in ")}`,
      message: "`groups` in the body of a creation, which is readOnly, made the User a member of the Group.",
      operation: keyOf(context, "POST User collection"),
      exchanges: [exchange, after.exchange, user.exchange],
    });
  },
});
