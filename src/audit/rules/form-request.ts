import { below } from "../pointer.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";

const FORM = /^(?:multipart\/|application\/x-www-form-urlencoded)/iu;

/** Forms among the request types. */
export const formRequest: Rule = documentRule({
  id: "audit.form-request",
  title: "requests are JSON, not forms",
  level: "warning",
  explanation:
    "SCIM has JSON alone. How a list of operations is written into a form is told nowhere, so that two clients will write it in two ways.",
  source: rfc(7644, "3.1"),
  *find({ contract }) {
    for (const { key, request } of contract.operations) {
      for (const { type } of request.content) {
        if (!FORM.test(type.trim())) continue;
        yield {
          pointer: below(request.pointer, "content", type),
          message: `${key} takes ${type}`,
          remedy: "remove it: declare application/scim+json and application/json",
        };
      }
    }
  },
});
