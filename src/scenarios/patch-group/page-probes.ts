import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { groupBody, stateOf } from "../group-body.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const RULES = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");
const base = { depth: "standard", users: 0, groups: 1 } as const;

/** PUT where the document's prose says that it is off: it must not succeed and must change nothing. */
export const patchPutOff: Scenario = {
  ...base,
  id: "patch.group.put-off",
  title: "PUT is off where the document says so",
  requirements: ["OPENAPI-PUT-OFF"],
  run: async (context) => {
    if (!context.contract.profile.patch.putOff)
      throw new NoVerdict("not-applicable", "the document does not say that PUT is off");
    const users = await context.someUsers(1);
    const group = await context.group(users);
    const body = groupBody(context, { displayName: context.name("put"), members: [] });
    const answer = await context.sendBeside({ method: "PUT", id: group.id, body, title: "PUT the Group" });
    needAnswer(answer);
    const common = { requirement: "OPENAPI-PUT-OFF", invariant: "status", shape: "none" } as const;
    if (isSuccess(answer)) {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["405, 501 or another refusal"],
        actual: statusText(answer),
        message: "PUT succeeded although the document's prose says that it is off.",
      });
    } else context.judge({ ...common, outcome: "passed" });
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "OPENAPI-PUT-OFF",
      shape: "none",
      although: `PUT is off (it was answered ${statusText(answer)})`,
    });
  },
};

/** The path of the collection names no Group: a PATCH there changes none. */
export const patchLiteralPath: Scenario = {
  ...base,
  id: "patch.group.literal-path",
  title: "A PATCH of the path without an id changes no Group",
  requirements: ["RFC7644-3.5.1-TARGET-ONLY", REFUSED],
  run: async (context) => {
    const users = await context.someUsers(1);
    const group = await context.group(users);
    const style = { shapes: { value: "array", remove: "filter" }, profile: context.contract.profile } as const;
    const answer = await context.sendBeside({
      method: "PATCH",
      body: [renameTo(style, context.name("nobody's"))],
      title: "PATCH the path without an id",
    });
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      shape: "none",
      although: `the PATCH named no Group (it was answered ${statusText(answer)})`,
    });
  },
};

/** A message that differs from the usual one in a way that the sources leave open: applied, or refused without effect. */
function openMessage(
  id: string,
  title: string,
  why: string,
  make: (operations: readonly unknown[]) => unknown,
): Scenario {
  return {
    ...base,
    id: `patch.group.${id}`,
    title,
    requirements: [REFUSED, "RFC7644-3.5.2.3-SINGLE"],
    run: async (context) => {
      const users = await context.someUsers(1);
      const group = await context.group(users);
      const style = { shapes: { value: "array", remove: "filter" }, profile: context.contract.profile } as const;
      const expected = stateOf(context.name("renamed"), users);
      const answer = await context.write(group.id, make([renameTo(style, expected.displayName)]), {
        title: `PATCH a name, ${why}`,
        intent: { kind: "open", why },
      });
      needAnswer(answer);
      context.learn({
        id: `patch.${id}`,
        title: `A PATCH ${why}`,
        value: isSuccess(answer) ? "is taken" : `is answered with ${statusText(answer)}`,
      });
      if (isRefusal(answer)) {
        await expectUnchanged(context, {
          id: group.id,
          before: group,
          requirement: REFUSED,
          shape: "body-required",
          although: `the PATCH was refused with ${statusText(answer)}`,
        });
        return;
      }
      await expectPatched(context, { group, answer, expected, shape: "body-required", rules: RULES, changes: true });
    },
  };
}

/** Without `schemas`; and with fields beside the usual ones. */
export const patchOpenMessages: readonly Scenario[] = [
  openMessage(
    "schemas-absent",
    "A PATCH without `schemas` is applied, or refused without effect",
    "without schemas",
    (operations) => ({
      Operations: operations,
    }),
  ),
  openMessage(
    "extra-fields",
    "A PATCH with fields nobody described is applied, or refused without effect",
    "with a field nobody described",
    (operations) => ({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: operations,
      scimproof: "extra",
    }),
  ),
];
