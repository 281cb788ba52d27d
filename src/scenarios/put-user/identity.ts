import type { Exchange } from "../../result/index.ts";
import { isUnassigned, type JsonObject, textOf } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, scimTypeOf, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { expectUser, readWritten, show, valueAt } from "./expect-user.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const UNIQUE = "RFC7643-4.1.1-USERNAME";
const SERVER = "RFC7643-7-UNIQ-SERVER";
const STATUS = "RFC7644-3.12-409-UNIQ-PUTPATCH";
const CASE = "RFC7643-8.7.1-USERNAME-CASE";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const TARGET = "RFC7644-3.5.1-TARGET-ONLY";
const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const SENT = "RFC7644-3.5.1-REQUIRED";
const base = { depth: "standard", users: 0, groups: 0 } as const;
const CANARY = "Canary";

const userNameOf = (user: JsonObject): string => textOf(valueAt(user, "userName"));

/** The `userName` of somebody else: refused, and both Users are as they were. */
export const userTakenName: Scenario = {
  ...base,
  id: "put.user.taken-name",
  title: "A PUT with the `userName` of another User is refused, and nobody has changed",
  requirements: [UNIQUE, SERVER, STATUS, UNCHANGED, TARGET],
  run: async (context) => {
    const { other, user } = await two(context);
    const answer = await putName(context, user, userNameOf(other.body), "the `userName` of another User");
    const { resource } = await readWritten(context, { id: user.id, attributes: [] });
    const took = sameName(userNameOf(resource), userNameOf(other.body));
    const common = { requirement: UNIQUE, invariant: "taken", shape: "none" } as const;
    if (took) {
      context.judge({
        ...common,
        alsoViolates: isSuccess(answer) ? [SERVER] : [SERVER, UNCHANGED],
        outcome: "failed",
        expected: ["a refusal with 409 or 400"],
        actual: `${statusText(answer)}, and two Users are called ${show(userNameOf(resource))}`,
        message: "A PUT gave a User the `userName` of another one.",
        pointer: "/userName",
      });
    } else if (isSuccess(answer)) judgeClaimed(context, answer);
    else for (const requirement of [UNIQUE, SERVER]) context.judge({ ...common, requirement, outcome: "passed" });
    if (isRefusal(answer)) {
      judgeStatus(context, answer);
      judgeUnchanged(context, user, resource, answer);
    }
    const { resource: otherNow } = await readWritten(context, { id: other.id, attributes: [], about: TARGET });
    judgeName(
      context,
      other,
      otherNow,
      TARGET,
      "A PUT of one User with another one's `userName` changed that other one.",
    );
  },
};

/** The same in another case: names have no case (RFC 7643 section 8.7.1), unless the server's own schema says so. */
export const userTakenNameCase: Scenario = {
  ...base,
  id: "put.user.taken-name-case",
  title: "A PUT with the `userName` of another User in another case is refused, or that is told",
  requirements: [CASE, UNCHANGED, TARGET],
  run: async (context) => {
    const { other, user } = await two(context);
    const wanted = userNameOf(other.body).toUpperCase();
    if (wanted === userNameOf(other.body)) throw new NoVerdict("not-applicable", "user names have no letters in them");
    const answer = await putName(context, user, wanted, "the `userName` of another User in another case");
    const { resource } = await readWritten(context, { id: user.id, attributes: [] });
    const took = sameName(userNameOf(resource), wanted);
    context.learn({
      id: "put.user-name-case",
      title: "A `userName` that differs from another one in case alone",
      value: took ? "is another name" : `is taken (${statusText(answer)})`,
    });
    const common = { requirement: CASE, invariant: "taken", shape: "none" } as const;
    if (!took) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["a refusal with 409 or 400"],
        actual: `${statusText(answer)}, and two Users are called ${show(userNameOf(resource))}, but for case`,
        message: "Two Users have names that differ in case alone, which the RFC's own schema takes for the same.",
        pointer: "/userName",
      });
    }
    if (isRefusal(answer)) judgeUnchanged(context, user, resource, answer);
    const { resource: otherNow } = await readWritten(context, { id: other.id, attributes: [], about: TARGET });
    judgeName(
      context,
      other,
      otherNow,
      TARGET,
      "A PUT of one User with another one's `userName` changed that other one.",
    );
  },
};

