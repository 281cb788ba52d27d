import type { Exchange } from "../../result/index.ts";
import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { addPassword, tellsPassword } from "../password-forms.ts";
import { show, valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { makeUser, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";

const ACTIVE = "RFC7643-4.1.1-ACTIVE";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const NEVER = "RFC7643-4.1.1-PASSWORD-NEVER";
const base = { users: 0, groups: 0 } as const;

/** `active` off and on again: a boolean all the while, of a User who stays readable. */
export const patchActive: Scenario = {
  ...base,
  id: "patch.user.active",
  title: "A PATCH switches `active` off and on again, and it stays a boolean",
  depth: "smoke",
  requirements: ["RFC7644-3.5.2.3-SINGLE", ACTIVE, "RFC7644-3.4.1-GET"],
  run: async (context) => {
    const user = await makeUser(context, { active: true });
    let before = user.shown;
    for (const [op, value] of [
      ["replace", false],
      ["replace", true],
      ["add", false],
    ] as const) {
      const operations = [{ op, path: "active", value }];
      const answer = await context.write(user.id, operations, {
        title: `PATCH: ${op} active by ${String(value)}`,
        intent: { kind: "valid" },
      });
      const seen = await judgeUserPatch(context, {
        id: user.id,
        before,
        answer,
        outcomes: outcomesFor(before, operations),
        paths: watched(before, { needs: ["active"] }),
        rules: [op === "add" ? "RFC7644-3.5.2.1-SINGLE-REPLACES" : "RFC7644-3.5.2.3-SINGLE"],
        shape: "edit-replace",
      });
      if (seen === undefined || isRefusal(answer)) return;
      judgeBoolean(context, valueAt(seen, "active"));
      before = seen;
    }
  },
};

/** The text `"False"`, which some identity providers send for a boolean: refused, or taken for one. */
export const patchActiveText: Scenario = {
  ...base,
  id: "patch.user.active-text",
  title: "`active` stays a boolean when a text is sent for it, as some identity providers do",
  depth: "standard",
  requirements: [ACTIVE, DONE],
  run: async (context) => {
    const user = await makeUser(context, { active: true });
    const operations = [{ op: "replace", path: "active", value: "False" }];
    const answer = await context.write(user.id, operations, {
      title: 'PATCH: replace active by the text "False"',
      intent: { kind: "open", why: "a text that says what a boolean is to be" },
    });
    needAnswer(answer);
    // What was acknowledged may show late: until it does, the old value is not one that was kept.
    const holds = (shown: JsonObject): boolean => !isSuccess(answer) || valueAt(shown, "active") !== true;
    const seen = await context.readUser(user.id, { holds, names: ["active"] });
    if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
    const value = valueAt(seen.resource, "active");
    context.learn({
      id: "patch.user.active-text",
      title: 'The text "False" for `active`',
      value: `is answered with ${statusText(answer)}, and active is ${show(value)}`,
    });
    judgeBoolean(context, value);
    if (isSuccess(answer)) judgeDone(context, answer, value);
    if (!isRefusal(answer)) return;
    const common = { requirement: "RFC7644-3.12-REFUSED-UNCHANGED", invariant: "active", shape: "body-type" } as const;
    if (value === true) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["true, as before"],
        actual: show(value),
        message: `\`active\` has changed although the PATCH was refused with ${statusText(answer)}.`,
        pointer: "/active",
      });
    }
  },
};

/** Whoever takes the text takes it for what it says: who is to be locked out is not told that all is done, and stays in. */
function judgeDone(context: ScenarioContext, answer: Exchange, value: unknown): void {
  const common = { requirement: DONE, invariant: "active", shape: "body-type" } as const;
  if (value !== true) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    alsoViolates: [ACTIVE],
    outcome: "failed",
    expected: ["false, or a refusal"],
    actual: `${statusText(answer)}, and active is true`,
    message: 'A PATCH with the text "False" for `active` was acknowledged, and the User is active.',
    pointer: "/active",
  });
}

function judgeBoolean(context: ScenarioContext, value: unknown): void {
  const common = { requirement: ACTIVE, invariant: "active", shape: "body-type" } as const;
  if (typeof value === "boolean") return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    outcome: "failed",
    expected: ["a JSON boolean"],
    actual: show(value),
    message: "`active` is not a boolean.",
    pointer: "/active",
  });
}

/** A password is taken and never shown. */
export const patchPassword: Scenario = {
  ...base,
  id: "patch.user.password",
  title: "A `password` that a PATCH sends is never returned",
  depth: "standard",
  requirements: [NEVER],
  run: async (context) => {
    const user = await makeUser(context, {});
    const password = `Sp-${context.digits(10)}-aA!`;
    addPassword(context, password);
    const answer = await context.write(user.id, [{ op: "replace", path: "password", value: password }], {
      title: "PATCH: a password",
      intent: { kind: "open", why: "a password, whose rules are the server's" },
    });
    needAnswer(answer);
    judgeHidden(context, tellsPassword(answer.disclosed), "the answer to the PATCH that set it");
    if (isRefusal(answer)) throw new NoVerdict("inconclusive", `the password was refused with ${statusText(answer)}`);
    const seen = await context.readUser(user.id, { holds: () => true, names: ["password"] });
    if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
    const isShown = !isUnassigned(valueAt(seen.resource, "password"));
    judgeHidden(context, isShown || tellsPassword(seen.exchange.disclosed), seen.by);
  },
};

function judgeHidden(context: ScenarioContext, isShown: boolean, where: string): void {
  const common = { requirement: NEVER, invariant: "password", shape: "none" } as const;
  if (!isShown) return context.judge({ ...common, outcome: "passed" });
  return context.judge({
    ...common,
    alsoViolates: ["SECURITY-NO-DISCLOSURE"],
    outcome: "failed",
    expected: ["no `password`"],
    actual: `the password that was set, or a hash of it, in ${where}`,
    message: "The password of a User was returned.",
    pointer: "/password",
  });
}
