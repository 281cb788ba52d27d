import type { Exchange } from "../../result/index.ts";
import { compareMembers, sameMembers } from "../../scim/index.ts";
import { answeredState, isRefusal, needAnswer, statusText } from "../answer.ts";
import type { GroupFixture, ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, memberEntry, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const CASE = "RFC7643-2.1-NAME-CASE";
const DECLARED = "RFC7643-2.1-NAME-DECLARED";

/** A member's `display` is for people: whoever it names, the member is the one of `value` (RFC 7643 section 4.2). */
export const memberDisplay: Scenario = {
  id: "put.group.members.display",
  title: "A member is the one of `value`, whatever its `display` says",
  depth: "standard",
  requirements: ["RFC7643-4.2-MEMBER-VALUE", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a]);
    const other = context.userName(c) ?? "Somebody Else";
    const members = [
      { ...memberEntry(context, a), display: other },
      { ...memberEntry(context, b), display: "One of two of the same name" },
    ];
    const answer = await context.write(group.id, groupBody(context, group, { members }), {
      title: "PUT 2 members, one with the `display` of a third user",
      intent: { kind: "valid" },
    });
    const expected = stateOf(group.displayName, [a, b]);
    await expectWritten(context, { group, answer, expected, shape: "members-few", about: "RFC7643-4.2-MEMBER-VALUE" });
  },
};

/**
 * Attribute names have no case (RFC 7643 section 2.1): `Members` with a `Value` is `members` with a `value`. A document's
 * schema knows each name in one spelling, in which the names of JSON have case: a server that takes another one for
 * something that it does not know keeps its document, and that is told.
 */
export const memberNameCase: Scenario = {
  id: "put.group.members.name-case",
  title: "`Members` in another case is `members`",
  depth: "standard",
  requirements: [CASE, DECLARED, "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a, b]);
    const entries = [b, c].map((id) =>
      Object.fromEntries(
        Object.entries(memberEntry(context, id)).map(([name, value]) => [name === "value" ? "Value" : name, value]),
      ),
    );
    const body = groupBody(context, { displayName: context.name("case") }, { Members: entries });
    const byRfcAlone = context.contract.profile.generic;
    // Where the document's own schema would refuse the spelling, a refusal obeys the document.
    const answer = await context.write(group.id, body, {
      title: "PUT a new name and 2 members under `Members`, each with a `Value`",
      intent:
        byRfcAlone && context.fits(body)
          ? { kind: "valid" }
          : { kind: "open", why: "the declared schema knows the attribute in one case only" },
    });
    const expected = stateOf(context.name("case"), [b, c]);
    if (!byRfcAlone && (await isUnknownName(context, group, answer, expected.displayName))) {
      context.judge({
        requirement: DECLARED,
        invariant: "members",
        shape: "members-name-case",
        outcome: "failed",
        expected: ["the members sent"],
        actual: statusText(answer),
        message: "Names of attributes are taken in the case of the declared schema alone: `Members` is not `members`.",
      });
      return;
    }
    await expectWritten(context, { group, answer, expected, shape: "members-name-case", about: CASE });
    context.judge({ requirement: DECLARED, invariant: "members", shape: "members-name-case", outcome: "passed" });
  },
};

/** True where a server did with `Members` what it does with a name that it does not know: it refused it, or passed over it. */
async function isUnknownName(
  context: ScenarioContext,
  group: GroupFixture,
  answer: Exchange,
  displayName: string,
): Promise<boolean> {
  needAnswer(answer);
  if (isRefusal(answer)) {
    return await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      shape: "members-name-case",
      although: `the PUT was refused with ${statusText(answer)}`,
    });
  }
  const seen = await context.read(group.id, { displayName, members: group.members });
  const shown = seen.kind === "not-offered" ? answeredState(answer) : seen.kind === "present" ? seen : undefined;
  if (shown?.displayName !== displayName) return false;
  // Without the name it knows, it is a PUT without members: they are kept, or cleared.
  return shown.members.values.size === 0 || sameMembers(compareMembers(group.members, shown.members.values));
}
