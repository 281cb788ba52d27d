/** What a run left out on purpose. */
export interface RunSelection {
  /** True where the suites are all that their documents give; those of clients aside. */
  readonly allSuites: boolean;
  /** The regular expressions that chose scenarios. */
  readonly grep?: string;
  readonly grepInvert?: string;
  /** True where one recorded history was run again and nothing else. */
  readonly replay?: boolean;
}

/** Which part of a whole run a result is of. */
export interface Shard {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
  /** Every scenario of the whole run, in the order of the plan: what all parts together must come to. */
  readonly suites: readonly { readonly id: string; readonly scenarios: readonly string[] }[];
}

/** What a result was joined from. */
export interface Merged {
  readonly results: number;
  /** Parts of the whole that were not given: `3/4 of cube.groups.put, cube.groups.patch`. */
  readonly missing: readonly string[];
}
