export { DIALECTS } from "./dialects/catalogue.ts";
export type { Dialect } from "./dialects/dialect.ts";
export { FAULTS } from "./faults/catalogue.ts";
export type { Fault } from "./faults/fault.ts";
export { ODDITIES } from "./oddities/catalogue.ts";
export type { Oddity } from "./oddities/oddity.ts";
export { startTarget } from "./start-target.ts";
export type {
  DialectName,
  Difficulty,
  FaultRecord,
  FaultSource,
  OddityRecord,
  RunningTarget,
  TargetOptions,
} from "./types.ts";
