export { isAddressable } from "./addressable.ts";
export * from "./attribute.ts";
export * from "./date-time.ts";
export { listedIn } from "./discovery/listed.ts";
export { parseProviderConfig, type ServiceProviderConfig } from "./discovery/provider-config.ts";
export { parseResourceTypes, type ResourceTypeDescription } from "./discovery/resource-types.ts";
export { CHARACTERISTIC_WORDS, describedType, parseSchemas } from "./discovery/schemas.ts";
export * from "./location.ts";
export * from "./members.ts";
export { applyPatch } from "./patch/apply-patch.ts";
export { ENTERPRISE_USER, GROUP_SCHEMA, USER_SCHEMA } from "./patch/core-schemas.ts";
export { legalOutcomes, outcomeSeen, type SeenOutcome } from "./patch/legal-outcomes.ts";
export { type Departure, OPEN_QUESTIONS, type OpenQuestion } from "./patch/open-questions.ts";
export type { LegalOutcome, PatchOperation, PatchOptions, PatchResult, PatchScimType } from "./patch/patch-types.ts";
export { canonicalState, sameState } from "./patch/same-state.ts";
export {
  type AttributeSchema,
  type AttributeType,
  type ResourceSchema,
  type SchemaDescription,
  sameName,
} from "./path/attribute-schema.ts";
export { formatAttrPath, formatFilter, formatPath } from "./path/format-path.ts";
export { matchesFilter } from "./path/match-filter.ts";
export { parseFilter } from "./path/parse-filter.ts";
export { parsePath } from "./path/parse-path.ts";
export type * from "./path/path-types.ts";
export { REQUIREMENTS } from "./requirements/catalogue.ts";
export * from "./text-of.ts";
export * from "./urns.ts";
