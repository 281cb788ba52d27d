import type { Table } from "../lib/table.ts";

/** One measure: what it is, and the table that it prints. */
export interface SpeedPart {
  readonly title: string;
  /** Measures, and gives a table whose last columns are the goal and whether it is met here. */
  readonly measure: () => Promise<Table>;
}

/** A goal beside a figure: `met` or `missed`, for a machine that does nothing else. */
export function judged(value: number, most: number): string {
  return value <= most ? "met" : "missed";
}
