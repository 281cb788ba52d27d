import { documentRule, type Rule, rfc } from "../rule.ts";

const WRITING: ReadonlySet<string> = new Set(["PUT", "PATCH", "POST", "DELETE"]);

/** Changes that anybody may make. */
export const securityUndeclared: Rule = documentRule({
  id: "audit.security-undeclared",
  title: "an operation that changes something demands a credential",
  level: "warning",
  explanation:
    "By the document, anybody may write. Nearly always a credential is demanded and the document does not say so; a client made from it sends none.",
  source: rfc(7644, "2"),
  *find({ contract }) {
    for (const { key, method, pointer, secured, parameters } of contract.operations) {
      // Some declare the credential as a header, and nothing else.
      const inHeader = parameters.some(
        (parameter) => parameter.in === "header" && /auth|token|key/iu.test(parameter.name),
      );
      if (secured || inHeader || !WRITING.has(method)) continue;
      yield {
        pointer,
        message: `${key} demands no credential`,
        remedy: "add security: - bearerAuth: [] and the scheme under components/securitySchemes",
      };
    }
  },
});
