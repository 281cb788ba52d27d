import { documentRule, openapi, type Rule } from "../rule.ts";

/** `security: []` for the whole document, taken back operation by operation. */
export const securityOffAtRoot: Rule = documentRule({
  id: "audit.security-off-at-root",
  title: "the document does not switch credentials off as a whole",
  level: "notice",
  explanation:
    "security: [] at the root makes every operation open that does not say otherwise. One forgotten line, and the document promises what the server does not mean.",
  source: openapi("Security Requirement Object"),
  *find({ contract, root }) {
    const security = root["security"];
    if (!Array.isArray(security) || security.length > 0 || !contract.operations.some(({ secured }) => secured)) return;
    yield {
      pointer: "/security",
      message: "security: [] at the root is overridden by the operations",
      remedy: "name the scheme at the root, and security: [] only at what is open",
    };
  },
});
