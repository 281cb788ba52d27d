import type { Reporter, ReporterName } from "../report/index.ts";
import type { Prompt } from "./prompt.ts";
import type { WatchMeans } from "./watch/means.ts";

/** The signals that end a run in order. */
export type RunSignal = "SIGINT" | "SIGTERM";

/** Where text goes. */
export interface CliStream {
  /** Absent where it is none, as on the streams of Node. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Everything the command line touches of its process, so that tests can be the process. */
export interface CliIo {
  /** Results. */
  readonly stdout: CliStream;
  /** Progress, and everything that is said along the way. */
  readonly stderr: CliStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, in which a config is looked for; the process's own by default. */
  readonly cwd?: string;
  /** Width of the terminal. */
  readonly columns: number;
  /** Listens for signals until the function it returns is called. */
  readonly onSignal: (listener: (signal: RunSignal) => void) => () => void;
  /**
   * Listens for what is thrown where nobody catches it, until the function it returns is called; without a listener the
   * process ends with 4.
   */
  readonly onCrash?: (listener: (error: unknown) => void) => () => void;
  /** Asks the person at the terminal; absent where nobody is there. */
  readonly openPrompt?: () => Prompt;
  /** What `--watch` watches and starts with; the file system and child processes by default. */
  readonly watching?: WatchMeans;
  /** In place of the reporters that come with the package. */
  readonly reporters?: Readonly<Record<ReporterName, Reporter>>;
}
