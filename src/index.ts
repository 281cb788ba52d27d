/**
 * The programmatic interface: read a contract, choose suites, run them, and get a RunResult.
 *
 * @module
 */
export type { OAuthClient, SignableRequest, SignHook, TlsOptions, WayIn } from "./client/index.ts";
export { type Contract, fillServer, listVendors, loadContract, loadVendor } from "./document/index.ts";
export {
  DEFAULT_SETTINGS,
  defineClientSuite,
  defineSuite,
  Interrupt,
  type NamedFixtures,
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
