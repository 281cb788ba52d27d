import type { JsonObject } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { hasMember, needMember } from "../groups/memberships.ts";
import {
  groupOf,
  keyOf,
  learn,
  makeGroup,
  makeUser,
  needSaid,
  open,
  readGroup,
  readThere,
  say,
  serviceScenario,
} from "../kit.ts";

const OTHERS = "RFC7644-3.6-TARGET-ONLY";

/** The second Group of a pair. @throws NoVerdict `not-applicable` where the server takes none such */
async function second(context: ScenarioContext, body: JsonObject, what: string, first: string): Promise<string> {
  const { exchange, id } = await context.service.create({
    type: "Group",
    body,
    title: `make ${what}`,
    intent: open(what),
  });
  needAnswer(exchange);
  needSaid(exchange);
  if (!isSuccess(exchange) || id === undefined)
    throw new NoVerdict("not-applicable", `${what} was answered ${statusText(exchange)}`);
  if (id === first) throw new NoVerdict("not-applicable", `${what} was answered with the first Group`);
  return id;
}

async function remove(context: ScenarioContext, id: string, what: string): Promise<void> {
  const gone = await context.service.remove({ type: "Group", id, title: `DELETE ${what}` });
  needAnswer(gone);
  needSaid(gone);
  if (!isSuccess(gone)) throw new NoVerdict("not-applicable", `the DELETE of ${what} was answered ${statusText(gone)}`);
}

/** The Group that nobody deleted is there, and who was in it is in it. */
async function judgeThere(
  context: ScenarioContext,
  { id, member, message }: { readonly id: string; readonly member: string; readonly message: string },
): Promise<void> {
  const { exchange, resource } = await readGroup(context, id, hasMember(member));
  say(context, {
    requirement: OTHERS,
    invariant: "other-group",
    holds: resource !== undefined && hasMember(member)(resource),
    expected: ["the other Group, with its member"],
    actual: resource === undefined ? statusText(exchange) : "the Group without its member",
    message,
    operation: keyOf(context, "DELETE Group resource"),
  });
}

/** What is deleted is what the id names, and a name that two Groups have is no id. */
const sameName: Scenario = serviceScenario({
  id: "service.delete.same-name",
  title: "The DELETE of a Group leaves another of the same `displayName` as it was",
  requirements: [OTHERS],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "DELETE Group resource"],
  makes: { users: 1, groups: 2 },
  run: async (context) => {
    const member = (await makeUser(context, "member")).id;
    const stays = (await makeGroup(context, "the same", [member])).id;
    const goes = await second(context, groupOf(context, "the same"), "a Group of the name of another", stays);
    await needMember(context, { group: stays, member });
    await remove(context, goes, "one of two Groups of the same name");
    const message = "With a Group another one of the same `displayName` was deleted or changed.";
    await judgeThere(context, { id: stays, member, message });
  },
});

/** A Group in a Group is a resource of its own: it does not go with the outer one. */
const outerGroup: Scenario = serviceScenario({
  id: "service.delete.outer-group",
  title: "The DELETE of a Group leaves the Group that was in it as it was",
  requirements: [OTHERS],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "DELETE Group resource"],
  makes: { users: 1, groups: 2 },
  run: async (context) => {
    const member = (await makeUser(context, "member")).id;
    const inner = (await makeGroup(context, "inner", [member])).id;
    const outer = await second(context, groupOf(context, "outer", [inner]), "a Group with a Group in it", inner);
    const { resource } = await readThere(context, "Group", outer, hasMember(inner));
    if (!hasMember(inner)(resource)) {
      learn(context, "groups.in-groups", "A Group as a member of a Group", "is not kept");
      throw new NoVerdict("not-applicable", "a Group as a member of a Group is not kept");
    }
    await needMember(context, { group: inner, member });
    await remove(context, outer, "the outer Group");
    const message = "With a Group the Group that was in it was deleted or changed.";
    await judgeThere(context, { id: inner, member, message });
  },
});

/** A DELETE of a Group removes that Group, and none that is like it or in it. */
export const neighbours: readonly Scenario[] = [sameName, outerGroup];
