export { SCENARIO_FAMILIES } from "./catalogue.ts";
export {
  type GroupFixture,
  type GroupState,
  NoVerdict,
  type Observation,
  type OtherTenant,
  type PatchShapes,
  type ScenarioContext,
  type ScenarioJudgement,
  type UserFixture,
  type UserLook,
  type WriteOptions,
} from "./context.ts";
export { addMembers, type PatchOperation, removeMembers, renameTo, replaceMembers } from "./patch-operations.ts";
export { DEPTHS, type Depth, type Scenario, type ScenarioFamily } from "./scenario.ts";
