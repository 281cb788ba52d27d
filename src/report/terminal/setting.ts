import type { Palette } from "./palette.ts";

/** How the text is set. */
export interface Setting {
  readonly paint: Palette;
  /** Columns; `Infinity` for a file. */
  readonly width: number;
}
