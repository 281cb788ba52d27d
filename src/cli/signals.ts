import { setMaxListeners } from "node:events";
import { Crash, Interrupt } from "../engine/index.ts";
import { EXIT_CODES } from "../gate/index.ts";
import type { CliIo, RunSignal } from "./io.ts";

// After a crash nobody may be there to press Ctrl-C, and whoever waits for the clean-up may wait for ever.
const CRASH_CLEANUP_MS = 30_000;

/** The exit code of what a signal has ended. */
export const EXIT_OF: Readonly<Record<RunSignal, number>> = { SIGINT: EXIT_CODES.sigint, SIGTERM: EXIT_CODES.sigterm };

/** Signals and crashes made into aborts: the first ends the run, the second its clean-up. */
export interface Signals {
  readonly run: AbortSignal;
  readonly cleanup: AbortSignal;
  /** The exit code that the signal or the crash asks for. */
  readonly code: number;
  /** Leaves signals to the system again. */
  detach(): void;
}

/** Listens for SIGINT and SIGTERM until detached. After the second one a further signal ends the process at once. */
export function watchSignals(io: CliIo, say: (text: string) => void): Signals {
  const run = new AbortController();
  const cleanup = new AbortController();
  // Every request under way listens; their number is bounded elsewhere, not by Node's default of ten.
  setMaxListeners(0, run.signal, cleanup.signal);
  const detachSignals = io.onSignal((signal) => {
    if (run.signal.aborted) {
      say("interrupted again: giving up the clean-up; scimproof cleanup on the journal can finish it\n");
      cleanup.abort(new Interrupt(signal));
      detach();
      return;
    }
    say("interrupted: removing what was made … (again to give up)\n");
    run.abort(new Interrupt(signal));
  });
  const detachCrashes = io.onCrash?.((error) => {
    // What broke may break again and again; the first time tells.
    if (run.signal.aborted) return;
    setTimeout(() => cleanup.abort(new Crash(error)), CRASH_CLEANUP_MS).unref();
    run.abort(new Crash(error));
  });
  const detach = (): void => {
    detachSignals();
    detachCrashes?.();
  };
  return {
    run: run.signal,
    cleanup: cleanup.signal,
    get code() {
      const reason: unknown = run.signal.reason;
      if (reason instanceof Crash) return EXIT_CODES.harnessError;
      return EXIT_OF[reason instanceof Interrupt ? reason.signal : "SIGINT"];
    },
    detach,
  };
}
