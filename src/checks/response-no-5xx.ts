import { type Check, type CheckInput, defineCheck, failed, passed } from "./check.ts";
import { excerpt } from "./words.ts";

const REQUIREMENT = "RFC7644-3.12-NO-5XX";

/** No request, however wrong, makes the server fail. 501 for a method that the document does not declare is legal. */
export const responseNo5xx: Check = defineCheck({
  id: "response.no-5xx",
  title: "The server does not fail",
  requirements: [REQUIREMENT],
  scope: "notice-on-helpers",
  example: { status: 500, body: "" },
  judge: (input) => {
    const { exchange, operation } = input;
    const { response } = exchange;
    if (response === undefined) return [];
    if (response.status < 500) return [passed(REQUIREMENT, "status")];
    if (response.status === 501 && (operation === undefined || isOptional(input))) return [];
    return [
      failed(
        REQUIREMENT,
        `status-5xx-${exchange.intent.kind === "provoked" ? exchange.intent.cause : exchange.intent.kind}`,
        {
          expected: ["a 2xx or 4xx status"],
          actual: `${response.status} ${excerpt(response.body)}`.trim(),
          message: `The server failed with ${response.status}.${byGateway(response.status, response.body)}`,
        },
      ),
    ];
  },
});

/**
 * PATCH is an optional function (RFC 7644 section 3.5.2), and 501 says that there is none (section 3.12): a document that describes
 * every server promises it for nobody. A server that says that it has it, or has carried one out, has promised it itself.
 */
function isOptional({ exchange: { request }, contract: { profile }, hasPatch = false }: CheckInput): boolean {
  // No sentence makes a server offer DELETE, and section 3.12 has 501 for every operation that it does not support.
  return profile.generic && (request.method === "DELETE" || (request.method === "PATCH" && !hasPatch));
}

/** A web page with such a status is a gateway's, which speaks for a server that it could not reach. */
function byGateway(status: number, body: string): string {
  const isPage = [502, 503, 504].includes(status) && /^\s*<(?:!doctype html|html|head|body)/iu.test(body);
  return isPage ? " It is a web page, so a gateway in front of it may have answered: is the server up?" : "";
}
