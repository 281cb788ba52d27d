/** What the client knows of time; tests give one that does not pass by itself. */
export interface ClientClock {
  /** Milliseconds on a clock that never goes back; only differences mean anything. */
  monotonic(): number;
  /** Milliseconds since 1970, for `startedAt` and for a Retry-After that is a date. */
  wall(): number;
  /** Resolves to true after `ms` milliseconds, to false as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
}

// A longer delay makes setTimeout fire at once.
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: ClientClock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve(false);
        return;
      }
      const finish = (waited: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        resolve(waited);
      };
      const onAbort = (): void => finish(false);
      const timer = setTimeout(() => finish(true), Math.min(Math.max(0, ms), LONGEST_DELAY_MS));
      signal.addEventListener("abort", onAbort, { once: true });
    }),
};