/** Whoever keeps a name but for its case is in conflict with nobody, whether names have a case or not. */
export const userOwnNameCase: Scenario = {
  ...base,
  id: "put.user.own-name-case",
  title: "A PUT of a User with its own `userName` in another case is no conflict with somebody else",
  requirements: [REPLACED],
  run: async (context) => {
    const user = await context.user("own");
    const own = userNameOf(user.body);
    const wanted = own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase();
    if (wanted === own) throw new NoVerdict("not-applicable", "user names have no letters in them");
    const answer = await putOwn(context, user, wanted, "the User with its own `userName` in another case");
    const isConflict = saysTaken(answer);
    if (isConflict) {
      // The same is said where names are for good, whatever the other name is: of that no conflict can be told.
      const other = context.attribute("userName", "another name") ?? "";
      const renamed = await putOwn(context, user, other, "the User with another `userName`");
      if (!isSuccess(renamed))
        throw new NoVerdict("not-applicable", `another \`userName\` is refused with ${statusText(renamed)}`);
    } else if (!isSuccess(answer)) {
      const outcome = isRefusal(answer) ? "not-applicable" : "inconclusive";
      throw new NoVerdict(outcome, `the own \`userName\` in another case is answered ${statusText(answer)}`);
    }
    const common = { requirement: REPLACED, invariant: "own name", shape: "none" } as const;
    if (isConflict) {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["200: nobody else has the name"],
        actual: `${statusText(answer)}, as if the name were somebody else's`,
        message: "A PUT of a User with its own `userName` in another case is refused as a conflict.",
        pointer: "/userName",
        exchanges: [answer],
      });
      return;
    }
    const { resource } = await readWritten(context, { id: user.id, attributes: [], answer });
    judgeName(context, user, resource, REPLACED, "A PUT of a User with its own `userName` in another case renamed it.");
  },
};

/** A User has a `userName` that is not empty (RFC 7643 section 4.1.1), whatever a PUT leaves out or empties. */
export const userNameMissing: readonly Scenario[] = (
  [
    ["absent", "without `userName`", undefined],
    ["empty", "with an empty `userName`", ""],
  ] as const
).map(([kind, words, value]) => ({
  depth: "standard",
  users: 0,
  groups: 0,
  id: `put.user.user-name-${kind}`,
  title: `A PUT ${words} is refused, or leaves the User a name`,
  requirements: [UNIQUE, UNCHANGED, DONE, SENT],
  run: async (context: ScenarioContext) => {
    const user = await context.user("own");
    const body = withValue(withValue(user.body, "userName", value), canaryPath(context.operation), CANARY);
    const answer = await context.write(user.id, body, {
      title: `PUT the User ${words}, with a valid change beside it`,
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const { resource, by } = await readWritten(context, {
      id: user.id,
      attributes: isSuccess(answer) ? [{ path: canaryPath(context.operation), value: CANARY }] : [],
    });
    const stored = valueAt(resource, "userName");
    const common = { requirement: UNIQUE, invariant: kind, shape: "body-required" } as const;
    if (typeof stored === "string" && stored !== "") context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["a refusal", "or the name that it had"],
        actual: `${isUnassigned(stored) ? "no `userName`" : show(stored)} in ${by}`,
        message: `After a PUT ${words} the User has none.`,
        pointer: "/userName",
      });
    }
    if (isRefusal(answer) || isSuccess(answer)) context.judge({ ...common, requirement: SENT, outcome: "passed" });
    if (isRefusal(answer)) judgeUnchanged(context, user, resource, answer);
    else if (isSuccess(answer)) judgeCanary(context, resource, answer);
  },
}));

