export { SCENARIO_FAMILIES } from "./catalogue.ts";
export {
  type GroupFixture,
  type GroupState,
  NoVerdict,
  type Observation,
  type PutOptions,
  type ScenarioContext,
  type ScenarioJudgement,
} from "./context.ts";
export { DEPTHS, type Depth, type Scenario, type ScenarioFamily } from "./scenario.ts";
