import { textAttribute } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import { addMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { styleOf } from "./style.ts";

const TARGET_ONLY = "RFC7644-3.5.2-TARGET-ONLY";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";

/** The client's id of a Group need not be its alone (RFC 7643 section 3.1): a PATCH goes by the id in its URL. */
export const patchSameExternalId: Scenario = {
  id: "patch.group.same-external-id",
  title: "A PATCH of one of two Groups of the same `externalId` leaves the other alone",
  depth: "standard",
  requirements: [TARGET_ONLY, APPEND],
  users: 3,
  groups: 2,
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = "", c = ""] = await context.users(3);
    const first = await context.group([a]);
    const second = await context.group([b]);
    const externalId = context.name("shared external id");
    for (const group of [first, second]) await give(context, group, externalId);
    const answer = await context.write(second.id, addMembers(style, [c]), {
      title: "PATCH: add a member to the second of two Groups of the same `externalId`",
      intent: { kind: "valid" },
    });
    await expectPatched(context, {
      group: second,
      answer,
      expected: stateOf(second.displayName, [b, c]),
      shape: "members-few",
      rules: patchRules(APPEND),
      changes: true,
    });
    await expectUnchanged(context, {
      id: first.id,
      before: first,
      requirement: TARGET_ONLY,
      shape: "members-few",
      although: "the PATCH named the other Group of that `externalId`",
    });
  },
};

/** @throws NoVerdict `not-applicable` where the Group does not get this id: a server may let nobody else have it */
async function give(context: ScenarioContext, group: GroupFixture, externalId: string): Promise<void> {
  const answer = await context.write(group.id, [{ op: "replace", path: "externalId", value: externalId }], {
    title: "PATCH: an `externalId` that two Groups are to have",
    intent: { kind: "open", why: "the `externalId` of another Group" },
  });
  needAnswer(answer);
  if (!isSuccess(answer))
    throw new NoVerdict("not-applicable", `the \`externalId\` of two Groups was answered ${statusText(answer)}`);
  const seen = await context.read(group.id, { ...group, externalId });
  if (seen.kind !== "present" || textAttribute(seen.resource, "externalId") !== externalId)
    throw new NoVerdict("not-applicable", "the server does not show the `externalId` that was sent");
}
