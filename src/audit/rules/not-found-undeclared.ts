import { declares, responsesAt } from "../document.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";

/** No 404 for an id that does not exist. */
export const notFoundUndeclared: Rule = documentRule({
  id: "audit.not-found-undeclared",
  title: "an operation on one resource declares 404",
  level: "warning",
  explanation:
    "An id that does not exist is answered with 404. Identity providers act on it: they create the resource anew, or drop it.",
  source: rfc(7644, "3.12"),
  *find(document) {
    for (const operation of document.contract.operations) {
      if (operation.idParameter === undefined || declares(operation, 404)) continue;
      yield {
        pointer: responsesAt(document, operation),
        message: `${operation.key} declares no 404`,
        remedy: "declare 404 with the SCIM error as its body",
      };
    }
  },
});
