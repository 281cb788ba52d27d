import { requestsOf, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { positionsOf, propertyOf, typesOf } from "../schema.ts";

/** A member's `value` that is no string. */
export const memberValueType: Rule = documentRule({
  id: "audit.member-value-type",
  title: "the value of a member or group is a string",
  level: "error",
  explanation:
    "The value of an entry of members or groups is the id of a resource, and ids are strings. What goes by the RFC breaks a document that says otherwise.",
  source: rfc(7643, "4.2"),
  *find(document) {
    for (const body of [...requestsOf(document), ...responsesOf(document)]) {
      for (const { pointer: at, attribute } of positionsOf(document, body.schema)) {
        if (attribute !== "members" && attribute !== "groups") continue;
        const value = propertyOf(document, at, "value");
        const types = value === undefined ? undefined : typesOf(document, value.pointer);
        if (value === undefined || types === undefined || types.has("string")) continue;
        yield {
          pointer: value.pointer,
          message: `the value of an entry of ${attribute} is ${[...types].join(" or ") || "nothing"}, not a string`,
          remedy: "write type: string",
        };
      }
    }
  },
});
