import type { Exchange } from "../../../result/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { keyOf, learn, makeUser, readThere, say, serviceScenario } from "../kit.ts";
import { AT_ONCE, NO_FAILURE, type Round, tryRounds } from "../parallel.ts";
import { send } from "./if-match.ts";
import { tagOf, type Versioned, versioned, versionIn } from "./tag.ts";

const STALE = "RFC7644-3.14-IFMATCH-STALE";

/** Two writes at once with the version that there is: the first that is carried out makes it one of the past for the other. */
export const parallelVersions: Scenario = serviceScenario({
  id: "service.versions.parallel",
  title: "Of two PATCHes at once with the same version in If-Match, no more than one is carried out",
  requirements: [STALE, NO_FAILURE],
  needs: ["POST User collection", "GET User resource", "PATCH User resource"],
  makes: { users: 1, groups: 0 },
  // Alone at the end: other scenarios would take the connections that are to be used at once.
  last: true,
  run: async (context) => {
    await needMethod(context, "PATCH");
    const own = await versioned(context, await makeUser(context, "own"));
    if (!own.isClaimed)
      throw new NoVerdict("not-applicable", "the server shows versions, and does not say that it has them");
    await needOneAfterTheOther(context, own);
    const { first, again } = await tryRounds(context, async (label) => await atOnce(context, own, label));
    if (first !== undefined) {
      learn(context, "versions.parallel", "Two PATCHes at once with the same version", `are both done; ${again}`);
    }
    say(context, {
      requirement: STALE,
      invariant: "parallel",
      shape: "edit-parallel",
      holds: first === undefined,
      expected: ["one of them, and 412 for the other"],
      actual: `${first?.wrong ?? ""}; ${again}`,
      message: "Two PATCHes at once with the same version in If-Match were both carried out.",
      operation: keyOf(context, "PATCH User resource"),
      ...(first === undefined ? {} : { exchanges: first.exchanges }),
    });
  },
});

const current = async (context: ScenarioContext, { user }: Versioned): Promise<string> =>
  tagOf(versionIn((await readThere(context, "User", user.id)).exchange));

/**
 * One after the other, the second is refused: else the server has no such versions, or they change by the second.
 *
 * @throws NoVerdict `not-applicable` where it is not
 */
async function needOneAfterTheOther(context: ScenarioContext, own: Versioned): Promise<void> {
  const tag = tagOf(own);
  const patch = async (label: string): Promise<Exchange> =>
    await send(context, "PATCH", own, {
      displayName: context.name(label),
      tag,
      title: `PATCH with the version as it was read: the ${label}`,
    });
  const first = await patch("first");
  if (!isSuccess(first))
    throw new NoVerdict("not-applicable", `a PATCH with the current version was answered ${statusText(first)}`);
  const second = await patch("second");
  if (isSuccess(second))
    throw new NoVerdict(
      "not-applicable",
      "a version is still the current one right after a PATCH: see service.versions",
    );
}

async function atOnce(context: ScenarioContext, own: Versioned, label: string): Promise<Round> {
  const tag = await current(context, own);
  const answers = await Promise.all(
    ["one", "other"].map(
      async (which) =>
        await context.service.request({
          method: "PATCH",
          to: { type: "User", id: own.user.id },
          title: `at once: PATCH with the same version, ${which}`,
          headers: { "if-match": tag },
          body: [{ op: "replace", path: "displayName", value: context.name(`${label} ${which}`) }],
          intent: AT_ONCE,
        }),
    ),
  );
  for (const answer of answers) needAnswer(answer);
  const done = answers.filter(isSuccess);
  return {
    answers,
    wrong: done.length < 2 ? undefined : `both were answered ${done.map(statusText).join(" and ")}`,
    exchanges: answers,
  };
}
