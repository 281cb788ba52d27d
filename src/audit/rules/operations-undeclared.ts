import { patchRequestsOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { propertiesOf } from "../schema.ts";

/** A PATCH request without `Operations`. */
export const operationsUndeclared: Rule = documentRule({
  id: "audit.operations-undeclared",
  title: "the body of PATCH has Operations",
  level: "error",
  explanation:
    "A PATCH request carries a list of operations under the name Operations. A client that sends the whole resource, or another list, is not understood by any SCIM server.",
  source: rfc(7644, "3.5.2"),
  *find(document) {
    for (const { operation, schema } of patchRequestsOf(document)) {
      const names = propertiesOf(document, schema).map(({ name }) => name);
      // Names are compared without regard to case (RFC 7643 section 2.1); a schema without any leaves it open.
      if (names.length === 0 || names.some((name) => name.toLowerCase() === "operations")) continue;
      yield {
        pointer: schema,
        message: `the body of ${operation.key} has no Operations, only ${names.slice(0, 5).join(", ")}`,
        remedy: "declare the properties schemas and Operations (urn:ietf:params:scim:api:messages:2.0:PatchOp)",
      };
    }
  },
});
