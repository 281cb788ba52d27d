import { attributeOf, isObject, type JsonObject, parseDateTime, textAttribute, textOf } from "../../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { keyOf, makeUser, readThere, say, serviceScenario, VALID } from "../kit.ts";
import { ask, needFilter } from "./ask.ts";
import { quoted } from "./cases.ts";

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";

/** Longer than times are rounded by, on either side. */
const APART_MS = 2000;

/** Who asks for what has changed since the last time finds it: by when it was changed, and not by when it was made. */
export const modifiedSince: Scenario = serviceScenario({
  id: "service.filter.modified-since",
  title: "A filter on `meta.lastModified` finds who was changed since, and not who was not",
  requirements: [FILTER],
  needs: ["POST User collection", "GET User collection", "GET User resource", "PUT User resource"],
  makes: { users: 2, groups: 0 },
  run: async (context) => {
    await needFilter(context);
    // The one that is changed is made first: by when it was made it would not be found.
    const changed = await makeUser(context, "changed");
    const other = await makeUser(context, "other");
    const { resource: still } = await readThere(context, "User", other.id, (seen) => modifiedOf(seen) !== undefined);
    const then = modifiedOf(still);
    if (then === undefined) throw new NoVerdict("not-applicable", "the server does not show when a User was changed");
    await context.wait(APART_MS + 1000);
    const displayName = context.name("since");
    const answer = await context.service.request({
      method: "PUT",
      to: { type: "User", id: changed.id },
      title: "change one of the two",
      body: { ...changed.body, displayName },
      intent: VALID,
    });
    needAnswer(answer);
    if (!isSuccess(answer))
      throw new NoVerdict(
        isRefusal(answer) ? "not-applicable" : "inconclusive",
        `the PUT was answered ${statusText(answer)}`,
      );
    const isDone = (seen: JsonObject): boolean => textAttribute(seen, "displayName") === displayName;
    const { resource } = await readThere(context, "User", changed.id, isDone);
    const now = modifiedOf(resource);
    if (!isDone(resource) || now === undefined || now - then < APART_MS)
      throw new NoVerdict(
        "not-applicable",
        "a read does not show that one of the two was changed later, which others judge",
      );
    // Before the one and behind the other, however the server rounds.
    const since = new Date(now - 500).toISOString();
    const { ids, exchange } = await ask(
      context,
      "User",
      `${ours([changed.body, other.body])} and meta.lastModified gt ${quoted(since)}`,
      [changed.id],
      [other.id],
    );
    const found = [
      ...(ids.includes(changed.id) ? ["the User who was changed"] : []),
      ...(ids.includes(other.id) ? ["the one who was not"] : []),
    ];
    say(context, {
      requirement: FILTER,
      invariant: "modified since",
      holds: ids.includes(changed.id) && !ids.includes(other.id),
      expected: ["the User who was changed"],
      actual: found.join(" and ") || "neither of the two",
      message: "A filter `meta.lastModified gt …` does not find the one of two Users who was changed since.",
      operation: keyOf(context, "GET User collection"),
      exchanges: [exchange],
    });
  },
});

const ours = (bodies: readonly JsonObject[]): string =>
  `(${bodies.map((body) => `userName eq ${quoted(body["userName"])}`).join(" or ")})`;

/** When a User was last changed, in ms since the epoch, as it shows itself; undefined where it does not say in which zone. */
function modifiedOf(user: JsonObject): number | undefined {
  const meta = attributeOf(user, "meta");
  const text = isObject(meta) ? textOf(attributeOf(meta, "lastModified")) : "";
  return /(?:z|[+-]\d{2}:\d{2})$/iu.test(text) ? parseDateTime(text)?.epochMs : undefined;
}
