export { type AuditFiles, type AuditResult, audit } from "./audit.ts";
export { RULES } from "./catalogue.ts";
export { DEFECT_LEVELS, type Defect, type DefectLevel, type Reference, type Rule } from "./rule.ts";
