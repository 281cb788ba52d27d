/** One long proof of `npm run soak`. */
export interface SoakPart {
  /** What it proves, in a line for the help. */
  readonly title: string;
  /**
   * Runs it and prints what came out; sets `process.exitCode` to 1 when the promise is broken.
   *
   * @param args what stood on the command line behind its name
   */
  readonly run: (args: readonly string[]) => Promise<void>;
}
