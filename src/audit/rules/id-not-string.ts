import { isSuccess, resourcesIn, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { propertyOf, typesOf } from "../schema.ts";

/** A resource's `id` that is no string. */
export const idNotString: Rule = documentRule({
  id: "audit.id-not-string",
  title: "the id of a resource is a string",
  level: "error",
  explanation: "Ids are opaque strings. A server that answers with one breaks a document that has a number.",
  source: rfc(7643, "3.1"),
  *find(document) {
    for (const response of responsesOf(document).filter(isSuccess)) {
      for (const resource of resourcesIn(document, response)) {
        const id = propertyOf(document, resource, "id");
        const types = id === undefined ? undefined : typesOf(document, id.pointer);
        if (id === undefined || types === undefined || types.has("string")) continue;
        yield {
          pointer: id.pointer,
          message: `the id of a ${response.operation.resourceType} is ${[...types].join(" or ") || "nothing"}, not a string`,
          remedy: "write type: string",
        };
      }
    }
  },
});
