import { responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";

/** 204 with a schema. */
export const noContentWithBody: Rule = documentRule({
  id: "audit.no-content-with-body",
  title: "204 has no body",
  level: "error",
  explanation:
    "A 204 ends with its headers. A client made from a document that gives it a schema waits for, or fails on, a body that cannot come.",
  source: rfc(9110, "15.3.5"),
  *find(document) {
    for (const { operation, response, type } of responsesOf(document)) {
      if (response?.status !== "204") continue;
      yield {
        pointer: `${response.pointer}/content`,
        message: `${operation.key} declares a schema (${type}) for 204, which has no body`,
        remedy: "remove content from the 204, or declare 200 with the resource",
      };
    }
  },
});
