import { textAttribute } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, TARGET_ONLY, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { addMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const EFFECT = { put: "RFC7644-3.5.1-MEMBERS-REPLACED", patch: "RFC7644-3.5.2.1-MULTI-APPEND" } as const;

/** The client's id of a Group need not be its alone (RFC 7643 section 3.1): a write goes by the id in its URL. */
export function sameExternalId(method: WriteMethod): Scenario {
  const word = method.toUpperCase();
  return {
    id: `${method}.group.same-external-id`,
    title: `A ${word} of one of two Groups of the same \`externalId\` leaves the other alone`,
    depth: "standard",
    requirements: [TARGET_ONLY[method], EFFECT[method]],
    users: 3,
    groups: 2,
    run: async (context) => {
      const [a = "", b = "", c = ""] = await context.users(3);
      const first = await context.group([a]);
      const second = await context.group([b]);
      const externalId = context.name("shared external id");
      for (const group of [first, second]) await give(context, group, externalId, method);
      const write = { group: second, externalId, before: [b], comes: c };
      await (method === "put" ? putOne(context, write) : patchOne(context, write));
      await expectUnchanged(context, {
        id: first.id,
        before: first,
        requirement: TARGET_ONLY[method],
        shape: "members-few",
        although: `the ${word} named the other Group of that \`externalId\``,
      });
    },
  };
}

/** One more member for one of the two. */
interface OneMore {
  readonly group: GroupFixture;
  readonly externalId: string;
  readonly before: readonly string[];
  readonly comes: string;
}

async function putOne(context: ScenarioContext, { group, externalId, before, comes }: OneMore): Promise<void> {
  const expected = stateOf(group.displayName, [...before, comes]);
  const answer = await context.write(group.id, groupBody(context, expected, { externalId }), {
    title: "PUT another member into the second of two Groups of the same `externalId`",
    intent: { kind: "valid" },
  });
  await expectWritten(context, { group, answer, expected, shape: "members-few" });
}

async function patchOne(context: ScenarioContext, { group, before, comes }: OneMore): Promise<void> {
  const answer = await context.write(group.id, addMembers(await styleOf(context), [comes]), {
    title: "PATCH: add a member to the second of two Groups of the same `externalId`",
    intent: { kind: "valid" },
  });
  await expectPatched(context, {
    group,
    answer,
    expected: stateOf(group.displayName, [...before, comes]),
    shape: "members-few",
    rules: patchRules(EFFECT.patch),
    changes: true,
  });
}

/** @throws NoVerdict `not-applicable` where the Group does not get this id: a server may let nobody else have it */
async function give(
  context: ScenarioContext,
  group: GroupFixture,
  externalId: string,
  method: WriteMethod,
): Promise<void> {
  const body =
    method === "put"
      ? groupBody(context, group, { externalId })
      : [{ op: "replace", path: "externalId", value: externalId }];
  const answer = await context.write(group.id, body, {
    title: `${method.toUpperCase()}: an \`externalId\` that two Groups are to have`,
    intent: { kind: "open", why: "the `externalId` of another Group" },
  });
  needAnswer(answer);
  if (!isSuccess(answer))
    throw new NoVerdict("not-applicable", `the \`externalId\` of two Groups was answered ${statusText(answer)}`);
  const seen = await context.read(group.id, { ...group, externalId });
  if (seen.kind !== "present" || textAttribute(seen.resource, "externalId") !== externalId)
    throw new NoVerdict("not-applicable", "the server does not show the `externalId` that was sent");
}
