import { patchEntriesIn, patchRequestsOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { choicesOf, propertyOf } from "../schema.ts";

const OPS: ReadonlySet<string> = new Set(["add", "remove", "replace"]);

/** `Add` in place of `add`. */
export const opCase: Rule = documentRule({
  id: "audit.op-case",
  title: "the list of operations has them in lower case",
  level: "error",
  explanation:
    "The RFC's words are add, remove and replace. A list that has them in other case only refuses every client that goes by the RFC. Other spellings beside them do no harm.",
  source: rfc(7644, "3.5.2"),
  *find(document) {
    for (const request of patchRequestsOf(document)) {
      for (const entry of patchEntriesIn(document, request)) {
        const op = propertyOf(document, entry, "op");
        const choices = op === undefined ? undefined : choicesOf(document, op.pointer);
        if (choices === undefined) continue;
        const { values, pointer } = choices;
        const misspelt = values.filter(
          (value) => OPS.has(value.toLowerCase()) && !values.includes(value.toLowerCase()),
        );
        if (misspelt.length === 0) continue;
        yield {
          pointer,
          message: `op takes ${misspelt.join(", ")} but not ${misspelt.map((value) => value.toLowerCase()).join(", ")}`,
          remedy: "list add, remove and replace in lower case",
        };
      }
    }
  },
});
