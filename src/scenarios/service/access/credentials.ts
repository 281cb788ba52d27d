import type { Exchange } from "../../../result/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { quoted } from "../filter/cases.ts";
import { isRightStatus, keyOf, makeUser, read, readThere, say, serviceScenario, statusOf } from "../kit.ts";
import { leastOf, shownOfSent } from "../stored.ts";

const ENFORCED = "OPENAPI-SECURITY-ENFORCED";
const STATUS = "RFC7644-3.12-401";
const PROVOKED = { kind: "provoked", cause: "credentials" } as const;

/** @throws NoVerdict where nothing about credentials can be tested */
function needProbes(context: ScenarioContext, operation: string): void {
  const declared = context.contract.operations.find(({ key }) => key === operation);
  if (declared?.secured === false)
    throw new NoVerdict("not-applicable", "the document declares no security for this operation");
  if (!context.authProbes.allowed) throw new NoVerdict("blocked", context.authProbes.reason);
}

function judge(
  context: ScenarioContext,
  exchange: Exchange,
  about: {
    readonly operation: string;
    readonly shape: "credential-missing" | "credential-wrong";
    readonly invariant: string;
  },
): void {
  needAnswer(exchange);
  const status = statusOf(exchange);
  const which = about.shape === "credential-missing" ? "no" : "a wrong";
  say(context, {
    ...about,
    requirement: ENFORCED,
    holds: !isSuccess(exchange),
    expected: ["401"],
    actual: statusText(exchange),
    message: `A ${exchange.request.method} with ${which} credential was accepted.`,
    exchanges: [exchange],
  });
  if (isSuccess(exchange) || status >= 500) return;
  // A document that names 403 for this cause and not 401 settles the question.
  say(context, {
    ...about,
    requirement: STATUS,
    holds: isRightStatus(context, about.operation, status, [401]),
    expected: ["401"],
    actual: statusText(exchange),
    message: `A refused credential was answered ${statusText(exchange)} instead of 401.`,
    exchanges: [exchange],
  });
}

/** Whoever has no credential sees nobody and makes nobody. */
export const credentialScenarios: readonly Scenario[] = [
  serviceScenario({
    id: "service.credentials.read",
    title: "Without a credential no User is shown, in a list or alone",
    requirements: [ENFORCED, STATUS],
    needs: ["POST User collection", "GET User resource"],
    makes: { users: 1, groups: 0 },
    last: true,
    run: async (context) => {
      const operation = keyOf(context, "GET User resource");
      needProbes(context, operation);
      const user = await makeUser(context, "own");
      const alone = await context.service.request({
        method: "GET",
        to: { type: "User", id: user.id },
        title: "read a User without a credential",
        intent: PROVOKED,
        credential: "none",
      });
      judge(context, alone, { operation, shape: "credential-missing", invariant: "read" });
      const list = context.service.declared("GET", "User", "collection");
      if (list === undefined) return;
      const listed = await context.service.request({
        method: "GET",
        to: { type: "User" },
        query: { filter: `userName eq ${quoted(user.body["userName"])}` },
        title: "list the Users without a credential",
        intent: PROVOKED,
        credential: "none",
      });
      judge(context, listed, { operation: list, shape: "credential-missing", invariant: "list" });
    },
  }),
  serviceScenario({
    id: "service.credentials.write",
    title: "Without a credential nobody is made and nobody is deleted",
    requirements: [ENFORCED, STATUS],
    needs: ["POST User collection"],
    makes: { users: 1, groups: 0 },
    last: true,
    run: async (context) => {
      const operation = keyOf(context, "POST User collection");
      needProbes(context, operation);
      const { exchange, id } = await context.service.create({
        type: "User",
        body: context.userBody("intruder"),
        title: "make a User without a credential",
        intent: PROVOKED,
        credential: "none",
      });
      judge(context, exchange, { operation, shape: "credential-missing", invariant: "create" });
      if (id !== undefined) return;
      const remove = context.service.declared("DELETE", "User", "resource");
      if (remove === undefined) return;
      const user = await makeUser(context, "own");
      const before = shownOfSent(user.body, (await readThere(context, "User", user.id)).resource);
      const removed = await context.service.remove({
        type: "User",
        id: user.id,
        title: "DELETE a User without a credential",
        intent: PROVOKED,
        credential: "none",
      });
      judge(context, removed, { operation: remove, shape: "credential-missing", invariant: "delete" });
      const { resource, exchange: seen } = await read(context, "User", user.id);
      const lost = resource === undefined ? ["everything"] : leastOf(before, resource);
      say(context, {
        requirement: ENFORCED,
        invariant: "deleted",
        shape: "credential-missing",
        holds: lost.length === 0,
        expected: ["the User as it was"],
        actual: resource === undefined ? statusText(seen) : `other ${lost.join(", ")}`,
        message: "A DELETE without a credential was carried out.",
        operation: remove,
      });
    },
  }),
  serviceScenario({
    id: "service.credentials.wrong",
    title: "With a wrong credential no User is shown",
    requirements: [ENFORCED, STATUS],
    needs: ["GET User collection"],
    makes: { users: 0, groups: 0 },
    last: true,
    run: async (context) => {
      const operation = keyOf(context, "GET User collection");
      needProbes(context, operation);
      const exchange = await context.service.request({
        method: "GET",
        to: { type: "User" },
        query: { count: "1" },
        title: "list the Users with a wrong credential",
        intent: PROVOKED,
        credential: "wrong",
      });
      judge(context, exchange, { operation, shape: "credential-wrong", invariant: "list" });
    },
  }),
];
