import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import { serviceScenario, statusOf } from "../kit.ts";
import { sayOf } from "./document.ts";

/** Where bulk operations are claimed there is an endpoint for them; how they work is not tested. */
export const bulkThere: Scenario = serviceScenario({
  id: "service.discovery.bulk",
  title: "Where bulk operations are claimed there is an endpoint for them",
  requirements: ["RFC7643-5-CONFIG-HONEST", "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    if ((await claims(context, "bulk")) !== true)
      throw new NoVerdict("not-applicable", "the server does not say that it offers bulk operations");
    const exchange = await context.service.request({
      method: "POST",
      to: { endpoint: "/Bulk" },
      title: "send no bulk operations at all",
      intent: { kind: "open", why: "a bulk request without operations" },
      body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], Operations: [] },
    });
    needAnswer(exchange);
    sayOf(
      context,
      "/ServiceProviderConfig",
    )({
      requirement: "RFC7643-5-CONFIG-HONEST",
      invariant: "bulk",
      holds: ![404, 405, 501].includes(statusOf(exchange)),
      expected: ["an answer to POST /Bulk"],
      actual: statusText(exchange),
      message: "The configuration says that bulk operations are supported, and there is no /Bulk.",
      exchanges: [exchange],
    });
  },
});