/** `externalId` is caseExact (RFC 7643 section 3.1): kept as it was sent, and one in another case is another one. */
export const userExternalIdCase: Scenario = {
  ...base,
  id: "put.user.external-id-case",
  title: "`externalId` keeps its digits and its case, and takes another case as a change",
  requirements: ["RFC7643-3.1-EXTID-CASE", "RFC7644-3.5.1-RW-REPLACED"],
  run: async (context) => {
    const user = await context.user("own");
    const name = context.name("external id");
    const cases = [`Ext-${name}`, `eXT-${name.toUpperCase()}`, `ext-${name.toLowerCase()}`];
    // Digits with zeros before them are no number.
    for (const externalId of [`00${context.digits(8)}`, ...cases]) {
      const answer = await context.write(
        user.id,
        { ...user.body, externalId },
        {
          title: `PUT the User with \`externalId\` ${show(externalId)}`,
          intent: { kind: "valid" },
        },
      );
      const attributes = [{ path: "externalId", value: externalId }];
      const about = cases.includes(externalId) ? "RFC7643-3.1-EXTID-CASE" : "RFC7644-3.5.1-RW-REPLACED";
      await expectUser(context, { id: user.id, answer, attributes, about });
    }
  },
};

async function two(context: ScenarioContext): Promise<{ readonly other: UserFixture; readonly user: UserFixture }> {
  return { other: await context.user("other"), user: await context.user("own") };
}

async function putOwn(context: ScenarioContext, user: UserFixture, userName: string, words: string): Promise<Exchange> {
  const answer = await context.write(user.id, withValue(user.body, "userName", userName), {
    title: `PUT ${words}`,
    intent: { kind: "open", why: words },
  });
  needAnswer(answer);
  return answer;
}

/** True for a refusal that says that somebody has the name (RFC 7644 section 3.12); one of mutability says something else. */
function saysTaken(answer: Exchange): boolean {
  const scimType = scimTypeOf(answer);
  if (!isRefusal(answer)) return false;
  return scimType === "uniqueness" || (answer.response?.status === 409 && scimType !== "mutability");
}

async function putName(
  context: ScenarioContext,
  user: UserFixture,
  userName: string,
  words: string,
): Promise<Exchange> {
  const answer = await context.write(
    user.id,
    withValue({ ...user.body, userName }, canaryPath(context.operation), CANARY),
    {
      title: `PUT ${words}, with a valid change beside it`,
      intent: { kind: "open", why: words },
    },
  );
  needAnswer(answer);
  return answer;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function judgeClaimed(context: ScenarioContext, answer: Exchange): void {
  context.judge({
    requirement: DONE,
    invariant: "userName",
    shape: "none",
    outcome: "failed",
    expected: ["a refusal with 409 or 400"],
    actual: `${statusText(answer)}, and the User kept its name`,
    message: "A PUT with the `userName` of another User was acknowledged and the name not stored.",
    pointer: "/userName",
  });
}

function judgeStatus(context: ScenarioContext, answer: Exchange): void {
  const status = answer.response?.status ?? 0;
  const common = { requirement: STATUS, invariant: "status", shape: "none" } as const;
  if (status === 409 || status === 400) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["409", "400"],
      actual: String(status),
      message: `A \`userName\` that is taken was refused with ${status}.`,
    });
  }
}

/** A refused PUT left both the name and the change beside it alone. */
function judgeUnchanged(context: ScenarioContext, user: UserFixture, now: JsonObject, answer: Exchange): void {
  const message = `The User has changed although the PUT was refused with ${statusText(answer)}.`;
  judgeName(context, user, now, UNCHANGED, message);
  const applied = valueAt(now, canaryPath(context.operation)) === CANARY;
  const common = { requirement: UNCHANGED, invariant: "canary", shape: "none" } as const;
  if (!applied) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["the User as it was"],
      actual: "the change beside it was made",
      message,
    });
  }
}

function judgeName(
  context: ScenarioContext,
  user: UserFixture,
  now: JsonObject,
  requirement: string,
  message: string,
): void {
  const common = { requirement, invariant: "userName", shape: "none" } as const;
  if (sameName(userNameOf(now), userNameOf(user.body))) context.judge({ ...common, outcome: "passed" });
  else {
    const [expected, actual] = [[show(userNameOf(user.body))], show(userNameOf(now))];
    context.judge({ ...common, outcome: "failed", expected, actual, message, pointer: "/userName" });
  }
}

function judgeCanary(context: ScenarioContext, now: JsonObject, answer: Exchange): void {
  const common = { requirement: DONE, invariant: "canary", shape: "body-required" } as const;
  if (valueAt(now, canaryPath(context.operation)) === CANARY) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["a refusal", "or the valid change applied"],
      actual: `${statusText(answer)}, and the change was not made`,
      message: "The PUT was acknowledged, and the valid part of it was not applied.",
    });
  }
}
