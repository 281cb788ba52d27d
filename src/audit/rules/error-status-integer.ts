import { isError, isProblem, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { propertyOf, typesOf } from "../schema.ts";

/** An error whose `status` is a number. */
export const errorStatusInteger: Rule = documentRule({
  id: "audit.error-status-integer",
  title: "the status of an error is a string",
  level: "error",
  explanation:
    "A SCIM error carries its status as a JSON string. A server that does so breaks this document, and a client made from it cannot read the error.",
  source: rfc(7644, "3.12"),
  *find(document) {
    for (const response of responsesOf(document)) {
      if (!isError(response) || isProblem(response)) continue;
      const status = propertyOf(document, response.schema, "status");
      const types = status === undefined ? undefined : typesOf(document, status.pointer);
      if (status === undefined || types === undefined || types.has("string")) continue;
      yield {
        pointer: status.pointer,
        message: `the error's status is ${[...types].join(" or ") || "nothing"}, not a string`,
        remedy: "write type: string",
      };
    }
  },
});
