import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { headOf } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import { declares } from "../declares.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { type ExpectedAttribute, expectUser, readWritten, show, valueAt } from "./expect-user.ts";
import { isWholeName, sameValue } from "./same-value.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const TARGET = "RFC7644-3.5.1-TARGET-ONLY";
const REPLACED = "RFC7644-3.5.1-RW-REPLACED";

/** What two people may have in common: a family name, the telephone of an office, an address that several read. */
const SHARED = ["emails", "phoneNumbers", "name.familyName", "externalId"] as const;

type Shared = (typeof SHARED)[number];

/** Two Users with one value: both keep it, or the second one is refused. The first has changed in neither case. */
export const userSharedValues: ScenarioFamily["scenarios"] = (_contract, operation) =>
  SHARED.filter((path) => declares(operation, path)).map(scenarioFor);

function scenarioFor(path: Shared): Scenario {
  return {
    id: `put.user.shared.${path}`,
    title: `A PUT with another User's \`${path}\` leaves that User as it was`,
    depth: "standard",
    users: 0,
    groups: 0,
    requirements: [TARGET, REPLACED],
    run: async (context) => {
      const first = await context.user("first");
      const second = await context.user("second");
      const value = valueOf(context, path);
      const before = await putShared(context, first, "the first of two Users", path, value);
      const answer = await write(context, second, `the second User with the same \`${path}\``, path, value);
      context.learn({
        id: `put.shared.${path}`,
        title: `\`${path}\` of two Users`,
        value: isSuccess(answer) ? "may be the same" : `may not be the same (${statusText(answer)})`,
      });
      if (isSuccess(answer)) await expectUser(context, { id: second.id, answer, attributes: [{ path, value }] });
      else if (!isRefusal(answer))
        throw new NoVerdict("inconclusive", `the second PUT was answered ${statusText(answer)}`);
      await judgeFirst(context, first, path, before);
    },
  };
}

function valueOf(context: ScenarioContext, path: Shared): unknown {
  if (path === "externalId") return context.name("shared external id");
  if (path === "name.familyName") return context.attribute(path, "shared") ?? "Lovelace";
  const value =
    context.attribute(`${path}.value`, "shared") ?? (path === "emails" ? "shared@example.com" : "+49 30 901829");
  return [{ value, type: "work", primary: true }];
}

async function write(
  context: ScenarioContext,
  user: UserFixture,
  words: string,
  path: Shared,
  value: unknown,
): ReturnType<ScenarioContext["write"]> {
  const texts = textsOf(context, words);
  const body = texts.reduce<Readonly<Record<string, unknown>>>(
    (sofar, text) => withValue(sofar, text.path, text.value),
    withValue(withValue(user.body, "name.formatted", undefined), path, value),
  );
  if (!context.fits(body)) throw new NoVerdict("not-applicable", "the document's schema excludes what would be sent");
  const answer = await context.write(user.id, body, {
    title: `PUT ${words}`,
    intent: { kind: "open", why: "a value that two Users have" },
  });
  needAnswer(answer);
  return answer;
}

/** Texts of each User's own, by which one of them would show that it was taken for the other. */
function textsOf(context: ScenarioContext, label: string): readonly ExpectedAttribute[] {
  const paths = new Set([canaryPath(context.operation), "displayName", "title"]);
  return [...paths]
    .filter((path) => declares(context.operation, path) && headOf(path) !== "name" && path !== "externalId")
    .map((path) => ({ path, value: context.attribute(path, label) ?? context.name(`${path} ${label}`) }));
}

/** @returns what the first User shows of what it was sent */
async function putShared(
  context: ScenarioContext,
  user: UserFixture,
  words: string,
  path: Shared,
  value: unknown,
): Promise<readonly ExpectedAttribute[]> {
  const answer = await write(context, user, words, path, value);
  if (!isSuccess(answer)) {
    const outcome = isRefusal(answer) ? "not-applicable" : "inconclusive";
    throw new NoVerdict(outcome, `a PUT with this \`${path}\` is answered ${statusText(answer)} for one User as well`);
  }
  const sent: readonly ExpectedAttribute[] = [
    ...["userName", "externalId", "active"]
      .filter((each) => each !== path && user.body[each] !== undefined)
      .map((each) => ({ path: each, value: user.body[each] })),
    ...textsOf(context, words),
    { path, value },
  ];
  const { resource } = await readWritten(context, { id: user.id, attributes: sent, answer });
  if (isWholeName(path, resource) || !sameValue(value, valueAt(resource, path), path))
    throw new NoVerdict("not-applicable", `the server does not keep \`${path}\` as it is sent`);
  return sent.filter((each) => sameValue(each.value, valueAt(resource, each.path), each.path));
}

async function judgeFirst(
  context: ScenarioContext,
  user: UserFixture,
  shared: Shared,
  before: readonly ExpectedAttribute[],
): Promise<void> {
  const { resource, by } = await readWritten(context, { id: user.id, attributes: before, about: TARGET });
  for (const { path, value } of before) {
    const stored = valueAt(resource, path);
    const common = { requirement: TARGET, invariant: path, shape: "none" } as const;
    if (sameValue(value, stored, path)) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: [`${show(value)}, as before`],
        actual: `${show(stored)} in ${by}`,
        message: `A PUT of a User with the \`${shared}\` of another one changed \`${path}\` of that other one.`,
        pointer: `/${path.replaceAll(".", "/")}`,
      });
    }
  }
}
