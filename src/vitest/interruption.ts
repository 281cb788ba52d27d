import type { RunControl, SuiteSession } from "../engine/index.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * What a signal does while a suite runs under somebody's vitest: nothing new is sent, what was made is removed, and then the
 * signal has its way. Where vitest does not wait for that, the journal tells what is left.
 */
export class Interruption {
  readonly #run = new AbortController();
  readonly #session: () => SuiteSession | undefined;

  constructor(session: () => SuiteSession | undefined) {
    this.#session = session;
  }

  /** To open the suite with. */
  get control(): RunControl {
    return { signal: this.#run.signal };
  }

  /** Listens from now on. */
  attach(): void {
    for (const signal of SIGNALS) process.on(signal, this.#heard);
  }

  /** Listens no more: what comes now ends the process as ever. */
  detach(): void {
    for (const signal of SIGNALS) process.off(signal, this.#heard);
  }

  readonly #heard = (signal: NodeJS.Signals): void => {
    // A second one does not wait.
    this.detach();
    this.#run.abort(new Error(signal));
    const end = (): void => {
      process.kill(process.pid, signal);
    };
    void (this.#session()?.end("aborted") ?? Promise.resolve()).then(end, end);
  };
}
