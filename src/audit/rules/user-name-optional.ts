import { resourceRequestsOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { propertyOf, requiredAt } from "../schema.ts";

/** A user without `userName`. */
export const userNameOptional: Rule = documentRule({
  id: "audit.user-name-optional",
  title: "a request that sends a whole user requires userName",
  level: "warning",
  explanation:
    "Every user has a userName. A client that goes by the document may leave it out, and only the server's refusal tells it otherwise.",
  source: rfc(7643, "4.1.1"),
  *find(document) {
    for (const { operation, schema } of resourceRequestsOf(document)) {
      if (operation.resourceType !== "User") continue;
      const userName = propertyOf(document, schema, "userName");
      // A schema that says nothing of userName leaves it open.
      if (userName === undefined || requiredAt(document, schema, "userName") !== undefined) continue;
      yield {
        pointer: userName.pointer,
        message: `userName may be left out of ${operation.key}`,
        remedy: "add userName to the schema's required list",
      };
    }
  },
});
