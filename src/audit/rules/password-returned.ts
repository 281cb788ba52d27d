import { isSuccess, resourcesIn, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { isMarked, propertiesOf } from "../schema.ts";

/** `password` among what a response may carry. */
export const passwordReturned: Rule = documentRule({
  id: "audit.password-returned",
  title: "no response schema has a password",
  level: "error",
  explanation:
    "A server never returns a password, in clear or hashed. A schema that lists one invites an implementation to fill it, and a client to wait for it.",
  source: rfc(7643, "4.1.1"),
  *find(document) {
    for (const response of responsesOf(document).filter(isSuccess)) {
      for (const resource of resourcesIn(document, response)) {
        for (const { name, pointer } of propertiesOf(document, resource)) {
          if (name !== "password" || isMarked(document, pointer, "writeOnly")) continue;
          yield {
            pointer,
            message: `the answer to ${response.operation.key} may carry a password`,
            remedy: "mark it writeOnly: true, or leave it out of the response's schema",
          };
        }
      }
    }
  },
});
