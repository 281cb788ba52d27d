import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { addMembers } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const REPLACED = "RFC7644-3.5.1-MEMBERS-REPLACED";

/** A User who is not like those that the other scenarios write with. */
export interface OddMember {
  /** `member-inactive`: what the scenario and what is learnt are called. */
  readonly id: string;
  /** “a User who is not active”. */
  readonly who: string;
  /** @throws NoVerdict where there is no such User */
  readonly make: (context: ScenarioContext) => Promise<string>;
  /** What else is judged of the User once it is a member, and what that rests on. */
  readonly after?: {
    readonly requirement: string;
    readonly judge: (context: ScenarioContext, id: string, answer: string) => Promise<void>;
  };
}

/**
 * Such a User, and one like others, become members in one request. Whom a Group may hold is the provider's to say, so a
 * refusal is legal; but what is acknowledged is done (RFC 7644 sections 3.5.1 and 3.5.2.1).
 */
export function memberOdd(method: WriteMethod, odd: OddMember): Scenario {
  const word = method.toUpperCase();
  const also = odd.after === undefined ? [] : [odd.after.requirement];
  return {
    id: `${method}.group.${odd.id}`,
    title: `${odd.who.replace(/^a/u, "A")} becomes a member like others, or is refused without effect`,
    depth: "standard",
    requirements: [...(method === "put" ? [REPLACED] : [APPEND, ADDED]), REFUSED, ...also],
    users: 2,
    groups: 1,
    run: async (context) => {
      const [before = "", usual = ""] = await context.users(2);
      if (context.userName(before) === undefined)
        throw new NoVerdict("not-applicable", `Users cannot be made, so there is not ${odd.who}`);
      const one = await odd.make(context);
      const group = await context.group([before]);
      const comes = [usual, one];
      const body =
        method === "put"
          ? groupBody(context, { displayName: group.displayName, members: comes })
          : addMembers(await styleOf(context), comes);
      const answer = await context.write(group.id, body, {
        title: `${word} 2 members, one of them ${odd.who}`,
        intent: { kind: "open", why: `${odd.who} as a member` },
      });
      needAnswer(answer);
      const learn = (value: string): void =>
        context.learn({
          id: `${method}.${odd.id}`,
          title: `${odd.who.replace(/^a/u, "A")} as a member`,
          value,
        });
      if (isRefusal(answer)) {
        learn(`is answered with ${statusText(answer)}`);
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
      learn("is accepted");
      const expected = stateOf(group.displayName, method === "put" ? comes : [before, ...comes]);
      const written = { group, answer, expected, shape: "members-few" } as const;
      if (method === "put") await expectWritten(context, written);
      else await expectPatched(context, { ...written, rules: patchRules(APPEND), changes: true, about: ADDED });
      await odd.after?.judge(context, one, `a ${word} made it a member`);
    },
  };
}
