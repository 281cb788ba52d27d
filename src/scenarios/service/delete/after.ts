import { membersOf, textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, described } from "../described.ts";
import { nestedIn } from "../groups/nested.ts";
import {
  keyOf,
  learn,
  makeGroup,
  makeUser,
  open,
  read,
  readGroup,
  readThere,
  say,
  serviceScenario,
  statusOf,
} from "../kit.ts";

const REUSE = "RFC7644-3.6-REUSE";
const DANGLING = "RFC7643-4.2-DANGLING";
const GET = "RFC7644-3.4.1-GET";
const OTHERS = "RFC7644-3.6-TARGET-ONLY";

/** Who is gone is in nobody's way: the `userName` can be given again. */
export const reuse: Scenario = serviceScenario({
  id: "service.delete.name-reusable",
  title: "The `userName` of a User who was deleted can be given again",
  requirements: [REUSE, GET],
  needs: ["POST User collection", "DELETE User resource"],
  run: async (context) => {
    const first = await makeUser(context, "first");
    const gone = await context.service.remove({ type: "User", id: first.id, title: "DELETE the User" });
    needAnswer(gone);
    if (!isSuccess(gone)) throw new NoVerdict("blocked", `DELETE was answered ${statusText(gone)}`);
    const { exchange, id } = await context.service.create({
      type: "User",
      body: { ...context.userBody("second"), userName: first.body["userName"] },
      title: "make a User with the `userName` of one who was deleted",
      intent: open("a `userName` of the past"),
    });
    needAnswer(exchange);
    const isRefused = statusOf(exchange) >= 400 && statusOf(exchange) < 500;
    if (id === undefined && !isRefused)
      throw new NoVerdict("inconclusive", `POST was answered ${statusText(exchange)}`);
    say(context, {
      requirement: REUSE,
      invariant: "reuse",
      holds: id !== undefined,
      expected: ["201"],
      actual: statusText(exchange),
      message: "The `userName` of a User who was deleted cannot be given again.",
      operation: keyOf(context, "POST User collection"),
    });
    if (id === undefined) return;
    // An id must not be given to another (RFC 7643 section 3.1), and whether who has the old name is another nobody says:
    // some servers take the name for the id.
    learn(
      context,
      "user-made-again",
      "A User with the name of one who was deleted",
      id === first.id ? "has the old id" : "has an id of its own",
    );
    // What came back must be a User of its own, not the old one.
    const { resource } = await readThere(context, "User", id);
    const externalId = textAttribute(resource, "externalId");
    say(context, {
      requirement: GET,
      invariant: "reused",
      holds: externalId === undefined || externalId !== first.body["externalId"],
      expected: ["the second User"],
      actual: "the `externalId` of the first",
      message: "A User who was made with the name of one who was deleted is shown with the old one's values.",
      operation: keyOf(context, "POST User collection"),
    });
  },
});

/** What becomes of a membership when the member is deleted is the server's choice; the Group stays readable. */
export const members: Scenario = serviceScenario({
  id: "service.delete.members",
  title: "A Group can be read after the DELETE of a member, and what became of the membership is told",
  requirements: [DANGLING, OTHERS],
  needs: ["POST User collection", "POST Group collection", "DELETE User resource"],
  makes: { users: 2, groups: 2 },
  run: async (context) => {
    const stays = await makeUser(context, "stays");
    const goes = await makeUser(context, "goes");
    const group = await makeGroup(context, "group", [stays.id, goes.id]);
    const alone = await makeGroup(context, "of one", [goes.id]);
    const before = await readThere(context, "Group", group.id, (seen) => membersOf(seen).values.has(goes.id));
    if (!membersOf(before.resource).values.has(goes.id)) {
      throw new NoVerdict("blocked", "the Group does not show the members that it was made with");
    }
    const gone = await context.service.remove({ type: "User", id: goes.id, title: "DELETE a member" });
    needAnswer(gone);
    if (!isSuccess(gone)) {
      learn(context, "delete.member", "The DELETE of a User who is a member", `is refused with ${statusText(gone)}`);
      throw new NoVerdict("not-applicable", `the DELETE of a member is refused with ${statusText(gone)}`);
    }
    const { exchange, resource } = await readGroup(context, group.id, (seen) => {
      const { values } = membersOf(seen);
      return values.has(stays.id) && !values.has(goes.id);
    });
    const operation = keyOf(context, "DELETE User resource");
    const shown = resource === undefined ? undefined : membersOf(resource).values;
    say(context, {
      requirement: OTHERS,
      alsoViolates: [DANGLING],
      invariant: "group",
      holds: shown?.has(stays.id) === true,
      expected: ["the Group, and the member who was not deleted"],
      actual: shown === undefined ? statusText(exchange) : `${shown.size} members, not the one who stays`,
      message: "After the DELETE of a member the Group is not shown with the others.",
      operation,
    });
    const { exchange: last, resource: empty } = await readGroup(context, alone.id, () => true);
    // Where no Group may be without members, what becomes of one whose last member goes is not told by any RFC.
    const needsMembers = attributeNamed((await described(context, "Group"))?.attributes, "members")?.required === true;
    say(context, {
      requirement: needsMembers ? DANGLING : OTHERS,
      ...(needsMembers ? {} : { alsoViolates: [DANGLING] }),
      invariant: "last-member",
      holds: empty !== undefined,
      expected: ["the Group, without members or with the one who is gone"],
      actual: statusText(last),
      message: "With a User a Group was deleted in which nobody else was.",
      operation,
    });
    const isLeft = shown?.has(goes.id) === true;
    learn(
      context,
      "delete.member",
      "A deleted User in the members of a Group",
      isLeft ? "stays listed" : "is taken out",
    );
    say(context, {
      requirement: DANGLING,
      invariant: "member",
      holds: !isLeft,
      expected: ["the deleted User is no member any more"],
      actual: "it is still listed",
      message: "A User who was deleted is still listed in the members of a Group.",
      operation,
    });
  },
});

