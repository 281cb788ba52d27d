import { isSuccess, needAnswer, notTheServersFault, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, TARGET_ONLY, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { removeMembers, replaceMembers } from "../patch-operations.ts";
import { expectUserUnchanged } from "../patch-user/unchanged.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";
import { memberOdd } from "./member-odd.ts";

const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const REPLACE = "RFC7644-3.5.2.3-MULTI-ALL";
const PUT = "RFC7644-3.5.1-MEMBERS-REPLACED";

/**
 * A User who is not active, and one who is, become members in one request. What `active` means is the provider's to say
 * (RFC 7643 section 4.1.1), so a refusal is legal; but it is a write of the Group, and changes no User.
 */
export const memberInactive = (method: WriteMethod): Scenario =>
  memberOdd(method, {
    id: "member-inactive",
    who: "a User who is not active",
    make: makeInactive,
    after: {
      requirement: TARGET_ONLY[method],
      judge: async (context, id, although) => {
        await expectUserUnchanged(context, {
          id,
          before: { active: false },
          paths: ["active"],
          requirement: TARGET_ONLY[method],
          shape: "members-few",
          although,
        });
      },
    },
  });

/** One way out of a Group. */
interface WayOut {
  readonly title: string;
  readonly requirement: string;
  readonly body: (context: ScenarioContext, group: GroupFixture, leaves: string, stays: string) => Promise<unknown>;
}

const WAYS: Readonly<Record<WriteMethod, readonly WayOut[]>> = {
  put: [
    {
      title: "PUT the Group without a member who is not active",
      requirement: PUT,
      body: async (context, { displayName }, _, stays) =>
        await Promise.resolve(groupBody(context, { displayName, members: [stays] })),
    },
  ],
  patch: [
    {
      title: "PATCH: remove a member who is not active",
      requirement: FILTER,
      body: async (context, _, leaves) => removeMembers(await styleOf(context), [leaves]),
    },
    {
      title: "PATCH: replace the members by those who are active",
      requirement: REPLACE,
      body: async (context, _, __, stays) => replaceMembers(await styleOf(context), [stays]),
    },
  ],
};

/** Whoever is a member can be taken out, active or not: that is how people leave. */
export const memberInactiveLeaves = (method: WriteMethod): Scenario => ({
  id: `${method}.group.member-inactive-leaves`,
  title: "A member who is not active is taken out like others",
  depth: "standard",
  requirements: WAYS[method].map(({ requirement }) => requirement),
  users: 1,
  groups: 1,
  run: async (context) => {
    const [stays = ""] = await context.users(1);
    if (context.userName(stays) === undefined)
      throw new NoVerdict("not-applicable", "Users cannot be made, so there is not a User who is not active");
    const leaves = await makeInactive(context);
    for (const { title, requirement, body } of WAYS[method]) {
      const group = await groupWith(context, [stays, leaves]);
      const answer = await context.write(group.id, await body(context, group, leaves, stays), {
        title,
        intent: { kind: "valid" },
      });
      needAnswer(answer);
      const why = isSuccess(answer) ? undefined : notTheServersFault(answer);
      if (why !== undefined) throw new NoVerdict("inconclusive", why);
      const written = { group, answer, expected: stateOf(group.displayName, [stays]), shape: "members-few" } as const;
      if (method === "put") await expectWritten(context, { ...written, about: requirement });
      else
        await expectPatched(context, { ...written, rules: patchRules(requirement), changes: true, about: requirement });
      await context.discard(group);
    }
  },
});

/** A Group of these members. @throws NoVerdict where the server keeps no such Group */
async function groupWith(context: ScenarioContext, members: readonly string[]): Promise<GroupFixture> {
  let made: GroupFixture | undefined;
  try {
    made = await context.group(members);
  } catch (error) {
    if (!(error instanceof NoVerdict)) throw error;
  }
  if (made === undefined || members.some((id) => !made.members.has(id)))
    throw new NoVerdict("not-applicable", "no Group is made with a member who is not active");
  return made;
}

/**
 * A User of the scenario's own who is not active, and is shown so.
 *
 * @throws NoVerdict where no User is kept inactive
 */
async function makeInactive(context: ScenarioContext): Promise<string> {
  const { exchange, id } = await context.service.create({
    type: "User",
    body: { ...context.userBody("inactive"), active: false },
    title: "make a User who is not active",
    intent: { kind: "helper" },
  });
  if (id === undefined)
    throw new NoVerdict("not-applicable", `the server makes no User who is not active: ${statusText(exchange)}`);
  const isInactive = (user: Readonly<Record<string, unknown>>): boolean => valueAt(user, "active") === false;
  const seen = await context.readUser(id, { holds: isInactive, names: ["active"] });
  if (seen.kind !== "present" || !isInactive(seen.resource))
    throw new NoVerdict("not-applicable", "the server does not show that a User is not active");
  return id;
}
