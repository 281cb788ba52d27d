import { declares, responsesAt } from "../document.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { callsForbiddenUnauthorized } from "./forbidden-called-unauthorized.ts";

/** No 401 where a credential is demanded. */
export const unauthorizedUndeclared: Rule = documentRule({
  id: "audit.unauthorized-undeclared",
  title: "an operation that demands a credential declares 401",
  level: "warning",
  explanation:
    "A missing or wrong credential is answered with 401. A client made from a document without it takes the answer for a fault.",
  source: rfc(7644, "3.12"),
  *find(document) {
    for (const operation of document.contract.operations) {
      if (!operation.secured || declares(operation, 401)) continue;
      // One cause, one defect: the other rule says what to declare.
      if (operation.responses.some(callsForbiddenUnauthorized)) continue;
      yield {
        pointer: responsesAt(document, operation),
        message: `${operation.key} demands a credential and declares no 401`,
        remedy: "declare 401 with the SCIM error as its body",
      };
    }
  },
});
