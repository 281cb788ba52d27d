export { proxyFor } from "../client/index.ts";
export { collectionPathOf } from "./collection-path.ts";
export { EXIT_CODES, exitCodeOf } from "./exit-code.ts";
export { footprintOf } from "./footprint.ts";
export {
  DEFAULT_SETTINGS,
  type NamedFixtures,
  type RunControl,
  type RunSettings,
  type SuiteRun,
  type TargetConfig,
} from "./options.ts";
export { planSuite, type SuitePlan, suitesOf } from "./plan.ts";
export { isLoopback } from "./preflight/removal.ts";
export { Interrupt, planRun, run } from "./run.ts";
export { openSuite, runSuite, type SuiteSession } from "./run-suite.ts";
export { parseShard, type Selection } from "./select.ts";
export { defineSuite, type Suite } from "./suite.ts";
