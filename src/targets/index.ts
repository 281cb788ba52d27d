export { DIALECTS } from "./dialects/catalogue.ts";
export { FAULTS } from "./faults/catalogue.ts";
export { nearestNames } from "./nearest-names.ts";
export { ODDITIES } from "./oddities/catalogue.ts";
export { openStandIn, type StandIn } from "./stand-in.ts";
export { startTarget } from "./start-target.ts";
export type { DialectName, FaultRecord, OddityRecord, RunningTarget, TargetOptions } from "./types.ts";
