import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import type { JsonObject } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import { quoted } from "../filter/cases.ts";
import {
  bodyFor,
  idsOf,
  isRightStatus,
  keyOf,
  learn,
  type Made,
  make,
  open,
  read,
  readThere,
  resourcesOf,
  say,
  serviceScenario,
  statusOf,
} from "../kit.ts";
import { leastOf, shownOfSent } from "../stored.ts";

const STATUS = "RFC7644-3.6-204";
const GONE = "RFC7644-3.6-404-ALL";
const OMITTED = "RFC7644-3.6-OMITTED";
const OTHERS = "RFC7644-3.6-TARGET-ONLY";

/** A deleted resource is gone from everywhere, and no other one is. */
export const deleteScenarios: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.delete.${type.toLowerCase()}`,
    title: `A ${type} that was deleted is gone, and no other ${type} is`,
    depth: "smoke",
    requirements: [STATUS, GONE, OMITTED, OTHERS],
    needs: [`POST ${type} collection`, `DELETE ${type} resource`],
    makes: type === "User" ? { users: 2, groups: 0 } : { users: 0, groups: 2 },
    run: async (context) => {
      const operation = keyOf(context, `DELETE ${type} resource`);
      const other = await makeOne(context, type, "other");
      const made = await makeOne(context, type, "own");
      await readThere(context, type, made.id);
      const before = shownOfSent(other.body, (await readThere(context, type, other.id)).resource);
      const exchange = await context.service.remove({ type, id: made.id, title: `DELETE the ${type}` });
      needAnswer(exchange);
      if (statusOf(exchange) === 501 && context.contract.profile.generic) {
        learn(context, "delete", "DELETE", "is not supported (501)");
        throw new NoVerdict("not-applicable", "the server does not support DELETE, which 501 says");
      }
      if (!isSuccess(exchange)) {
        say(context, {
          requirement: STATUS,
          invariant: "accepted",
          holds: false,
          expected: ["204"],
          actual: statusText(exchange),
          message: `The DELETE of a ${type} that is there is not carried out.`,
          operation,
        });
        return;
      }
      say(context, {
        requirement: STATUS,
        invariant: "status",
        holds: statusOf(exchange) === 204,
        expected: ["204"],
        actual: statusText(exchange),
        message: `The DELETE of a ${type} is not answered 204.`,
        operation,
      });
      const isGone = await judgeGone(context, type, made, operation);
      await judgeOther(context, type, { id: other.id, before }, operation);
      if (isGone) {
        context.confirmed("GET", operation);
        await judgeLater(context, type, made);
        await judgeList(context, type, made);
      }
    },
  }),
);

async function makeOne(context: ScenarioContext, type: ResourceTypeName, label: string): Promise<Made> {
  return await make(context, { type, body: bodyFor(context, type, label), title: `make the ${type} “${label}”` });
}

async function judgeGone(
  context: ScenarioContext,
  type: ResourceTypeName,
  { id }: Made,
  operation: string,
): Promise<boolean> {
  const exchange = await context.service.look(
    { to: { type, id }, title: `read the ${type} that was deleted`, intent: { kind: "provoked", cause: "unknown-id" } },
    (seen) => !isSuccess(seen),
  );
  needAnswer(exchange);
  const status = statusOf(exchange);
  // Acknowledged and still there: what was taken for removed has to be removed after all.
  if (isSuccess(exchange)) context.adopt(id, type);
  say(context, {
    requirement: GONE,
    invariant: "get",
    holds: isRightStatus(context, context.service.declared("GET", type, "resource") ?? "", status, [404]),
    expected: ["404"],
    actual: statusText(exchange),
    message: `A ${type} whose DELETE was acknowledged is not answered 404.`,
    operation,
  });
  return !isSuccess(exchange) && status < 500;
}

/** PUT, PATCH and DELETE of what is gone: 404, and nothing comes back to life. */
async function judgeLater(context: ScenarioContext, type: ResourceTypeName, { id, body }: Made): Promise<void> {
  const intent = { kind: "provoked", cause: "unknown-id" } as const;
  const name = type === "User" ? "userName" : "displayName";
  for (const method of ["PUT", "PATCH", "DELETE"] as const) {
    const operation = context.service.declared(method, type, "resource");
    if (operation === undefined || (method === "PATCH" && (await claims(context, "patch")) === false)) continue;
    const exchange = await context.service.request({
      method,
      to: { type, id },
      title: `${method} the ${type} that was deleted`,
      intent,
      ...(method === "PUT" ? { body } : {}),
      ...(method === "PATCH" ? { body: [{ op: "replace", path: name, value: body[name] }] } : {}),
    });
    needAnswer(exchange);
    if (statusOf(exchange) === 501) continue;
    say(context, {
      requirement: GONE,
      invariant: method.toLowerCase(),
      holds: isRightStatus(context, operation, statusOf(exchange), [404]),
      expected: ["404"],
      actual: statusText(exchange),
      message: `${method} of a ${type} that was deleted is not answered 404.`,
      operation,
    });
    if (!isSuccess(exchange) || method === "DELETE") continue;
    const { resource } = await read(context, type, id);
    if (resource !== undefined) context.adopt(id, type);
  }
}

async function judgeList(context: ScenarioContext, type: ResourceTypeName, { id, body }: Made): Promise<void> {
  const operation = context.service.declared("GET", type, "collection");
  if (operation === undefined || (await claims(context, "filter")) === false) return;
  const name = type === "User" ? "userName" : "displayName";
  const isIn = (seen: Exchange): boolean => idsOf(resourcesOf(seen) ?? []).includes(id);
  const exchange = await context.service.look(
    {
      to: { type },
      query: { filter: `${name} eq ${quoted(body[name])}` },
      title: `look for the ${type} that was deleted`,
      intent: open("a filter that a server need not support"),
    },
    (seen) => !isIn(seen),
  );
  if (resourcesOf(exchange) === undefined) return;
  say(context, {
    requirement: OMITTED,
    invariant: "list",
    holds: !isIn(exchange),
    expected: [`no ${type} of this id`],
    actual: "it is in the list",
    message: `A query shows a ${type} that was deleted.`,
    operation,
    exchanges: [exchange],
  });
}

async function judgeOther(
  context: ScenarioContext,
  type: ResourceTypeName,
  { id, before }: { readonly id: string; readonly before: JsonObject },
  operation: string,
): Promise<void> {
  const { resource, exchange } = await read(context, type, id);
  const lost = resource === undefined ? ["everything"] : leastOf(before, resource);
  say(context, {
    requirement: OTHERS,
    invariant: "other",
    holds: lost.length === 0,
    expected: [`the other ${type} as it was`],
    actual: resource === undefined ? statusText(exchange) : `other ${lost.join(", ")}`,
    message: `The DELETE of one ${type} has touched another.`,
    operation,
  });
}

/** An id that names nothing cannot be deleted. */
export const deleteUnknown: Scenario = serviceScenario({
  id: "service.delete.unknown",
  title: "The DELETE of an id that names nothing is answered 404",
  requirements: ["RFC7644-3.12-404"],
  needs: ["POST User collection", "DELETE User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    const operation = keyOf(context, "DELETE User resource");
    const known = await makeOne(context, "User", "known");
    const id = await context.unknownId(known.id, "User");
    const exchange = await context.service.request({
      method: "DELETE",
      to: { type: "User", id },
      title: "DELETE a User of an id that names none",
      intent: { kind: "provoked", cause: "unknown-id" },
    });
    needAnswer(exchange);
    if (statusOf(exchange) >= 500) throw new NoVerdict("inconclusive", `DELETE was answered ${statusText(exchange)}`);
    say(context, {
      requirement: "RFC7644-3.12-404",
      invariant: "delete",
      holds: isRightStatus(context, operation, statusOf(exchange), [404]),
      expected: ["404"],
      actual: statusText(exchange),
      message: "The DELETE of an id that names nothing is not answered 404.",
      operation,
    });
  },
});
