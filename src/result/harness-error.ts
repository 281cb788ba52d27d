import { shownPath } from "./shown.ts";

/** A stable code for each way the harness itself, or its input, can fail. */
export type HarnessErrorCode =
  | "USAGE"
  | "DOCUMENT_INVALID"
  | "OVERLAY_INVALID"
  | "PROFILE_INVALID"
  | "CONFIG_INVALID"
  | "RESULT_INVALID"
  | "BASELINE_INVALID"
  | "JOURNAL_INVALID"
  | "SELECTION_EMPTY"
  | "ACCESS_FAILED"
  | "BUDGET_SPENT"
  | "ABORTED"
  | "TARGET_SILENT"
  | "REPORT_FAILED"
  | "INTERNAL";

/** A place in a file; line and column are 1-based. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * The one error class of the harness: never a verdict about a server.
 * The message says what happened; `place` says where; `remedy` says what to type instead.
 */
export class HarnessError extends Error {
  override readonly name: string = "HarnessError";
  readonly code: HarnessErrorCode;
  readonly place: Place | undefined;
  readonly remedy: string | undefined;

  constructor(
    code: HarnessErrorCode,
    message: string,
    options: { readonly place?: Place; readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place;
    this.remedy = options.remedy;
  }
}

/** The error as one block for a terminal: place, message, remedy. Never a stack trace. */
export function describeHarnessError(error: HarnessError): string {
  const { place } = error;
  const where =
    place === undefined
      ? ""
      : `${[shownPath(place.file), place.line, place.column].filter((part) => part !== undefined).join(":")}: `;
  return `${where}${error.message}${error.remedy === undefined ? "" : `\n  → ${error.remedy}`}`;
}
