import { type Check, defineCheck, failed, passed } from "./check.ts";
import { excerpt } from "./words.ts";

const REQUIREMENT = "OPENAPI-NO-BODY";

/** 204 and 304 have no body (RFC 9110 sections 15.3.5 and 15.4.5). */
export const responseNoBody: Check = defineCheck({
  id: "response.no-body",
  title: "There is no body where none may be",
  requirements: [REQUIREMENT],
  scope: "declared",
  example: { status: 204, body: "{}" },
  judge: ({ exchange, operation, body }) => {
    const { response } = exchange;
    if (response === undefined || operation === undefined) return [];
    const byNature = response.status === 204 || response.status === 304;
    // A response declared without content is a document that is silent about its body: there the RFC binds.
    if (!byNature) return [];
    if (body.kind === "none") return [passed(REQUIREMENT, "body")];
    return [
      failed(REQUIREMENT, `body-${response.status}`, {
        expected: ["no body"],
        actual: `${response.bodyBytes} bytes: ${excerpt(response.body)}`,
        message: `The answer ${response.status} has a body.`,
      }),
    ];
  },
});
