import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../words.ts";
import { isClosed, nameStyleOf, styleOf } from "./style.ts";
import { WRONG, type Wrong } from "./wrong-messages.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const NAMED = "OPENAPI-REFUSAL-NAMED";
const LENIENT = "LENIENT-ACCEPTED";
const MALFORMED = "RFC7644-3.12-400-MALFORMED";

/** Refused without effect, or acknowledged and applied; refused with 400 where RFC or prose name the refusal. */
export const patchRefusals: readonly Scenario[] = WRONG.map((wrong) => ({
  id: `patch.group.${wrong.id}`,
  title: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} is refused without effect`,
  depth: "standard",
  requirements: [
    ...(wrong.whole === undefined ? [] : [wrong.whole]),
    ...(wrong.requirement === undefined ? [] : [wrong.requirement]),
    ...(wrong.byProse ? [NAMED] : []),
    REFUSED,
    DONE,
  ],
  users: 2,
  groups: 1,
  run: async (context) => {
    if (wrong.closedOnly === true && !isClosed(context))
      throw new NoVerdict("not-applicable", "the document does not list the forms that are taken");
    const [member = "", other = ""] = await context.users(2);
    const style = await styleOf(context);
    const group = await context.group([member]);
    const name = context.name("canary");
    const nobody = await context.unknownId(member, "User");
    const ids = { member, other, nobody, name: context.name("never") };
    const sent = wrong.message(renameTo(style, name), style, ids);
    if (wrong.ofRfc === true && !isClosed(context) && context.fits(sent))
      throw new NoVerdict("not-applicable", "neither the RFC nor the document excludes such a filter");
    const answer = await context.write(group.id, sent, {
      title: `PATCH: ${wrong.title}, with a valid rename before it`,
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const status = answer.response?.status ?? 0;
    const named = namedBy(context, wrong);
    if (isSuccess(answer)) {
      await judgeAcceptance(context, wrong, group, name, named);
      return;
    }
    if (wrong.id === "invalid.malformed" && status < 500) judge400(context, MALFORMED, wrong, status);
    else if (named !== undefined && status < 500) {
      context.judge({ requirement: named, invariant: wrong.id, shape: wrong.shape, outcome: "passed" });
      // Where the page lists its refusals it names their status.
      if (wrong.byProse && isClosed(context)) judge400(context, NAMED, wrong, status);
      else if (wrong.is400 === true) judge400(context, named, wrong, status);
    }
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: wrong.whole ?? REFUSED,
      ...(wrong.whole === undefined ? {} : { alsoViolates: [REFUSED] }),
      shape: wrong.shape,
      although: `the PATCH was answered ${statusText(answer)}`,
    });
  },
}));

/** The requirement that names this refusal: the RFC's, else the prose of a vendor that lists its refusals. */
function namedBy(context: ScenarioContext, wrong: Wrong): string | undefined {
  if (wrong.requirement !== undefined) return wrong.requirement;
  return wrong.byProse && isClosed(context) ? NAMED : undefined;
}

function judge400(context: ScenarioContext, requirement: string, wrong: Wrong, status: number): void {
  const common = { requirement, invariant: `status ${wrong.id}`, shape: wrong.shape } as const;
  if (status === 400) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["400"],
      actual: String(status),
      message: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} was refused with ${status}.`,
    });
  }
}

async function judgeAcceptance(
  context: ScenarioContext,
  wrong: Wrong,
  group: GroupFixture,
  name: string,
  named: string | undefined,
): Promise<void> {
  if (wrong.acceptanceOpen === true) {
    throw new NoVerdict("not-applicable", "the server carries out the operation that was to fail");
  }
  if (named !== undefined || wrong.id === "invalid.malformed") {
    const also = named === undefined ? [MALFORMED] : wrong.byProse && isClosed(context) ? [NAMED] : [];
    context.judge({
      requirement: named ?? DONE,
      alsoViolates: also.filter((id) => id !== named),
      invariant: `accepted ${wrong.id}`,
      shape: wrong.shape,
      outcome: "failed",
      expected: ["400"],
      actual: "a success status",
      message: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} was accepted.`,
    });
    return;
  }
  const now = await context.read(group.id, { displayName: name, members: group.members });
  if (now.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
  const common = { requirement: DONE, invariant: `canary ${wrong.id}`, shape: wrong.shape } as const;
  const kept = [...group.members].every((id) => now.members.values.has(id));
  if (now.displayName === name && (kept || wrong.mayRemove === true)) {
    context.judge({ ...common, outcome: "passed" });
    context.judge({
      requirement: LENIENT,
      invariant: wrong.id,
      shape: wrong.shape,
      outcome: "failed",
      expected: ["a refusal with 4xx"],
      actual: `accepted; the Group is ${quote(now.displayName)} with ${now.members.values.size} members`,
      message: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} was accepted.`,
    });
    return;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: ["a refusal", "or the valid part applied and every member kept"],
    actual: `${quote(now.displayName)} with ${now.members.values.size} of ${group.members.size} members`,
    message: `A PATCH with ${wrong.title} was acknowledged; ${kept ? "the valid part of it was not applied" : "members were lost"}.`,
  });
}

/** An empty name: refused where the prose says so; elsewhere refused or stored. */
export const patchEmptyName: Scenario = {
  id: "patch.group.empty-name",
  title: "An empty name is refused without effect where the document says so",
  depth: "standard",
  requirements: [NAMED, REFUSED],
  users: 0,
  groups: 1,
  run: async (context) => {
    const style = nameStyleOf(context);
    const users = await context.someUsers(1);
    const group = await context.group(users);
    const answer = await context.write(group.id, [renameTo(style, "")], {
      title: "PATCH an empty name",
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const wrong: Wrong = {
      id: "empty-name",
      title: "an empty name",
      shape: "name-odd",
      byProse: true,
      message: () => [],
    };
    const named = namedBy(context, wrong);
    if (isRefusal(answer)) {
      if (named !== undefined) judge400(context, named, wrong, answer.response?.status ?? 0);
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: REFUSED,
        shape: "name-odd",
        although: `the PATCH was refused with ${statusText(answer)}`,
      });
      return;
    }
    if (named === undefined || !isSuccess(answer)) return;
    context.judge({
      requirement: named,
      invariant: "accepted empty-name",
      shape: "name-odd",
      outcome: "failed",
      expected: ["400"],
      actual: statusText(answer),
      message: "An empty name was accepted, which the document's prose excludes.",
    });
  },
};
