/** One thing of a counterexample that has a set: a Group with its members, or a User with its values. */
export interface CounterexampleSubject {
  /** Symbolic id: `g1`, `me`. */
  readonly id: string;
  /** How a person calls it: `Group 1`. */
  readonly name: string;
  /** The set that must be there after the step, in words: `Ana`, `Ben`. */
  readonly expected: readonly string[];
  /** The set that was there; null where it could not be seen. */
  readonly actual: readonly string[] | null;
}

/** One step of a counterexample. */
export interface CounterexampleStep {
  /** 0 for the starting state, then 1-based. */
  readonly number: number;
  /** What was done, in words: `remove Ana from Group 1`. */
  readonly words: string;
  /** The state of every subject after it. */
  readonly subjects: readonly CounterexampleSubject[];
  /** True at the step where expected and actual part. */
  readonly parted: boolean;
  /** Ids of its exchanges, in the order sent. */
  readonly exchanges: readonly string[];
}

/** The smallest history of edits that shows a fault: plain JSON with symbolic ids, to read, to draw and to run again. */
export interface Counterexample {
  /** Id of the property that found it; `--replay` runs `history` through it. */
  readonly property: string;
  /** What is run again. Its form is the property's own; ids in it are symbolic (`u1`, `g1`). */
  readonly history: unknown;
  /** The whole story in a line: `Ana and Ben → remove Ana → Ben is gone too`. */
  readonly story: string;
  /** What the step that parts expects and gets, the starting state first. */
  readonly steps: readonly CounterexampleStep[];
  /** How many edits there are, and how many users they name. */
  readonly edits: number;
  readonly members: number;
  /** The history was run again so often, and failed so often: fewer is flaky. */
  readonly reruns: { readonly failed: number; readonly of: number };
  /** What it cost: histories until it first showed, runs to make it small. */
  readonly effort: { readonly histories: number; readonly shrinkRuns: number };
}
