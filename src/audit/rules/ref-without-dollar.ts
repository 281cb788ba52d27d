import { requestsOf, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { positionsOf, propertiesOf } from "../schema.ts";

/** `ref` where the RFC has `$ref`. */
export const refWithoutDollar: Rule = documentRule({
  id: "audit.ref-without-dollar",
  title: "the sub-attribute that refers to a resource is called $ref",
  level: "warning",
  explanation:
    "A client looks for $ref. A property ref is one that it does not know; often the dollar sign was lost when the document was generated.",
  source: rfc(7643, "2.4"),
  *find(document) {
    for (const body of [...requestsOf(document), ...responsesOf(document)]) {
      for (const { pointer: at, attribute } of positionsOf(document, body.schema)) {
        const properties = propertiesOf(document, at);
        const named = (name: string) => properties.find((property) => property.name === name);
        const ref = named("ref");
        // Without a value beside it, it is no reference to a resource: a vendor's own property.
        if (ref === undefined || named("value") === undefined || named("$ref") !== undefined) continue;
        yield {
          pointer: ref.pointer,
          message: `${attribute === "" ? "an entry" : attribute} has "ref" where SCIM has "$ref"`,
          remedy: "name the property $ref",
        };
      }
    }
  },
});
