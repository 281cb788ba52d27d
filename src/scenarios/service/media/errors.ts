import { isObject } from "../../../scim/index.ts";
import { bodyIn, isRefusal, isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { type Claim, sayOf } from "../discovery/document.ts";
import { learn, say, serviceScenario } from "../kit.ts";

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
    requirements: ["RFC7643-5-READ-ONLY", "RFC7644-4-DISCOVERY"],
    needs: ["POST User collection"],
    makes: { users: 0, groups: 0 },
    run: async (context) => {
      const { config } = await context.service.discovery();
      if (config.model === undefined)
        throw new NoVerdict("not-applicable", "the server shows no /ServiceProviderConfig");
      const exchange = await context.service.request({
        method: "PUT",
        to: { endpoint: "/ServiceProviderConfig" },
        title: "PUT the configuration as it is",
        intent: { kind: "provoked", cause: "method" },
        body: config.body,
      });
      needAnswer(exchange);
      const status = exchange.response?.status ?? 0;
      learn(context, "config-put", "A PUT of the ServiceProviderConfig", `is answered ${statusText(exchange)}`);
      sayOf(
        context,
        "/ServiceProviderConfig",
      )({
        requirement: "RFC7643-5-READ-ONLY",
        invariant: "put",
        holds: (status >= 400 && status < 500) || status === 501,
        expected: ["405, or another refusal"],
        actual: statusText(exchange),
        message: "The configuration, which is readOnly, can be written to.",
        exchanges: [exchange],
      });
      for (const endpoint of ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"]) {
        const posted = await context.service.request({
          method: "POST",
          to: { endpoint },
          title: `POST nothing to ${endpoint}`,
          intent: { kind: "provoked", cause: "method" },
          body: {},
        });
        needAnswer(posted);
        sayOf(
          context,
          endpoint,
        )({
          requirement: "RFC7643-5-READ-ONLY",
          invariant: endpoint === "/Schemas" ? "post" : `post ${endpoint}`,
          holds: !isSuccess(posted),
          expected: ["405, or another refusal"],
          actual: statusText(posted),
          message: `A POST to ${endpoint}, which is there to be read, is answered with success.`,
          exchanges: [posted],
        });
      }
    },
  }),
];
