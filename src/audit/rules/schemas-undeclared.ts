import { isError, isProblem, isSuccess, requestsOf, resourcesIn, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { propertiesOf } from "../schema.ts";

/** A message or resource without `schemas`. */
export const schemasUndeclared: Rule = documentRule({
  id: "audit.schemas-undeclared",
  title: "every resource and message declares schemas",
  level: "warning",
  explanation:
    "schemas is required in every resource, request and error: it says what the rest is. A client made from a document without it leaves it out, and drops it from answers.",
  source: rfc(7643, "3"),
  *find(document) {
    const answers = responsesOf(document).filter(
      (response) => isSuccess(response) || (isError(response) && !isProblem(response)),
    );
    for (const body of [...requestsOf(document), ...answers]) {
      for (const schema of new Set([body.schema, ...resourcesIn(document, body)])) {
        const names = propertiesOf(document, schema).map(({ name }) => name);
        // A schema that lists nothing leaves everything open.
        if (names.length === 0 || names.includes("schemas")) continue;
        const what = body.response === undefined ? "the request" : `the answer ${body.response.status}`;
        yield {
          pointer: schema,
          message: `${what} of ${body.operation.key} lists its properties, and schemas is not among them`,
          remedy: "add schemas: { type: array, items: { type: string } } and require it",
        };
      }
    }
  },
});
