import { isSuccess, needAnswer, statusText } from "./answer.ts";
import { NoVerdict } from "./context.ts";
import { membersOf } from "./put-user/groups.ts";
import type { Scenario } from "./scenario.ts";

/**
 * Whether who is deactivated stays a member is the server's choice (RFC 7643 section 4.1.1 leaves to it what `active`
 * means); whoever else is in the Group stays there.
 */
export function deactivatedAmongOthers(method: "put" | "patch"): Scenario {
  const requirement = method === "put" ? "RFC7644-3.5.1-TARGET-ONLY" : "RFC7644-3.5.2-TARGET-ONLY";
  const verb = method.toUpperCase();
  return {
    id: `${method}.user.deactivate-others-stay`,
    title: `A ${verb} that deactivates a User takes nobody else out of its Group`,
    depth: "standard",
    users: 0,
    groups: 1,
    requirements: [requirement],
    run: async (context) => {
      const user = await context.user("own");
      const other = await context.user("other");
      const group = await context.group([user.id, other.id]);
      const had = await membersOf(context, group);
      if (![user, other].every(({ id }) => had.has(id)))
        throw new NoVerdict("blocked", "two Users could not be made members of a Group");
      const body =
        method === "put" ? { ...user.body, active: false } : [{ op: "replace", path: "active", value: false }];
      const answer = await context.write(user.id, body, {
        title: `${verb}: deactivate one of two members of a Group`,
        intent: { kind: "open", why: "what `active` means is the provider's to say (RFC 7643 section 4.1.1)" },
      });
      needAnswer(answer);
      if (!isSuccess(answer))
        throw new NoVerdict("not-applicable", `a ${verb} of active false is answered ${statusText(answer)}`);
      const has = await membersOf(context, group);
      const common = { requirement, invariant: "others", shape: "none" } as const;
      if (has.has(other.id)) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          outcome: "failed",
          expected: ["a Group with the User who was not deactivated"],
          actual: has.size === 0 ? "a Group with nobody in it" : "that User is no member any more",
          message: `A ${verb} that deactivates a User took another one out of its Group.`,
          pointer: "/members",
        });
      }
    },
  };
}