/** Who is in a Group is not part of it: with the Group nobody goes. */
export const membersStay: Scenario = serviceScenario({
  id: "service.delete.group-members-stay",
  title: "The DELETE of a Group deletes none of its members",
  requirements: [OTHERS],
  needs: ["POST User collection", "POST Group collection", "GET User resource", "DELETE Group resource"],
  makes: { users: 2, groups: 1 },
  run: async (context) => {
    const [one, two] = [await makeUser(context, "one"), await makeUser(context, "two")];
    const group = await makeGroup(context, "group", [one.id, two.id]);
    const before = await readGroup(context, group.id, (seen) => membersOf(seen).values.size === 2);
    if (before.resource === undefined || membersOf(before.resource).values.size !== 2)
      throw new NoVerdict("blocked", "the Group does not show the members that it was made with");
    const gone = await context.service.remove({ type: "Group", id: group.id, title: "DELETE the Group" });
    needAnswer(gone);
    if (!isSuccess(gone)) {
      learn(context, "delete.group", "The DELETE of a Group with members", `is refused with ${statusText(gone)}`);
      throw new NoVerdict("not-applicable", `the DELETE of a Group with members is refused with ${statusText(gone)}`);
    }
    const seen = [await read(context, "User", one.id), await read(context, "User", two.id)];
    const lost = seen.filter(({ resource }) => resource === undefined);
    say(context, {
      requirement: OTHERS,
      invariant: "members",
      holds: lost.length === 0,
      expected: ["both members"],
      actual: `${lost.length} of them gone (${lost.map(({ exchange }) => statusText(exchange)).join(", ")})`,
      message: "With a Group its members were deleted.",
      operation: keyOf(context, "DELETE Group resource"),
    });
  },
});

/** A Group that is deleted is taken out of the one that it was in, and nobody else is. */
export const nestedStays: Scenario = serviceScenario({
  id: "service.delete.nested-group",
  title: "The DELETE of a Group in a Group leaves the others in the outer one",
  requirements: [OTHERS],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "DELETE Group resource"],
  makes: { users: 3, groups: 2 },
  run: async (context) => {
    const { outer, inner, both, beside } = await nestedIn(context);
    const gone = await context.service.remove({ type: "Group", id: inner, title: "DELETE the Group inside" });
    needAnswer(gone);
    if (!isSuccess(gone)) {
      learn(context, "delete.nested", "The DELETE of a Group in a Group", `is refused with ${statusText(gone)}`);
      throw new NoVerdict("not-applicable", `the DELETE of a Group in a Group is refused with ${statusText(gone)}`);
    }
    const { exchange, resource } = await readGroup(context, outer, (seen) =>
      [both, beside].every((id) => membersOf(seen).values.has(id)),
    );
    const shown = resource === undefined ? undefined : membersOf(resource).values;
    const left = [both, beside].filter((id) => shown?.has(id) === true).length;
    say(context, {
      requirement: OTHERS,
      invariant: "nested",
      holds: left === 2,
      expected: ["the outer Group, and both Users in it"],
      actual: resource === undefined ? statusText(exchange) : `${left} of 2 Users`,
      message: "With a Group in a Group others were taken out of the outer one.",
      operation: keyOf(context, "DELETE Group resource"),
      exchanges: [exchange],
    });
  },
});
