export { type Attribute, attributesIn, isNeeded, withContents } from "./attributes.ts";
export { partsOfJsonSchema } from "./from-json-schema.ts";
export { partsOfScim } from "./from-scim.ts";
export { type Body, type BodyShape, type Part, SERVERS_WORDS } from "./part.ts";
export { smallerBodies } from "./smaller.ts";
export { bindTexts, readable, type Token } from "./tokens.ts";
export {
  type BodyOptions,
  boundaryBodies,
  boundaryBody,
  boundaryCount,
  ordinaryBody,
  ordinaryContent,
  validBodies,
} from "./valid.ts";
export { type BodyViolation, type ViolationKind, violationsOf } from "./violations.ts";
