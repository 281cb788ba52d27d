import type { Hooks } from "../core/hooks.ts";
import type { FaultRecord } from "../types.ts";

/** A fault with its behaviour. */
export interface Fault extends FaultRecord {
  /** Fresh hooks, so that what a fault remembers belongs to one target. */
  install(): Hooks;
}
