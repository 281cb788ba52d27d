import type { Exchange } from "../../../result/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { keyOf, type Needed, readThere, resourceOf, say, serviceScenario } from "../kit.ts";
import { send, shows } from "./if-match.ts";
import { bareOf, opaqueOf, tagOf, type Versioned, versioned, versionIn } from "./tag.ts";

const CHANGES = "RFC7644-3.14-ETAG-CHANGES";
const WRITES = "RFC7644-3.14-ETAG-ON-WRITES";
const SAME = "RFC7643-3.1-META-VERSION-ETAG";

/** The version moves with a PATCH that changes something, and with no other. */
export const patchMovesTag: Scenario = serviceScenario({
  id: "service.versions.changes-by-patch",
  title: "The ETag is another one after a PATCH that changes something, and the same after one that does not",
  requirements: [CHANGES],
  needs: ["POST User collection", "GET User resource", "PATCH User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    await needMethod(context, "PATCH");
    const own = await versioned(context);
    const operation = keyOf(context, "PATCH User resource");
    const displayName = context.name("changed");
    await change(context, own, displayName, "change the User");
    if (!(await shows(context, own.user.id, displayName))) throw new NoVerdict("blocked", "the change cannot be seen");
    const after = tagOf(versionIn((await readThere(context, "User", own.user.id)).exchange));
    say(context, {
      requirement: CHANGES,
      invariant: "changed by patch",
      holds: after !== tagOf(own),
      expected: ["another ETag"],
      actual: after,
      message: "The ETag of a User is the same after a PATCH that changed something.",
      operation,
    });
    await change(context, own, displayName, "give the User the name that it has");
    const again = tagOf(versionIn((await readThere(context, "User", own.user.id)).exchange));
    say(context, {
      requirement: CHANGES,
      invariant: "still after patch",
      holds: again === after,
      expected: [after],
      actual: again,
      message: "The ETag of a User is another one after a PATCH that changed nothing.",
      operation,
    });
  },
});

async function change(context: ScenarioContext, own: Versioned, displayName: string, title: string): Promise<void> {
  const answer = await send(context, "PATCH", own, { displayName, tag: undefined, title });
  if (!isSuccess(answer)) throw new NoVerdict("blocked", `PATCH was answered ${statusText(answer)}`);
}

/** Whoever has written need not read to write again: the answer has the version that a read shows. */
export const tagOnWrites: readonly Scenario[] = (["POST", "PUT", "PATCH"] as const).map((method) =>
  serviceScenario({
    id: `service.versions.on-${method.toLowerCase()}`,
    title: `The answer to a ${method} that shows a User has the ETag that a read shows`,
    requirements: [WRITES, SAME],
    needs: [
      "POST User collection",
      "GET User resource",
      ...(method === "POST" ? [] : ([`${method} User resource`] satisfies readonly Needed[])),
    ],
    makes: { users: 1, groups: 0 },
    run: async (context) => {
      if (method !== "POST") await needMethod(context, method);
      const own = await versioned(context);
      tagOf(own);
      const answer = method === "POST" ? own.user.exchange : await written(context, method, own);
      const { header, meta } = versionIn(answer);
      if (resourceOf(answer) === undefined)
        throw new NoVerdict("not-applicable", `the answer to ${method} does not show the User`);
      if (header !== undefined && meta !== undefined)
        say(context, {
          requirement: SAME,
          invariant: `same after ${method.toLowerCase()}`,
          holds: bareOf(header) === bareOf(meta),
          expected: [header],
          actual: meta,
          message: `In the answer to a ${method} \`meta.version\` and the ETag are not the same.`,
          operation: keyOf(context, method === "POST" ? "POST User collection" : `${method} User resource`),
          exchanges: [answer],
        });
      const { exchange } = await readThere(context, "User", own.user.id);
      const now = versionIn(exchange).header;
      if (now === undefined) throw new NoVerdict("not-applicable", "a read shows no ETag");
      say(context, {
        requirement: WRITES,
        invariant: method.toLowerCase(),
        holds: header !== undefined && opaqueOf(header) === opaqueOf(now),
        expected: [`ETag ${now}`],
        actual: header === undefined ? "no ETag header" : `ETag ${header}`,
        message: `The answer to a ${method} shows a User, though not with the ETag that a read shows.`,
        operation: keyOf(context, method === "POST" ? "POST User collection" : `${method} User resource`),
        exchanges: [answer, exchange],
      });
    },
  }),
);

async function written(context: ScenarioContext, method: "PUT" | "PATCH", own: Versioned): Promise<Exchange> {
  const displayName = context.name("changed");
  const answer = await send(context, method, own, { displayName, tag: undefined, title: `${method} a change` });
  needAnswer(answer);
  if (!isSuccess(answer)) throw new NoVerdict("blocked", `${method} was answered ${statusText(answer)}`);
  return answer;
}
