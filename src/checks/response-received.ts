import { type Check, defineCheck, failed, passed } from "./check.ts";

const REQUIREMENT = "OPENAPI-RESPONSE-RECEIVED";

// These say that the server took the request and did not give a whole answer. That no connection came about may as well
// be the network's doing: the scenario ends inconclusive then.
const SERVER_BROKE = new Set(["timeout", "reset", "truncated", "malformed", "body-too-large"]);

const MESSAGES: Readonly<Record<string, string>> = {
  timeout: "No whole answer came in time; a server that is only slow needs a longer --timeout.",
  "body-too-large": "The answer is too large to be read; where resources are that large, raise --max-body.",
};

/** The operation answers with a complete HTTP message. */
export const responseReceived: Check = defineCheck({
  id: "response.received",
  title: "A complete answer arrives",
  requirements: [REQUIREMENT],
  scope: "notice-on-helpers",
  example: { breaks: true },
  judge: ({ exchange }) => {
    if (exchange.failure === undefined) return [passed(REQUIREMENT, "message")];
    if (!SERVER_BROKE.has(exchange.failure.kind)) return [];
    return [
      failed(REQUIREMENT, exchange.failure.kind, {
        expected: ["a complete HTTP response"],
        actual: `${exchange.failure.kind}: ${exchange.failure.message}`,
        message: MESSAGES[exchange.failure.kind] ?? "The answer broke off or was not a valid HTTP message.",
      }),
    ];
  },
});
