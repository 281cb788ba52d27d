import type { Intent } from "../../result/index.ts";
import { attributeOf } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { expectUser, valueAt } from "./expect-user.ts";
import { sameValue } from "./same-value.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const VALID = { kind: "valid" } as const;
const INACTIVE = { kind: "open", why: "a change of a User who is not active" } as const;

/** PUTs the User's own body with some attributes changed, and a text that shows whether it was applied. */
async function putChanged(
  context: ScenarioContext,
  user: UserFixture,
  title: string,
  changes: Readonly<Record<string, unknown>>,
  canary?: string,
  intent: Intent = VALID,
): ReturnType<ScenarioContext["write"]> {
  const body = { ...user.body, ...changes };
  const changed = canary === undefined ? body : withValue(body, canaryPath(context.operation), canary);
  return await context.write(user.id, changed, { title, intent });
}

const base = { depth: "standard", users: 0, groups: 0 } as const;

/** `active` off and on again: the User stays readable, and the value is a boolean. */
export const userActive: Scenario = {
  ...base,
  id: "put.user.active",
  title: "`active` goes off and on again, and the User can be read all the while",
  depth: "smoke",
  requirements: [REPLACED, "RFC7643-4.1.1-ACTIVE", "RFC7644-3.4.1-GET"],
  run: async (context) => {
    const user = await context.user("own");
    // Twice off, the second time with another change: whether an inactive User takes one is the server's choice.
    for (const [step, active] of [false, false, true, false].entries()) {
      const title = `PUT the User with active ${String(active)} and another change`;
      const intent = step === 1 ? INACTIVE : VALID;
      const answer = await putChanged(context, user, title, { active }, `Step ${step}`, intent);
      if (step === 1) {
        const value = isSuccess(answer) ? "takes changes" : `answers a change with ${statusText(answer)}`;
        context.learn({ id: "put.inactive", title: "A User who is not active", value });
        if (isRefusal(answer)) continue;
      }
      const attributes = [
        { path: "active", value: active },
        { path: canaryPath(context.operation), value: `Step ${step}` },
      ];
      const seen = await expectUser(context, { id: user.id, answer, attributes });
      const value = attributeOf(seen, "active");
      const common = { requirement: "RFC7643-4.1.1-ACTIVE", invariant: "active", shape: "none" } as const;
      if (typeof value === "boolean") context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          outcome: "failed",
          expected: ["a JSON boolean"],
          actual: JSON.stringify(value) ?? "absent",
          message: "`active` is not a boolean.",
          pointer: "/active",
        });
      }
    }
    await renameInactive(context, user);
  },
};

/** Whether an inactive User gets another name is the server's choice; where it does, it stays inactive as the PUT says. */
async function renameInactive(context: ScenarioContext, user: UserFixture): Promise<void> {
  const { userName } = context.userBody("renamed");
  const title = "PUT the User with active false and another `userName`";
  const changes = { active: false, userName };
  const answer = await putChanged(context, user, title, changes, "Renamed", INACTIVE);
  if (!isSuccess(answer)) return;
  const attributes = [
    { path: "active", value: false },
    { path: canaryPath(context.operation), value: "Renamed" },
  ];
  await expectUser(context, { id: user.id, answer, attributes });
}

/** The same PUT again changes nothing more. */
export const userTwice: Scenario = {
  ...base,
  id: "put.user.twice-as-once",
  title: "The same PUT again changes nothing more",
  requirements: ["RFC7644-3.5.1-IDEMPOTENT", REPLACED],
  run: async (context) => {
    const user = await context.user("own");
    const emails = [
      { value: context.attribute("emails.value", "one"), type: "work", primary: true },
      { value: context.attribute("emails.value", "two"), type: "home", primary: false },
    ];
    for (const label of ["once", "again", "a third time"]) {
      const answer = await putChanged(context, user, `PUT two addresses ${label}`, { emails }, "Same");
      const attributes = [
        { path: "emails", value: emails },
        { path: canaryPath(context.operation), value: "Same" },
      ];
      await expectUser(context, { id: user.id, answer, attributes, about: "RFC7644-3.5.1-IDEMPOTENT" });
    }
  },
};

/** A foreign `id` and invented `meta` are ignored. */
export const userBodyId: Scenario = {
  ...base,
  id: "put.user.body-id-ignored",
  title: "Another User's `id` in the body is ignored, and that User is left alone",
  requirements: ["RFC7643-3.1-ID-NOT-CLIENT", "RFC7644-3.5.1-RO-IGNORED", "RFC7644-3.5.1-TARGET-ONLY"],
  run: async (context) => {
    const other = await context.user("other");
    const user = await context.user("own");
    const title = "PUT a change with another User's id in the body";
    const answer = await putChanged(context, user, title, { id: other.id }, "Canary");
    needAnswer(answer);
    if (isSuccess(answer)) {
      await expectUser(context, {
        id: user.id,
        answer,
        attributes: [{ path: canaryPath(context.operation), value: "Canary" }],
        about: "RFC7643-3.1-ID-NOT-CLIENT",
      });
      context.judge({
        requirement: "RFC7644-3.5.1-RO-IGNORED",
        invariant: "id",
        shape: "body-read-only",
        outcome: "passed",
      });
    } else {
      context.judge({
        requirement: "RFC7644-3.5.1-RO-IGNORED",
        invariant: "id-accepted",
        shape: "body-read-only",
        outcome: "failed",
        expected: ["200: a readOnly value is ignored"],
        actual: statusText(answer),
        message: "A PUT was refused although only a readOnly `id` in its body differed.",
      });
    }
    await expectOther(context, other);
  },
};

/** A PUT of one User leaves another alone. */
export const userOnlyThis: Scenario = {
  ...base,
  id: "put.user.only-this-user",
  title: "A PUT changes the User in its URL and no other",
  requirements: ["RFC7644-3.5.1-TARGET-ONLY", REPLACED],
  run: async (context) => {
    const other = await context.user("other");
    const user = await context.user("own");
    const answer = await putChanged(context, user, "PUT one of two Users", {}, "Changed");
    const attributes = [{ path: canaryPath(context.operation), value: "Changed" }];
    await expectUser(context, { id: user.id, answer, attributes });
    await expectOther(context, other);
  },
};

async function expectOther(context: ScenarioContext, other: UserFixture): Promise<void> {
  const seen = await context.read(other.id);
  const common = { requirement: "RFC7644-3.5.1-TARGET-ONLY", invariant: "unchanged", shape: "none" } as const;
  const changed =
    seen.kind !== "present"
      ? ["the User itself"]
      : ["userName", "active", canaryPath(context.operation)].filter(
          (name) => !sameValue(valueAt(other.body, name), valueAt(seen.resource, name), name),
        );
  if (seen.kind === "unreadable" || seen.kind === "not-offered")
    throw new NoVerdict("inconclusive", "the other User could not be read");
  if (changed.length === 0) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["the other User as it was"],
      actual: `changed: ${changed.join(", ")}`,
      message: "A PUT of one User changed another one.",
    });
  }
}
