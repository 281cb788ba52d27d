import type { Operation } from "../../document/index.ts";
import { requestsOf } from "../bodies.ts";
import { type AuditDocument, declares, responsesAt } from "../document.ts";
import { list, lookup } from "../pointer.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { applied, positionsOf } from "../schema.ts";

/** No 400 for a body that can be wrong. */
export const badRequestUndeclared: Rule = documentRule({
  id: "audit.bad-request-undeclared",
  title: "an operation whose body has required parts declares 400",
  level: "warning",
  explanation:
    "A body without what is required is answered with 400. A document without it does not say what a client gets for a mistake.",
  source: rfc(7644, "3.12"),
  *find(document) {
    for (const operation of document.contract.operations) {
      // 422 is not the RFC's word, but it tells the client what it gets.
      if (declares(operation, 400) || declares(operation, 422) || !canBeWrong(document, operation)) continue;
      yield {
        pointer: responsesAt(document, operation),
        message: `the body of ${operation.key} has required parts, and no 400 is declared`,
        remedy: "declare 400 with the SCIM error as its body",
      };
    }
  },
});

function canBeWrong(document: AuditDocument, operation: Operation): boolean {
  return requestsOf(document)
    .filter((body) => body.operation === operation)
    .some(({ schema }) =>
      positionsOf(document, schema).some(({ pointer }) =>
        applied(document, pointer).some((at) => list(lookup(document.root, at), "required").length > 0),
      ),
    );
}
