export { proxyFor } from "../client/index.ts";
export { collectionPathOf } from "./collection-path.ts";
export { footprintOf } from "./footprint.ts";
export {
  DEFAULT_SETTINGS,
  type NamedFixtures,
  type RunControl,
  type RunSettings,
  type SuiteRun,
  type TargetConfig,
} from "./options.ts";
export { extendSuite, type Own, withOwn } from "./own.ts";
export { planSuite, type SuitePlan, suitesOf } from "./plan.ts";
export { isLoopback } from "./preflight/removal.ts";
export { type ProbePlan, type ProbeResult, type ProbeRow, planProbe, probe } from "./probe/probe.ts";
export { Crash, Interrupt, planRun, run } from "./run.ts";
export { openSuite, runSuite, type SuiteSession } from "./run-suite.ts";
export { parseShard, type Selection } from "./select.ts";
export { defineClientSuite, defineServiceSuite, defineSuite, type Suite } from "./suite.ts";
export { type Found, findMade, scan, type Wanted } from "./undo/find.ts";
export { sendBy, type UndoMeans, undoMeans } from "./undo/means.ts";
export { putBack } from "./undo/put-back.ts";
export { type ById, isAnothers, isStillThere, removeById, removeIfOurs } from "./undo/remove.ts";
export { MAX_ROUNDS, mayGoLater, type Undone } from "./undo/undone.ts";
