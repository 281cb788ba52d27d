import type { Fault } from "./fault.ts";
import { HISTORIES_COUNTED } from "./histories-counted.ts";
import { HISTORIES_IDS } from "./histories-ids.ts";
import { HISTORIES_PARALLEL } from "./histories-parallel.ts";
import { HISTORIES_READD } from "./histories-readd.ts";
import { HISTORIES_REPLACE } from "./histories-replace.ts";
import { HISTORIES_SIZES } from "./histories-sizes.ts";

/** Faults of membership that only a history of several writes shows, by family. */
export const HISTORIES: readonly Fault[] = [
  ...HISTORIES_READD,
  ...HISTORIES_COUNTED,
  ...HISTORIES_SIZES,
  ...HISTORIES_IDS,
  ...HISTORIES_REPLACE,
  ...HISTORIES_PARALLEL,
];
