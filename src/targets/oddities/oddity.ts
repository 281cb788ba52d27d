import type { Hooks } from "../core/hooks.ts";
import type { OddityRecord } from "../types.ts";

/** An oddity with its behaviour. */
export interface Oddity extends OddityRecord {
  /** Fresh hooks, so that what an oddity remembers belongs to one target. */
  install(): Hooks;
}
