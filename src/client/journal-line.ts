import type { JournalIntent } from "./types.ts";

/** The first line of a journal: which run, against what. */
export interface JournalHeader {
  readonly baseUrl: string;
  readonly runId: string;
  /** Version of Scimproof that wrote it. */
  readonly version: string;
}

/** The version of the format of journal lines. */
export const JOURNAL_FORMAT = 1;

/** The header as written. */
export interface HeaderLine extends JournalHeader {
  readonly journal: "scimproof";
  readonly format: typeof JOURNAL_FORMAT;
}

/** What happened to an entry, in the order in which it happened. */
export type EntryLine =
  | { readonly entry: number; readonly is: "intended"; readonly at: string; readonly intent: JournalIntent }
  | { readonly entry: number; readonly is: "done"; readonly id: string }
  | { readonly entry: number; readonly is: "void"; readonly why: string }
  | { readonly entry: number; readonly is: "undone" };
