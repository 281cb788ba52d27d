import { isRefusal, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const REQUIREMENT = "RFC7644-3.5.2.2-MULTI-ALL";

/** `remove` of `members` without a filter removes everybody (RFC 7644 section 3.5.2.2). */
export const patchRemoveAll: Scenario = {
  id: "patch.group.members.remove-all",
  title: "Removing `members` removes everybody",
  depth: "standard",
  requirements: [REQUIREMENT, "OPENAPI-REFUSAL-NAMED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const { profile } = context.contract;
    // A page that names the one filter it takes, or requires a value, excludes this shape: it is no refusal of the RFC's.
    const excluded = context.contract.requirements.some(
      ({ refines }) => refines?.includes("OPENAPI-REFUSAL-NAMED") === true,
    );
    const users = await context.users(3);
    const group = await context.group(users);
    const operation = profile.patch.pathRequired
      ? { op: "remove", path: "members", value: "" }
      : { op: "remove", path: "members" };
    const answer = await context.write(group.id, [operation], {
      title: "PATCH: remove `members`",
      intent: excluded ? { kind: "provoked", cause: "bad-body" } : { kind: "open", why: "removing everybody at once" },
    });
    needAnswer(answer);
    if (isRefusal(answer)) {
      context.learn({
        id: "patch.remove-all",
        title: "Removing `members` without a filter",
        value: `is refused with ${statusText(answer)}`,
      });
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
        shape: "members-empty",
        although: `the PATCH was refused with ${statusText(answer)}`,
      });
      if (!excluded)
        throw new NoVerdict("inconclusive", `removing everybody at once was refused with ${statusText(answer)}`);
      return;
    }
    context.learn({ id: "patch.remove-all", title: "Removing `members` without a filter", value: "is taken" });
    if (excluded) {
      context.judge({
        requirement: "OPENAPI-REFUSAL-NAMED",
        invariant: "accepted remove-all",
        shape: "members-empty",
        outcome: "failed",
        expected: ["400: the document's prose takes removals by filter only"],
        actual: statusText(answer),
        message: "A removal without a filter was accepted, which the document's prose excludes.",
      });
      return;
    }
    await expectPatched(context, {
      group,
      answer,
      expected: stateOf(group.displayName, []),
      shape: "members-empty",
      rules: patchRules(REQUIREMENT),
      changes: true,
    });
  },
};
