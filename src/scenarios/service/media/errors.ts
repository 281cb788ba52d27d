import { isDeepStrictEqual } from "node:util";
import type { Exchange } from "../../../result/index.ts";
import { isObject } from "../../../scim/index.ts";
import { bodyIn, isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { type Claim, sayOf } from "../discovery/document.ts";
import { learn, say, serviceScenario, statusOf } from "../kit.ts";

const READ_ONLY = "RFC7643-5-READ-ONLY";
const NOT_ALLOWED = "RFC9110-9.1-NOT-ALLOWED";
const CONFIG = "/ServiceProviderConfig";

/** Endpoints and methods that are not there: refused, with a body that says why. */
export const errorScenarios: readonly Scenario[] = [
  serviceScenario({
    id: "service.errors.unknown-endpoint",
    title: "An endpoint that is not there is answered 404 with a SCIM error",
    requirements: ["RFC7644-3.12-404", "RFC7644-3.12-ERR-JSON"],
    needs: ["POST User collection"],
    makes: { users: 0, groups: 0 },
    run: async (context) => {
      const exchange = await context.service.look(
        {
          to: { endpoint: "/ScimproofNothings" },
          title: "ask for an endpoint that is not there",
          intent: { kind: "helper" },
        },
        () => true,
      );
      needAnswer(exchange);
      const common = { operation: "GET /ScimproofNothings", exchanges: [exchange] };
      // Of what no document speaks of, only the RFC suite judges; elsewhere it is told.
      const sayIt = context.contract.profile.generic
        ? (claim: Claim): void => say(context, { ...claim, ...common })
        : sayOf(context, "/ScimproofNothings");
      sayIt({
        ...common,
        requirement: "RFC7644-3.12-404",
        invariant: "endpoint",
        holds: exchange.response?.status === 404,
        expected: ["404"],
        actual: statusText(exchange),
        message: "An endpoint that is not there is not answered 404.",
      });
      if (!isRefusal(exchange)) return;
      const body = bodyIn(exchange);
      sayIt({
        ...common,
        requirement: "RFC7644-3.12-ERR-JSON",
        invariant: "endpoint",
        holds: isObject(body),
        expected: ["a JSON object with schemas and status"],
        actual: (exchange.response?.body ?? "").slice(0, 100) || "no body",
        message: "The error for an endpoint that is not there has no JSON body.",
      });
    },
  }),
  serviceScenario({
    id: "service.errors.method",
    title: "A method that the configuration does not have is refused",
    requirements: [READ_ONLY, NOT_ALLOWED, "RFC7644-4-DISCOVERY"],
    needs: ["POST User collection"],
    makes: { users: 0, groups: 0 },
    run: async (context) => {
      const { config } = await context.service.discovery();
      if (config.model === undefined)
        throw new NoVerdict("not-applicable", "the server shows no /ServiceProviderConfig");
      const put = await send(context, { method: "PUT", endpoint: CONFIG, body: config.body });
      learn(context, "config-put", "A PUT of the ServiceProviderConfig", `is answered ${statusText(put)}`);
      const taken = [put, await send(context, { method: "POST", endpoint: CONFIG, body: {} })];
      judgeMethods(context, CONFIG, taken);
      await judgeWritten(context, taken, config.body);
      for (const endpoint of ["/ResourceTypes", "/Schemas"])
        judgeMethods(context, endpoint, [await send(context, { method: "POST", endpoint, body: {} })]);
    },
  }),
];

async function send(
  context: ScenarioContext,
  { method, endpoint, body }: { readonly method: "PUT" | "POST"; readonly endpoint: string; readonly body: unknown },
): Promise<Exchange> {
  const exchange = await context.service.request({
    method,
    to: { endpoint },
    title: method === "PUT" ? "PUT the configuration as it is" : `POST nothing to ${endpoint}`,
    intent: { kind: "provoked", cause: "method" },
    body,
  });
  needAnswer(exchange);
  return exchange;
}

/** What is there to be read alone has no other method: 405 says so (RFC 7644 section 3.2, RFC 9110 section 9.1). */
function judgeMethods(context: ScenarioContext, endpoint: string, sent: readonly Exchange[]): void {
  const taken = sent.filter(isSuccess);
  const names = taken.map(({ request }) => request.method).join(" and a ");
  sayOf(
    context,
    endpoint,
  )({
    requirement: NOT_ALLOWED,
    invariant: endpoint,
    holds: taken.length === 0,
    expected: ["405, or another refusal"],
    actual: taken.map((one) => `${one.request.method} ${statusText(one)}`).join(", "),
    message: `A ${names} to ${endpoint}, which is there to be read, is answered with success.`,
    exchanges: taken,
  });
  // Who says that something was made takes a body; one that shows what was there, as a GET does, may have ignored it.
  const made = taken.filter((one) => statusOf(one) === 201);
  sayOf(
    context,
    endpoint,
  )({
    requirement: READ_ONLY,
    invariant: `made ${endpoint}`,
    holds: made.length === 0,
    expected: ["405, or another refusal"],
    actual: made.map((one) => `${one.request.method} ${statusText(one)}`).join(", "),
    message: `A ${names} to ${endpoint}, where nothing can be written, is answered 201, as if something had been made.`,
    exchanges: made,
  });
}

/** What is readOnly is ignored in a PUT (RFC 7644 section 3.5.1): only a configuration that has changed was written to. */
async function judgeWritten(context: ScenarioContext, sent: readonly Exchange[], before: unknown): Promise<void> {
  if (!sent.some(isSuccess)) return;
  const look = { to: { endpoint: CONFIG }, title: "read the configuration again", intent: { kind: "helper" } } as const;
  const seen = await context.service.look(look, (one) => isDeepStrictEqual(bodyIn(one), before));
  needAnswer(seen);
  if (!isSuccess(seen)) return;
  sayOf(
    context,
    CONFIG,
  )({
    requirement: READ_ONLY,
    invariant: "written",
    holds: isDeepStrictEqual(bodyIn(seen), before),
    expected: ["the configuration as it was"],
    actual: "another one",
    message: "The configuration, which is readOnly, is another one after a request to write it.",
    exchanges: [...sent, seen],
  });
}
