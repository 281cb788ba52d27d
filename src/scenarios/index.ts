export { admits } from "./admitted.ts";
export {
  answeredResource,
  answeredState,
  bodyIn,
  fitsKeyword,
  isRefusal,
  isSuccess,
  needAnswer,
  notTheServersFault,
  scimTypeOf,
  statusText,
} from "./answer.ts";
export { namesIn } from "./attribute-path.ts";
export { SCENARIO_FAMILIES } from "./catalogue.ts";
export { CAPABILITIES, type CapabilityId } from "./clients/capabilities.ts";
export { CLIENT_REQUIREMENTS, CLIENTS, CLIENTS_WITHOUT_EVIDENCE, findClient } from "./clients/catalogue.ts";
export type {
  AnswerRule,
  Client,
  ClientCapability,
  ClientNeed,
  ClientRequest,
  ClientStep,
  Evidence,
  Json,
  Role,
} from "./clients/client.ts";
export {
  type Effort,
  type GroupFixture,
  type GroupState,
  type Held,
  NoVerdict,
  type Observation,
  type OtherTenant,
  type PatchShapes,
  type ScenarioContext,
  type ScenarioJudgement,
  type SettledGroup,
  type UserFixture,
  type UserLook,
  type WriteOptions,
} from "./context.ts";
export { declares, shows } from "./declares.ts";
export { expectPatched, patchRules } from "./expect-patched.ts";
export { expectUnchanged } from "./expect-unchanged.ts";
export { expectWritten, judgeMembers, PUT_RULES, type WriteRules } from "./expect-written.ts";
export { groupBody, stateOf } from "./group-body.ts";
export { havePartners } from "./have-partners.ts";
export { patchGrowth } from "./patch-group/growth.ts";
export {
  addMembers,
  memberFilter,
  type PatchOperation,
  type PatchStyle,
  removeMembers,
  renameTo,
  replaceMembers,
} from "./patch-operations.ts";
export { outcomesFor } from "./patch-user/advice.ts";
export { expectPatchedUser } from "./patch-user/expect-patched-user.ts";
export { expectUserUnchanged } from "./patch-user/unchanged.ts";
export { putGrowth } from "./put-group/growth.ts";
export { expectUser, readWritten, show, valueAt } from "./put-user/expect-user.ts";
export { isWholeName, sameValue } from "./put-user/same-value.ts";
export { canaryPath, others, USER_ATTRIBUTES, withValue } from "./put-user/user-attributes.ts";
export { judgeRefusedWrongly } from "./refused-wrongly.ts";
export {
  type Area,
  DEPTHS,
  type Depth,
  defineScenario,
  type Makes,
  type Scenario,
  type ScenarioFamily,
} from "./scenario.ts";
export { isRightStatus, say } from "./service/kit.ts";
export { sameText } from "./service/stored.ts";
export {
  type Discovery,
  type DiscoveryDocument,
  type ServiceAccess,
  type ServiceCreate,
  type ServiceCreated,
  type ServiceLook,
  type ServiceRequest,
} from "./service-access.ts";
export { quote } from "./words.ts";
