/**
 * The programmatic interface: read a contract, choose suites, run them, and get a RunResult.
 *
 * @module
 */

export {
  type Check,
  type CheckExample,
  type CheckInput,
  type CheckVerdict,
  defineCheck,
  failed,
  type ParsedBody,
  passed,
} from "./checks/index.ts";
export type { OAuthClient, SignableRequest, SignHook, TlsOptions, WayIn } from "./client/index.ts";
export { type Contract, fillServer, listVendors, loadContract, loadVendor } from "./document/index.ts";
export {
  DEFAULT_SETTINGS,
  defineClientSuite,
  defineSuite,
  extendSuite,
  Interrupt,
  type NamedFixtures,
  type Own,
  proxyFor,
  type RunControl,
  type RunSettings,
  run,
  type Selection,
  type Suite,
  type SuiteRun,
  suitesOf,
  type TargetConfig,
} from "./engine/index.ts";
export { EXIT_CODES, exitCodeOf } from "./gate/index.ts";
export { REPORTERS, type ReporterName, renderTerminal } from "./report/index.ts";
export {
  defineRequirement,
  describeHarnessError,
  type Exchange,
  type Finding,
  HarnessError,
  type Requirement,
  type RunEvent,
  type RunResult,
  type SuiteResult,
  type Verdict,
} from "./result/index.ts";
export {
  defineScenario,
  expectUnchanged,
  expectWritten,
  type GroupFixture,
  type GroupState,
  groupBody,
  NoVerdict,
  type Observation,
  type Scenario,
  type ScenarioContext,
  type ScenarioJudgement,
  stateOf,
  type WriteOptions,
} from "./scenarios/index.ts";
