/** How many properties a schema declares, and which of them no body had. */
export interface PropertyCoverage {
  /** Properties down to a few levels; those deeper belong to their parent. */
  readonly declared: number;
  readonly exercised: number;
  /** Paths as JSON pointers into a body, with `*` for any entry of a list. */
  readonly notExercised: readonly { readonly reason: string; readonly properties: readonly string[] }[];
}

/** A declared response: how often it came, and which of its properties it had. */
export interface ResponseCoverage {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly seen: number;
  readonly mediaTypes: readonly { readonly type: string; readonly seen: number }[];
  /** Absent where the document declares no schema, and where the response never came. */
  readonly properties?: PropertyCoverage;
}

/** Where something stands in a document, told so that it holds on another machine too. */
export interface DocumentPlace {
  /** Relative to the working directory of the run, with `/` between folders, or an address; never absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

/** One SCIM operation of a document, whatever sent its requests: a scenario, a fixture, an observation, the clean-up. */
export interface OperationCoverage {
  readonly key: string;
  /** Where the operation is declared. Absent from results of earlier versions. */
  readonly place?: DocumentPlace;
  readonly requests: number;
  /** Why not, where there were no requests. */
  readonly reason?: string;
  readonly mediaTypes: readonly { readonly type: string; readonly sent: number }[];
  /** Absent where the document declares no schema of the request, and where nothing was sent. */
  readonly properties?: PropertyCoverage;
  readonly responses: readonly ResponseCoverage[];
}

/** What of a document's SCIM operations a run met: all its suites together. */
export interface DocumentCoverage {
  readonly name: string;
  readonly title: string;
  /** `sha256:` and 64 hexadecimal digits over document, overlay and profile. */
  readonly digest: string;
  readonly operations: readonly OperationCoverage[];
}
