import { patchEntriesIn, patchRequestsOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { choicesOf, propertyOf, requiredAt } from "../schema.ts";

/** More than `op` required of every operation. */
export const operationRequiresMore: Rule = documentRule({
  id: "audit.operation-requires-more",
  title: "of a PATCH operation only op is always required",
  level: "warning",
  explanation:
    "add and replace may do without a path, remove without a value; identity providers send both forms. A document that requires path or value of every operation refuses them.",
  source: rfc(7644, "3.5.2"),
  *find(document) {
    for (const request of patchRequestsOf(document)) {
      for (const entry of patchEntriesIn(document, request)) {
        const op = propertyOf(document, entry, "op");
        const choices = op === undefined ? undefined : choicesOf(document, op.pointer)?.values;
        const offers = (...ops: readonly string[]): boolean =>
          choices === undefined || choices.some((choice) => ops.includes(choice.toLowerCase()));
        const path = offers("add", "replace") ? requiredAt(document, entry, "path") : undefined;
        const value = offers("remove") ? requiredAt(document, entry, "value") : undefined;
        if (path !== undefined) {
          yield {
            pointer: path,
            message: "path is required of every operation; add and replace may leave it out",
            remedy: "take path off the required list, or require it of remove alone",
          };
        }
        if (value !== undefined) {
          yield {
            pointer: value,
            message: "value is required of every operation; remove may leave it out",
            remedy: "take value off the required list, or require it of add and replace alone",
          };
        }
      }
    }
  },
});
