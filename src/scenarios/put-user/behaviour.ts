import { attributeOf } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { withValue } from "./attributes.ts";
import { expectUser, sameValue, valueAt } from "./expect-user.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const VALID = { kind: "valid" } as const;

/** PUTs the User's own body with some attributes changed. */
async function putChanged(
  context: ScenarioContext,
  user: UserFixture,
  title: string,
  changes: Readonly<Record<string, unknown>>,
): ReturnType<ScenarioContext["write"]> {
  return await context.write(user.id, { ...user.body, ...changes }, { title, intent: VALID });
}

const base = { depth: "standard", users: 0, groups: 0 } as const;

/** `active` off and on again: the User stays readable, and the value is a boolean. */
export const userActive: Scenario = {
  ...base,
  id: "put.user.active",
  title: "`active` goes off and on again, and the User can be read all the while",
  depth: "smoke",
  requirements: [REPLACED, "RFC7643-4.1.1-ACTIVE"],
  run: async (context) => {
    const user = await context.user("own");
    for (const active of [false, true, false]) {
      const answer = await putChanged(context, user, `PUT the User with active ${String(active)}`, { active });
      const seen = await expectUser(context, { id: user.id, answer, attributes: [{ path: "active", value: active }] });
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
  },
};

/** `groups` is readOnly: a Group named there gains nobody (RFC 7643 section 4.1.2). */
export const userGroupsIgnored: Scenario = {
  ...base,
  id: "put.user.groups-ignored",
  title: "`groups` in the body is ignored: membership changes only through the Group",
  groups: 1,
  requirements: ["RFC7643-4.1.2-GROUPS-RO", "RFC7644-3.5.1-RO-IGNORED"],
  run: async (context) => {
    const group = await context.group([]);
    const user = await context.user("own");
    const nickName = "Canary";
    const answer = await putChanged(context, user, "PUT the User with a Group in `groups`", {
      nickName,
      groups: [{ value: group.id }],
    });
    needAnswer(answer);
    if (!isSuccess(answer)) {
      context.judge({
        requirement: "RFC7644-3.5.1-RO-IGNORED",
        alsoViolates: ["RFC7643-4.1.2-GROUPS-RO"],
        invariant: "groups-accepted",
        shape: "body-read-only",
        outcome: "failed",
        expected: ["200: a readOnly value is ignored"],
        actual: statusText(answer),
        message: "A PUT was refused although only readOnly `groups` was added to its body.",
      });
      return;
    }
    const seen = await context.read(group.id, undefined, "Group");
    if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read");
    const common = { requirement: "RFC7643-4.1.2-GROUPS-RO", invariant: "members", shape: "body-read-only" } as const;
    if (!seen.members.values.has(user.id)) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        alsoViolates: ["RFC7644-3.5.1-RO-IGNORED"],
        outcome: "failed",
        expected: ["a Group without the User"],
        actual: "the User is a member",
        message: "`groups` in a User's body made it a member.",
      });
    }
  },
};

/** A password is taken and never shown. The check that looks at every answer judges; this one gives it something to see. */
export const userPassword: Scenario = {
  ...base,
  id: "put.user.password",
  title: "A `password` that a PUT sends is never returned",
  requirements: ["RFC7643-4.1.1-PASSWORD-NEVER"],
  run: async (context) => {
    const user = await context.user("own");
    const password = `Sp-${context.digits(10)}-aA!`;
    context.addSecret("generated password", password);
    const answer = await context.write(
      user.id,
      { ...user.body, password },
      {
        title: "PUT the User with a password",
        intent: { kind: "open", why: "a password, whose rules are the server's" },
      },
    );
    needAnswer(answer);
    if (isRefusal(answer)) throw new NoVerdict("inconclusive", `the password was refused with ${statusText(answer)}`);
    await context.read(user.id);
  },
};

/** What becomes of attributes that a PUT leaves out: the server's choice, the same each time. */
export const userLeftOut: Scenario = {
  ...base,
  id: "put.user.left-out",
  title: "Attributes that a PUT leaves out are kept or cleared, the same way each time",
  requirements: ["RFC7644-3.5.1-OMITTED-CONSISTENT", "RFC7644-3.5.1-RW-OMITTED"],
  run: async (context) => {
    const user = await context.user("own");
    for (const { path, value } of [
      { path: "title", value: "Engineer" },
      { path: "phoneNumbers", value: [{ value: "+49 30 901820", type: "work" }] },
    ]) {
      const policies: string[] = [];
      for (const round of ["first", "second"]) {
        const set = await context.write(user.id, withValue(user.body, path, value), {
          title: `PUT the User with \`${path}\``,
          intent: VALID,
        });
        await expectUser(context, { id: user.id, answer: set, attributes: [{ path, value }] });
        const answer = await putChanged(context, user, `PUT the User without \`${path}\` (${round} time)`, {});
        const seen = await expectUser(context, {
          id: user.id,
          answer,
          attributes: [{ path: "userName", value: user.body["userName"] }],
        });
        policies.push(policyOf(value, valueAt(seen, path)));
      }
      const common = { requirement: "RFC7644-3.5.1-OMITTED-CONSISTENT", invariant: path, shape: "none" } as const;
      context.learn({
        id: `put.left-out.${path}`,
        title: `\`${path}\` that a PUT leaves out`,
        value: `is ${policies[0] ?? "unknown"}`,
      });
      context.judge({ requirement: "RFC7644-3.5.1-RW-OMITTED", invariant: path, shape: "none", outcome: "passed" });
      if (new Set(policies).size === 1) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          outcome: "failed",
          expected: ["the same each time"],
          actual: policies.join(", then "),
          message: `What becomes of \`${path}\` that a PUT leaves out is not always the same.`,
        });
      }
    }
  },
};

function policyOf(sent: unknown, stored: unknown): string {
  if (sameValue(sent, stored)) return "kept";
  return sameValue(undefined, stored) ? "cleared" : "set to another value";
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
      { value: "one@example.com", type: "work", primary: true },
      { value: "two@example.com", type: "home", primary: false },
    ];
    for (const label of ["once", "again", "a third time"]) {
      const answer = await putChanged(context, user, `PUT two addresses ${label}`, { emails, nickName: "Same" });
      const attributes = [
        { path: "emails", value: emails },
        { path: "nickName", value: "Same" },
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
    const answer = await putChanged(context, user, "PUT another name with another User's id in the body", {
      id: other.id,
      nickName: "Canary",
    });
    needAnswer(answer);
    if (isSuccess(answer)) {
      await expectUser(context, {
        id: user.id,
        answer,
        attributes: [{ path: "nickName", value: "Canary" }],
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
    const answer = await putChanged(context, user, "PUT one of two Users", { nickName: "Changed", title: "Changed" });
    const attributes = [
      { path: "nickName", value: "Changed" },
      { path: "title", value: "Changed" },
    ];
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
      : ["userName", "nickName", "title"].filter((name) => !sameValue(other.body[name], valueAt(seen.resource, name)));
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
