export { type AuditFiles, type AuditResult, audit } from "./audit.ts";
export { auditContract } from "./audit-contract.ts";
export { RULES } from "./catalogue.ts";
export type { Defect, Rule } from "./rule.ts";
