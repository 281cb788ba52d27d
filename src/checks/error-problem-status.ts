import { attributeOf, isObject } from "../scim/index.ts";
import { type Check, defineCheck, failed, passed } from "./check.ts";
import { shortJson } from "./words.ts";

const REQUIREMENT = "RFC9457-3.1.2-STATUS";

/** A problem detail that tells its status tells the one that the answer has (RFC 9457 section 3.1.2). */
export const errorProblemStatus: Check = defineCheck({
  id: "error.problem-status",
  title: "A problem detail tells the status of its answer",
  requirements: [REQUIREMENT],
  scope: "notice-on-helpers",
  example: { status: 404, type: "application/problem+json", body: '{"title":"Not Found","status":400}' },
  judge: ({ exchange, body, mediaType }) => {
    const status = exchange.response?.status ?? 0;
    if (status < 400 || status >= 500 || mediaType !== "application/problem+json") return [];
    if (body.kind !== "json" || !isObject(body.value)) return [];
    const told = attributeOf(body.value, "status");
    // It may be left out; what is no number is the schema's matter.
    if (typeof told !== "number") return [];
    if (told === status) return [passed(REQUIREMENT, "status")];
    return [
      failed(REQUIREMENT, "status", {
        expected: [String(status)],
        actual: shortJson(told),
        message: "`status` in the problem detail is not the HTTP status.",
        pointer: "/status",
      }),
    ];
  },
});
