import type { Fault } from "./fault.ts";

/** Every fault, in the order in which they are listed. */
export const FAULTS: readonly Fault[] = [];
