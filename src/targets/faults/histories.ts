import type { Fault } from "./fault.ts";
import { HISTORIES_COUNTED } from "./histories-counted.ts";
import { HISTORIES_DISPLAY } from "./histories-display.ts";
import { HISTORIES_GROUPS } from "./histories-groups.ts";
import { HISTORIES_IDS } from "./histories-ids.ts";
import { HISTORIES_OPERATIONS } from "./histories-operations.ts";
import { HISTORIES_PARALLEL } from "./histories-parallel.ts";
import { HISTORIES_READD } from "./histories-readd.ts";
import { HISTORIES_READS } from "./histories-reads.ts";
import { HISTORIES_REFUSALS } from "./histories-refusals.ts";
import { HISTORIES_RENAMES } from "./histories-renames.ts";
import { HISTORIES_REPLACE } from "./histories-replace.ts";
import { HISTORIES_SIZES } from "./histories-sizes.ts";

/** Faults of membership that only a history of several writes shows, by family. */
export const HISTORIES: readonly Fault[] = [
  ...HISTORIES_READD,
  ...HISTORIES_COUNTED,
  ...HISTORIES_SIZES,
  ...HISTORIES_IDS,
  ...HISTORIES_REPLACE,
  ...HISTORIES_GROUPS,
  ...HISTORIES_RENAMES,
  ...HISTORIES_DISPLAY,
  ...HISTORIES_OPERATIONS,
  ...HISTORIES_REFUSALS,
  ...HISTORIES_READS,
  ...HISTORIES_PARALLEL,
];
