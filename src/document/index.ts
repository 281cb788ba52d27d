export { assemble } from "./assemble.ts";
export { checkFile } from "./check-file.ts";
export type * from "./contract.ts";
export { contractFrom } from "./contract-from.ts";
export {
  type DeclaredAttribute,
  type DeclaredResource,
  declaredAttributes,
  depthOf,
} from "./declared-attributes.ts";
export { documentPlace } from "./document-place.ts";
export { fillServer } from "./fill-server.ts";
export { type FlatSchema, flatten } from "./flat-schema.ts";
export { type SingleViolation, singleViolations } from "./generate-violations.ts";
export { jsonBody } from "./json-body.ts";
export {
  type ContractFiles,
  loadContract,
  loadVendor,
  type ReadContract,
  readContract,
  readVendor,
} from "./load-contract.ts";
export { didYouMean, nearest } from "./nearest.ts";
export { OVERLAY_SCHEMA } from "./overlay-schema.ts";
export { type PatchForm, patchForm } from "./patch-forms.ts";
export { openParameters, requirePathParameters } from "./path-parameters.ts";
export { pointerOf } from "./pointer.ts";
export type * from "./profile.ts";
export { defaultProfile, loadProfile, profileFrom, slugOf } from "./profile-file.ts";
export { PROFILE_SCHEMA } from "./profile-schema.ts";
export { notePresent, type PropertyNode, propertiesIn, propertyTree } from "./property-tree.ts";
export { type FetchDocument, withReferences } from "./read-references.ts";
export { readText } from "./read-text.ts";
export { leadOf } from "./references.ts";
export { sampleBody } from "./sample-body.ts";
export { readSource, type Source, sourceFrom } from "./source.ts";
export { listVendors, packageRoot, vendorFolder } from "./vendor-folder.ts";
export { type ProfileLine, profileText, type WrittenProfile } from "./write-profile.ts";
