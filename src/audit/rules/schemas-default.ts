import { isProblem, requestsOf, resourcesIn, responsesOf } from "../bodies.ts";
import { lookup, own } from "../pointer.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { applied, propertyOf, requiredAt } from "../schema.ts";

/** `schemas` that may be left out because it has a default. */
export const schemasDefault: Rule = documentRule({
  id: "audit.schemas-default",
  title: "a default does not stand in for schemas",
  level: "warning",
  explanation:
    "schemas is required in every resource and message. With a default and no requirement, a client may leave it out and a server may not return it; a default is a remark, nothing fills it in.",
  source: rfc(7643, "3"),
  *find(document) {
    for (const body of [...requestsOf(document), ...responsesOf(document)]) {
      if (isProblem(body)) continue;
      for (const schema of new Set([body.schema, ...resourcesIn(document, body)])) {
        const schemas = propertyOf(document, schema, "schemas");
        if (schemas === undefined || requiredAt(document, schema, "schemas") !== undefined) continue;
        const holder = applied(document, schemas.pointer).find(
          (at) => own(lookup(document.root, at), "default") !== undefined,
        );
        if (holder === undefined) continue;
        yield {
          pointer: `${holder}/default`,
          message: "schemas has a default and may be left out",
          remedy: "add schemas to the required list",
        };
      }
    }
  },
});
