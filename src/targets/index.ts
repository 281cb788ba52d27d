export { DIALECTS } from "./dialects/catalogue.ts";
export { FAULTS } from "./faults/catalogue.ts";
export { ODDITIES } from "./oddities/catalogue.ts";
export { startTarget } from "./start-target.ts";
export type { DialectName, FaultRecord, OddityRecord, RunningTarget, TargetOptions } from "./types.ts";
