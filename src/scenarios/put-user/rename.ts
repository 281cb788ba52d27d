import { isUnassigned, URN } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import { declares } from "../declares.ts";
import { DEPARTMENT, ENTERPRISE } from "../patch-user/values.ts";
import type { Scenario } from "../scenario.ts";
import { type ExpectedAttribute, expectUser, readWritten, valueAt } from "./expect-user.ts";
import { isWholeName, sameValue } from "./same-value.ts";
import { declaredAttributes, type UserAttribute, valuesFor, withValue } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";

/** Another name and all the rest once more: whoever makes a new account of it forgets what the old one had. */
export const userRenameKeepsAll: Scenario = {
  id: "put.user.rename-keeps-all",
  title: "A PUT with another `userName` stores all that it sends beside it",
  depth: "standard",
  users: 0,
  groups: 0,
  requirements: [REPLACED, "RFC7644-3.1-RESPONSE-STATE"],
  run: async (context) => {
    const user = await context.user("own");
    const { body, kept } = await putAll(context, user);
    const renamed = withValue(body, "userName", context.userBody("renamed")["userName"]);
    const answer = await context.write(user.id, renamed, {
      title: "PUT the same with another `userName`",
      intent: { kind: "open", why: "another `userName`" },
    });
    needAnswer(answer);
    if (isRefusal(answer))
      throw new NoVerdict("not-applicable", `another \`userName\` is refused with ${statusText(answer)}`);
    await expectUser(context, { id: user.id, answer, attributes: kept });
  },
};

/** A body with all that the server takes, and what of it the User then shows as it was sent. */
async function putAll(
  context: ScenarioContext,
  user: UserFixture,
): Promise<{ readonly body: Readonly<Record<string, unknown>>; readonly kept: readonly ExpectedAttribute[] }> {
  const { operation } = context;
  const all = declaredAttributes(operation);
  // Of some a server may know better which values exist.
  const plain = all.filter(({ open }) => open !== true);
  const extended = declares(operation, DEPARTMENT);
  for (const [attributes, isExtended] of [
    [all, extended],
    [plain, extended],
    [plain, false],
  ] as const) {
    const bare = bodyWith(context, user, attributes);
    const body = isExtended ? withExtension(bare) : bare;
    if (!context.fits(body)) continue;
    const answer = await context.write(user.id, body, {
      title: "PUT the User with all it may have",
      intent: { kind: "open", why: "which values exist" },
    });
    needAnswer(answer);
    if (isRefusal(answer)) continue;
    if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
    const sent = ["active", DEPARTMENT, ...attributes.map(({ path }) => path)]
      .map((path) => ({ path, value: valueAt(body, path) }))
      .filter(({ value }) => !isUnassigned(value));
    const { resource } = await readWritten(context, { id: user.id, attributes: sent, answer });
    // What is not stored as it is sent other scenarios judge.
    const kept = sent.filter(
      ({ path, value }) => !isWholeName(path, resource) && sameValue(value, valueAt(resource, path), path),
    );
    return { body, kept };
  }
  throw new NoVerdict("not-applicable", "a PUT of all that a User may have is refused, or the document excludes it");
}

function bodyWith(
  context: ScenarioContext,
  user: UserFixture,
  attributes: readonly UserAttribute[],
): Readonly<Record<string, unknown>> {
  const always = context.contract.profile.put.alwaysSend.User ?? {};
  const parts: Readonly<Record<string, unknown>> = withValue(user.body, "name.formatted", undefined);
  const body = attributes.reduce<Readonly<Record<string, unknown>>>(
    (sofar, attribute) => withValue(sofar, attribute.path, valuesFor(context, attribute)[0]),
    parts,
  );
  return { ...body, ...always };
}

function withExtension(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...withValue(body, DEPARTMENT, "Analytical Engines"), schemas: [URN.user, ENTERPRISE] };
}
