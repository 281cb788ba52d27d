import { isSuccess, resourceRequestsOf, resourcesIn, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { isMarked, propertyOf, requiredAt } from "../schema.ts";

/** `externalId` treated as if the server made it. */
export const externalIdOfServer: Rule = documentRule({
  id: "audit.external-id-of-server",
  title: "externalId is the client's: neither readOnly nor required in an answer",
  level: "warning",
  explanation:
    "A client gives a resource its externalId, or does not; a server must not invent one. Required in answers, it cannot be met for a resource that has none; readOnly, it cannot be set.",
  source: rfc(7643, "3.1"),
  *find(document) {
    for (const body of [...resourceRequestsOf(document), ...responsesOf(document).filter(isSuccess)]) {
      for (const resource of resourcesIn(document, body)) {
        const property = propertyOf(document, resource, "externalId");
        if (property !== undefined && isMarked(document, property.pointer, "readOnly")) {
          yield {
            pointer: property.pointer,
            message: "externalId is marked readOnly; it is the client's to set",
            remedy: "remove readOnly",
          };
        }
        const required = body.response === undefined ? undefined : requiredAt(document, resource, "externalId");
        if (required !== undefined) {
          yield {
            pointer: required,
            message: `the answer to ${body.operation.key} requires externalId, which a resource need not have`,
            remedy: "take externalId off the required list",
          };
        }
      }
    }
  },
});
