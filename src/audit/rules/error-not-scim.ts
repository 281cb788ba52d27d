import { documentRule, type Rule, rfc } from "../rule.ts";

const PROBLEM = /^application\/problem\+json\b/iu;

/** Errors in another format than SCIM's. */
export const errorNotScim: Rule = documentRule({
  id: "audit.error-not-scim",
  title: "errors are SCIM errors, not problem documents alone",
  level: "error",
  explanation:
    "A SCIM client reads schemas, status, scimType and detail. A problem document (RFC 9457) has a numeric status and no scimType, so that the client cannot tell why it was refused.",
  source: rfc(7644, "3.12"),
  *find({ contract }) {
    for (const operation of contract.operations) {
      // Beside SCIM's own, a client can ask for the one it reads.
      const alone = operation.responses.filter(
        ({ content }) => content.length > 0 && content.every(({ type }) => PROBLEM.test(type.trim())),
      );
      const [first] = alone;
      if (first === undefined) continue;
      yield {
        pointer: `${first.pointer}/content`,
        message: `${operation.key} answers ${alone.map(({ status }) => status).join(", ")} with application/problem+json only`,
        remedy: "declare application/scim+json with the schema urn:ietf:params:scim:api:messages:2.0:Error",
      };
    }
  },
});
