import { type JsonObject, membersOf, textAttribute } from "../../../scim/index.ts";
import { PATIENCE_MS } from "../../advance.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims, needMethod } from "../described.ts";
import { quoted } from "../filter/cases.ts";
import { keyOf, type Made, makeGroup, makeUser, open, readGroup, say, serviceScenario, VALID } from "../kit.ts";
import { NO_VERSION, needHeeded, tagOf, versionIn } from "./tag.ts";

const STALE = "RFC7644-3.14-IFMATCH-STALE";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

const hasMember =
  (id: string) =>
  (group: JsonObject): boolean =>
    membersOf(group).values.has(id);

/** Who is in a Group is part of it: a version from before an edit of its members is of the past. */
export const staleGroup: Scenario = serviceScenario({
  id: "service.versions.stale-group",
  title: "A PATCH of a Group with the version from before an edit of its members is refused and changes nothing",
  requirements: [STALE, UNCHANGED],
  needs: ["POST User collection", "POST Group collection", "GET Group resource", "PATCH Group resource"],
  makes: { users: 3, groups: 1 },
  run: async (context) => {
    await needMethod(context, "PATCH");
    if ((await claims(context, "etag")) !== true)
      throw new NoVerdict("not-applicable", "the server does not say that it has versions (`etag`)");
    const [first, second, third] = [
      await makeUser(context, "first"),
      await makeUser(context, "second"),
      await makeUser(context, "third"),
    ];
    const group = await makeGroup(context, "own", [first.id]);
    const tag = await versionOf(context, group, first.id);
    await replaceMember(context, group, first.id, second.id);
    if ((await versionOf(context, group, second.id)) === tag) {
      // A version that is made of a time may be the same for some seconds.
      await context.wait(PATIENCE_MS);
      await replaceMember(context, group, second.id, third.id);
      await versionOf(context, group, third.id);
    }
    const displayName = context.name("stale");
    const answer = await patch(context, group, {
      operation: { op: "replace", path: "displayName", value: displayName },
      tag,
      title: "PATCH with the version from before the edit",
    });
    const { resource } = await readGroup(context, group.id, () => true);
    const isDone = resource !== undefined && textAttribute(resource, "displayName") === displayName;
    const operation = keyOf(context, "PATCH Group resource");
    if (isSuccess(answer)) {
      const title = "PATCH with a version that there never was";
      const rename = { op: "replace", path: "displayName", value: displayName };
      needHeeded(await patch(context, group, { operation: rename, tag: NO_VERSION, title }));
    }
    say(context, {
      requirement: STALE,
      invariant: "group",
      holds: !isSuccess(answer),
      expected: ["412, and the Group as it was"],
      actual: `${statusText(answer)}, and the Group ${isDone ? "has changed" : "has not changed"}`,
      message: "A PATCH of a Group with the version from before an edit of its members is answered with success.",
      operation,
    });
    if (!isRefusal(answer)) return;
    say(context, {
      requirement: UNCHANGED,
      alsoViolates: [STALE],
      invariant: "stale-group",
      holds: !isDone,
      expected: ["the Group as it was"],
      actual: "the Group has changed",
      message: "A PATCH of a Group with a version of the past was refused and carried out all the same.",
      operation,
    });
  },
});

async function patch(
  context: ScenarioContext,
  group: Made,
  parts: { readonly operation: JsonObject; readonly tag?: string; readonly title: string },
): ReturnType<ScenarioContext["service"]["request"]> {
  const { operation, tag, title } = parts;
  const answer = await context.service.request({
    method: "PATCH",
    to: { type: "Group", id: group.id },
    title,
    body: [operation],
    headers: tag === undefined ? {} : { "if-match": tag },
    intent: tag === undefined ? VALID : open("a condition on a write"),
  });
  needAnswer(answer);
  return answer;
}

/** One goes and another comes: as many as before, and others. */
async function replaceMember(context: ScenarioContext, group: Made, goes: string, comes: string): Promise<void> {
  const add = { op: "add", path: "members", value: [{ value: comes }] };
  const added = await patch(context, group, { operation: add, title: "add a member" });
  if (!isSuccess(added)) throw new NoVerdict("blocked", `a member could not be added (${statusText(added)})`);
  const remove = { op: "remove", path: `members[value eq ${quoted(goes)}]` };
  const removed = await patch(context, group, { operation: remove, title: "remove the one before" });
  if (!isSuccess(removed)) throw new NoVerdict("blocked", `a member could not be removed (${statusText(removed)})`);
}

/** The version that a read shows with this member. @throws NoVerdict where the member or a version is not shown */
async function versionOf(context: ScenarioContext, group: Made, id: string): Promise<string> {
  const { exchange, resource } = await readGroup(context, group.id, hasMember(id));
  if (resource === undefined || !hasMember(id)(resource))
    throw new NoVerdict("blocked", "the Group does not show its members, as another scenario tells");
  return tagOf(versionIn(exchange));
}
