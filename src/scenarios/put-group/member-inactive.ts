import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { addMembers } from "../patch-operations.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";

/**
 * A User who is not active, and one who is, become members in one request. What `active` means is the provider's to say
 * (RFC 7643 section 4.1.1), so a refusal is legal; but what is acknowledged is done (RFC 7644 sections 3.5.1 and 3.5.2.1).
 */
export function memberInactive(method: WriteMethod): Scenario {
  const word = method.toUpperCase();
  return {
    id: `${method}.group.member-inactive`,
    title: "A User who is not active becomes a member like others, or is refused without effect",
    depth: "standard",
    requirements: [...(method === "put" ? ["RFC7644-3.5.1-MEMBERS-REPLACED"] : [APPEND, ADDED]), REFUSED],
    users: 2,
    groups: 1,
    run: async (context) => {
      const [before = "", active = ""] = await context.users(2);
      const inactive = await makeInactive(context, before);
      const group = await context.group([before]);
      const comes = [active, inactive];
      const body =
        method === "put"
          ? groupBody(context, { displayName: group.displayName, members: comes })
          : addMembers(await styleOf(context), comes);
      const answer = await context.write(group.id, body, {
        title: `${word} 2 members, one of them a User who is not active`,
        intent: { kind: "open", why: "a User who is not active as a member" },
      });
      needAnswer(answer);
      if (isRefusal(answer)) {
        learn(context, method, `is answered with ${statusText(answer)}`);
        await expectUnchanged(context, {
          id: group.id,
          before: group,
          requirement: REFUSED,
          shape: "members-few",
          although: `the ${word} was refused with ${statusText(answer)}`,
        });
        return;
      }
      if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `it was answered ${statusText(answer)}`);
      learn(context, method, "is accepted");
      const expected = stateOf(group.displayName, method === "put" ? comes : [before, ...comes]);
      const written = { group, answer, expected, shape: "members-few" } as const;
      if (method === "put") await expectWritten(context, written);
      else await expectPatched(context, { ...written, rules: patchRules(APPEND), changes: true, about: ADDED });
    },
  };
}

function learn(context: ScenarioContext, method: WriteMethod, value: string): void {
  context.learn({ id: `${method}.member-inactive`, title: "A User who is not active as a member", value });
}

/**
 * A User of the scenario's own who is not active, and is shown so.
 *
 * @param shared one of those that the run uses: where they are named ones, none can be made
 * @throws NoVerdict where no User is kept inactive
 */
async function makeInactive(context: ScenarioContext, shared: string): Promise<string> {
  if (context.userName(shared) === undefined)
    throw new NoVerdict("not-applicable", "Users cannot be made, so none who is not active");
  const { id } = await context.service.create({
    type: "User",
    body: { ...context.userBody("inactive"), active: false },
    title: "make a User who is not active",
    intent: { kind: "helper" },
  });
  if (id === undefined) throw new NoVerdict("not-applicable", "the server makes no User who is not active");
  const isInactive = (user: Readonly<Record<string, unknown>>): boolean => valueAt(user, "active") === false;
  const seen = await context.readUser(id, { holds: isInactive, names: ["active"] });
  if (seen.kind !== "present" || !isInactive(seen.resource))
    throw new NoVerdict("not-applicable", "the server does not show that a User is not active");
  return id;
}
