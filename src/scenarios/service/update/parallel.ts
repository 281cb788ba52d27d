import type { Exchange } from "../../../result/index.ts";
import { textAttribute } from "../../../scim/index.ts";
import { isSuccess } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, describedUser, needMethod } from "../described.ts";
import { keyOf, learn, makeUser, needSaid, open, read, say, serviceScenario } from "../kit.ts";
import { AT_ONCE, NO_FAILURE, type Round, tryRounds } from "../parallel.ts";

const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const NAMES = ["title", "nickName", "displayName", "userType", "externalId"] as const;
const AT_MOST = 3;

/** PATCHes of one User at once, each of another attribute: no order among them matters, and no change may be lost. */
export const parallelUpdate: Scenario = serviceScenario({
  id: "service.update.parallel",
  title: "No change is lost that a server acknowledges while others change the same User",
  requirements: [KEPT, DONE, NO_FAILURE],
  needs: ["POST User collection", "GET User resource", "PATCH User resource"],
  makes: { users: 1, groups: 0 },
  // Alone at the end: other scenarios would take the connections that are to be used at once.
  last: true,
  run: async (context) => {
    await needMethod(context, "PATCH");
    const { id } = await makeUser(context, "own");
    const names = await kept(context, id);
    const { first, again } = await tryRounds(context, async (label) => await atOnce(context, id, names, label));
    if (first !== undefined) {
      learn(context, "update.parallel", "PATCHes of one User at once", `lose what was acknowledged; ${again}`);
    }
    say(context, {
      requirement: KEPT,
      alsoViolates: [DONE],
      invariant: "user",
      shape: "edit-parallel",
      holds: first === undefined,
      expected: ["every acknowledged change done"],
      actual: `${first?.wrong ?? ""}; ${again}`,
      message: "Of changes that were acknowledged while others changed the same User, some were lost.",
      operation: keyOf(context, "PATCH User resource"),
      ...(first === undefined ? {} : { exchanges: first.exchanges }),
    });
  },
});

const patch = async (
  context: ScenarioContext,
  to: { readonly id: string; readonly name: string; readonly value: string },
  isAlone: boolean,
): Promise<Exchange> =>
  await context.service.request({
    method: "PATCH",
    to: { type: "User", id: to.id },
    title: isAlone ? `replace \`${to.name}\`` : `at once: replace \`${to.name}\``,
    body: [{ op: "replace", path: to.name, value: to.value }],
    intent: isAlone ? open("an attribute that the server may not have") : AT_ONCE,
  });

/**
 * Attributes that keep what one PATCH after the other gives them.
 *
 * @throws NoVerdict `not-applicable` where there are fewer than two
 */
async function kept(context: ScenarioContext, id: string): Promise<readonly string[]> {
  const attributes = (await describedUser(context))?.attributes;
  const names = NAMES.filter((name) => {
    const attribute = attributeNamed(attributes, name);
    return attributes === undefined || name === "externalId" || attribute?.mutability === "readWrite";
  });
  const found: string[] = [];
  for (const name of names) {
    if (found.length === AT_MOST) break;
    const value = context.name(`alone ${name}`);
    const answer = await patch(context, { id, name, value }, true);
    needSaid(answer);
    if (isSuccess(answer)) found.push(name);
  }
  const shows = (resource: Parameters<typeof textAttribute>[0], name: string): boolean =>
    textAttribute(resource, name) === context.name(`alone ${name}`);
  const { resource } = await read(context, "User", id, (seen) => found.every((name) => shows(seen, name)));
  const both = resource === undefined ? [] : found.filter((name) => shows(resource, name));
  if (both.length >= 2) return both;
  throw new NoVerdict("not-applicable", "there are no two attributes that keep what one PATCH after the other sets");
}

async function atOnce(context: ScenarioContext, id: string, names: readonly string[], label: string): Promise<Round> {
  const valueOf = (name: string): string => context.name(`${label} ${name}`);
  const answers = await Promise.all(
    names.map(async (name) => await patch(context, { id, name, value: valueOf(name) }, false)),
  );
  const done = names.filter((_, index) => {
    const answer = answers[index];
    return answer !== undefined && isSuccess(answer);
  });
  const { resource, exchange } = await read(context, "User", id, (seen) =>
    done.every((name) => textAttribute(seen, name) === valueOf(name)),
  );
  if (resource === undefined) throw new NoVerdict("inconclusive", "the User could not be read back");
  const lost = done.filter((name) => textAttribute(resource, name) !== valueOf(name));
  const words = lost.map((name) => `\`${name}\``).join(", ");
  return {
    answers,
    wrong: lost.length === 0 ? undefined : `of ${done.length} acknowledged changes ${words} lost`,
    exchanges: [...answers, exchange],
  };
}
