import { resourceRequestsOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { isMarked, propertyOf, requiredAt } from "../schema.ts";

/** Something that the server makes, demanded from the client. */
export const readOnlyRequired: Rule = documentRule({
  id: "audit.read-only-required",
  title: "a request does not require what the server makes",
  level: "warning",
  explanation:
    "meta, groups and, on creation, id are the server's: a client that creates or replaces a resource need not have them, and what it sends is ignored.",
  source: rfc(7643, "3.1"),
  *find(document) {
    for (const { operation, schema } of resourceRequestsOf(document)) {
      const names = [
        "meta",
        ...(operation.resourceType === "User" ? ["groups"] : []),
        ...(operation.method === "POST" ? ["id"] : []),
      ];
      for (const name of names) {
        const required = requiredAt(document, schema, name);
        const property = propertyOf(document, schema, name);
        // Marked readOnly, the requirement is on responses alone.
        if (required === undefined || (property !== undefined && isMarked(document, property.pointer, "readOnly")))
          continue;
        yield {
          pointer: required,
          message: `${operation.key} requires ${name}, which the server makes`,
          remedy: `mark ${name} readOnly: true, or take it off the required list`,
        };
      }
    }
  },
});
