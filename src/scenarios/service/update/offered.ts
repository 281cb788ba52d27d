import type { ResourceTypeName } from "../../../document/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import { bodyFor, keyOf, make, makeUser, open, readThere, say, serviceScenario, statusOf } from "../kit.ts";

// What a server answers that has no such operation.
const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);

const REQUIREMENTS = { PUT: "RFC7644-3.5-PUT-SUPPORTED", PATCH: "RFC7644-3.5-PATCH-SUPPORTED" } as const;

/** PUT must be offered and PATCH should be (RFC 7644 section 3.5), whatever they then do with a body. */
export const updatesOffered: readonly Scenario[] = (["PUT", "PATCH"] as const).flatMap((method) =>
  (["User", "Group"] as const).map((type) =>
    serviceScenario({
      id: `service.update.${method.toLowerCase()}-${type.toLowerCase()}`,
      title: `${method} of a ${type} is offered`,
      requirements: [REQUIREMENTS[method]],
      needs: [`POST ${type} collection`, `GET ${type} resource`, `${method} ${type} resource`],
      makes: type === "User" ? { users: 1, groups: 0 } : { users: method === "PATCH" ? 1 : 0, groups: 1 },
      run: async (context) => {
        const made = await make(context, { type, body: bodyFor(context, type, "own"), title: `make a ${type}` });
        // Without this a 404 would say that the resource is not there.
        await readThere(context, type, made.id);
        // What the server says of PATCH, asked for before: where it claims to have it, a 501 is a failure like others.
        if (method === "PATCH") await claims(context, "patch");
        const answer = await context.service.request({
          method,
          to: { type, id: made.id },
          title: `${method} a ${type} as it is`,
          body: method === "PUT" ? made.body : [{ op: "replace", path: "displayName", value: context.name("changed") }],
          intent: { kind: "valid" },
        });
        needAnswer(answer);
        // 501 may be of the one operation: who carries out another offers PATCH.
        const isOffered =
          !NOT_OFFERED.has(answer.response?.status ?? 0) ||
          (method === "PATCH" && statusOf(answer) === 501 && (await takesAnother(context, type, made.id)));
        if (isOffered && !isSuccess(answer) && !NOT_OFFERED.has(statusOf(answer)))
          throw new NoVerdict("inconclusive", `it was refused with ${statusText(answer)}, which other scenarios judge`);
        say(context, {
          requirement: REQUIREMENTS[method],
          invariant: "offered",
          holds: isOffered,
          expected: ["200"],
          actual: statusText(answer),
          message: `A ${method} of a ${type} is answered as one that is not offered.`,
          operation: keyOf(context, `${method} ${type} resource`),
        });
      },
    }),
  ),
);

/** True where a PATCH is carried out that clients live by: a User is disabled, a Group is given a member. */
async function takesAnother(context: ScenarioContext, type: ResourceTypeName, id: string): Promise<boolean> {
  const isGroup = type === "Group";
  if (isGroup && context.service.declared("POST", "User", "collection") === undefined) return false;
  const value = isGroup ? [{ value: (await makeUser(context, "member")).id }] : false;
  const answer = await context.service.request({
    method: "PATCH",
    to: { type, id },
    title: isGroup ? "PATCH a Group: add a member" : "PATCH a User: disable it",
    body: [{ op: isGroup ? "add" : "replace", path: isGroup ? "members" : "active", value }],
    intent: open("another operation, where one was answered 501"),
  });
  needAnswer(answer);
  return isSuccess(answer);
}
