import { setMaxListeners } from "node:events";
import { EXIT_CODES, Interrupt } from "../engine/index.ts";
import type { CliIo } from "./io.ts";

/** Signals made into aborts: the first ends the run, the second its clean-up. */
export interface Signals {
  readonly run: AbortSignal;
  readonly cleanup: AbortSignal;
  /** The exit code that the signal received asks for. */
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
  const detach = io.onSignal((signal) => {
    if (run.signal.aborted) {
      say("interrupted again: giving up the clean-up; scimproof cleanup on the journal can finish it\n");
      cleanup.abort(new Interrupt(signal));
      detach();
      return;
    }
    say("interrupted: removing what was made … (again to give up)\n");
    run.abort(new Interrupt(signal));
  });
  return {
    run: run.signal,
    cleanup: cleanup.signal,
    get code() {
      const reason: unknown = run.signal.reason;
      const isTerm = reason instanceof Interrupt && reason.signal === "SIGTERM";
      return isTerm ? EXIT_CODES.sigterm : EXIT_CODES.sigint;
    },
    detach,
  };
}
